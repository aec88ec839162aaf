// Text selection for an article: exact words out, a small bar, keys, passing highlights.
// The server draws marks and forms; this module fills in one form and builds none.

import {
  PARAGRAPH, adjust, caretAt, contentsOf, isSame, offsetsToRange, positionOf, rangeOf, rangeToOffsets, snap, step, uncover, unitAt,
} from "./offsets.js";
import { FIELD, focusOn, get, markOf, marksOf, on, paint } from "./page.js";

const MARK = "#article-text mark";
const REF = "[data-span-ref]";

const article = () => get("#article-text");

let pending = null; // {start, end, quote, range, sent, taken}: focus in a field ends the native selection
let referred = null;
let isDown = false;
let held; // the mark under a press
let timer;
let isReading = false; // a caret passes over the words: they are taken, and no bar gets into the way
let isExact = true; // selected with keys, or with Alt held at release: letter by letter
let isTouch = false;
let isTap = false; // and nothing was selected when the finger came down

const isArmed = () => pending && !pending.sent;

function hideBar() {
  get("#mark-bar:popover-open")?.hidePopover();
}

function place() {
  const bar = get("#mark-bar:popover-open");
  if (!bar || !pending || pending.range.collapsed) return; // its paragraph is being swapped
  // At the last character: right in every direction of writing.
  const { endContainer, endOffset } = pending.range;
  const box = rangeOf(endContainer, endOffset - 1, endContainer, endOffset).getBoundingClientRect();
  bar.style.left = 0; // at its old place it could be squeezed
  const { offsetWidth: width, offsetHeight: height } = bar;
  const gap = matchMedia("(pointer: coarse)").matches ? 32 : 8; // touch handles
  const below = box.bottom + gap;
  const top = below + height > innerHeight ? box.top - gap - height : below;
  const left = box.left + (box.width - width) / 2;
  const within = (value, most) => `${Math.max(4, Math.min(value, most - 4))}px`;
  bar.style.left = within(left, document.documentElement.clientWidth - width);
  bar.style.top = within(top, innerHeight - height);
}

// Keys ask the page whether the bar's buttons have words to act upon.
function arm() {
  get("#mark-bar")?.toggleAttribute("data-armed", !!isArmed());
}

function clear() {
  pending = null;
  arm();
  paint("pending");
  hideBar();
}

// Words that no longer stand there (a corrected text was swapped in) are not pending any more.
function redraw() {
  if (!pending) return;
  pending.range = offsetsToRange(article(), pending.start, pending.end);
  if (rangeToOffsets(article(), pending.range)?.quote !== pending.quote) return clear();
  arm();
  paint("pending", pending.range);
}

function showBar() {
  const bar = get("#mark-bar");
  bar.classList.toggle("taken", !!pending.taken);
  if (!bar.matches(":popover-open")) bar.showPopover();
  place();
}

function settle() {
  const selection = getSelection();
  let found = selection.rangeCount && rangeToOffsets(article(), selection.getRangeAt(0));
  if (!found) return isArmed() && pending.taken ? showBar() : hideBar();
  // What was selected exactly, and has its selection again, stays so.
  const exact = found;
  if (!isExact && !isSame(exact, pending))
    for (const edge of ["start", "end"]) found = adjust(article(), found, edge, snap);
  pending = found;
  redraw();
  if (!pending) return;
  if (isReading) return hideBar();
  showBar();
  // Not between the handles of a finger.
  if (!isTouch && !isSame(exact, found)) reselect();
}

// Give the words their native selection back; the bar follows. Never from under a pointer or a caret.
function reselect() {
  if (isDown || document.activeElement.closest(FIELD)) return;
  if (pending.taken) return showBar();
  getSelection().removeAllRanges();
  getSelection().addRange(pending.range);
}

function rest() {
  clearTimeout(timer);
  if (!isDown) timer = setTimeout(settle, 200);
}

function submit(rating) {
  if (!isArmed()) return;
  const form = get("#selection");
  const values = { ...pending, rating };
  for (const field of form.elements) field.value = values[field.name] ?? field.value;
  pending.sent = true; // the highlight stays until the server has answered; the keys do not
  arm();
  form.requestSubmit();
  hideBar();
  getSelection().removeAllRanges(); // or the next press would drag the text
}

// The sentence at a point, without the native selection: the system's menu belongs to that, and to a long press.
function take({ clientX, clientY }) {
  const at = caretAt(clientX, clientY);
  if (!at) return;
  const position = positionOf(...at);
  const sentence = (side) => (text, unit) => unitAt(text, unit - side, "sentence", article().lang)[side];
  const words = adjust(article(), { start: position, end: position + 1 }, "start", sentence(0));
  hold(adjust(article(), words, "end", sentence(1)));
}

function hold(words) {
  pending = words.quote ? { ...words, taken: true } : null;
  redraw();
  if (!pending) return;
  showBar();
  uncover(pending.range, get("#mark-bar"));
}

function ask(mark) {
  const url = new URL(article().dataset.atUrl, location); // an older revision's says which
  url.searchParams.set("position", positionOf(mark, 0));
  if (!window.htmx) return location.assign(url);
  clear(); // the panel is about to speak of something else
  htmx.ajax("GET", url.href, { target: "#panel", swap: "outerHTML" }).catch(() => {}); // htmx:sendError tells
}

// The caret's words, at once. There may be no bar: an older revision is only read.
export function select(range, isTaking) {
  isReading = !isTaking;
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  clearTimeout(timer);
  if (get("#mark-bar")) settle();
}

// Without the native selection: the next arrow goes on from the caret.
export function forget() {
  getSelection().removeAllRanges();
  clear();
}

function refer(link) {
  referred = link;
  paint("referred", ...(link ? marksOf(link).map(contentsOf) : []));
}

// Marks have no ids, as a span may have many segments.
function reveal(hash) {
  const id = /^#span-(\d+)$/.exec(hash)?.[1];
  const mark = id && markOf(id);
  mark?.scrollIntoView({ block: "center" });
  focusOn(mark); // a fragment link moves the reader too
  return mark;
}

function afterSwap({ target, detail }) {
  refer(referred?.isConnected ? referred : null);
  if (target.id === "panel" && !target.firstElementChild && pending?.sent) clear(); // it was cancelled
  redraw();
  const selection = getSelection();
  // A swapped paragraph has cut the selection short; one made elsewhere stays.
  if (isArmed() && target.closest("#article-text")
    && (selection.isCollapsed || selection.containsNode(article(), true))) reselect();
  // Answers to this module's own requests move the focus, but not away from a new selection.
  const { elt, path } = detail.requestConfig ?? {}; // htmx.swap() has none
  const isOurs = elt?.id === "selection" || path?.includes(article().dataset.atUrl);
  if (target.id !== "panel" || !isOurs || isArmed()) return;
  // A finger asks for no keyboard over the words it has just taken.
  (get("#panel [data-autofocus]") ?? (!isTouch && get("#panel [data-write]") || get("#panel-title")))?.focus();
}

function onKey(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || target.closest(FIELD)
    || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // The first of the buttons that need no more than the words.
  const isEnter = key === "Enter" && !target.closest("a, button, summary");
  const button = isArmed() && isEnter && get("#mark-bar > :is([data-act='mark'], [data-act='other'])");
  if (key === "Enter" && target.matches(MARK)) ask(target);
  else if (button) button.click();
  else if (key === "Escape" && isArmed()) {
    getSelection().removeAllRanges();
    clear();
  } else return;
  event.preventDefault();
}

function onClick(event) {
  const { target } = event;
  const { rating, edge, to } = target.closest("#mark-bar button")?.dataset ?? {};
  const link = target.closest("a[href*='#span-']");
  if (rating !== undefined) submit(rating);
  else if (edge) hold(adjust(article(), pending, edge, (...at) => step(...at, to === "later")));
  else if (target.closest("#mark-bar button")) clear();
  if (link?.pathname === location.pathname && reveal(link.hash)) event.preventDefault();
  if (!target.closest("#article-text")) return;
  const mark = target.closest(MARK);
  const act = () => {
    if (!getSelection().isCollapsed) return false;
    if (isArmed()) clear();
    if (mark) ask(mark);
    else if (isTap) take(event);
    return true;
  };
  if (!act()) setTimeout(act); // a press inside a selection collapses it only after the click
}

if (article()) {
  on("click", onClick);
  on("keydown", onKey);
  on("mouseover focusin focusout", ({ type, target }) => {
    const link = (type !== "focusout" && target.closest?.(REF)) || document.activeElement.closest(REF);
    if (link !== referred) refer(link);
  });
  on("htmx:afterSettle", afterSwap);
  reveal(location.hash);
}

if (get("#mark-bar")) {
  on("selectionchange", rest);
  on("pointerdown", ({ button, target, pointerType }) => {
    if (target.closest("#mark-bar")) return;
    isReading = false;
    isTouch = pointerType === "touch";
    isTap = isTouch && getSelection().isCollapsed;
    isDown = button === 0;
    // Chromium selects nothing from a press on the first letter of what takes the focus.
    held = target.closest(`${MARK}[tabindex]`);
    held?.removeAttribute("tabindex");
    clearTimeout(timer);
    hideBar();
  });
  // Also pointermove: scroll bars swallow the release.
  on("pointerup pointercancel pointermove", ({ buttons, altKey }) => {
    if (!buttons) held = held?.setAttribute("tabindex", 0);
    if (!isDown || buttons) return;
    isDown = false;
    isExact = altKey;
    rest();
  });
  on("keydown", (event) => {
    if (event.key !== "Alt") isExact = true;
    else if (isDown) event.preventDefault(); // the browser's menu bar would open
  }, document, true);
  // A press on the bar takes neither the focus nor the selection.
  on("mousedown", (event) => event.target.closest("#mark-bar") && event.preventDefault());
  on("scroll resize", place, window, true);
  // Only what was sent: a selection made in the meantime is not what these speak of.
  on("claim-proposed verdict-recorded zone-marked", () => pending?.sent && clear());
  on("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.elt.id !== "selection" || detail.successful || !pending?.sent) return;
    pending.sent = false; // refused or lost on the way: it can be tried again
    arm();
    reselect();
  });
}
