// A caret for the text of an article, for keys alone. It goes from unit to unit (a sentence, say), and takes the one it
// comes to through the same path as a pointer's selection. Nothing is put into the text.

import { forget, select } from "./annotator.js";
import {
  PARAGRAPH, offsetsToRange, points, rangeOf, rangeToOffsets, startOf, textOf, unitAt, wordsOf,
} from "./offsets.js";

const get = (selector) => document.querySelector(selector);
const article = get("#article-text");
const steps = get("#caret-step");
const said = get("#caret-said");
const GRANULARITY = { sentence: "sentence", word: "word", character: "grapheme" };
// Units: {start, end} in code points, and the step they came by. Where taking began, and where the caret is.
let anchor = null;
let head = null;
let focused = null; // the mark that has the focus, or had it when it was swapped

const paragraphs = () => [...article.querySelectorAll(PARAGRAPH)];
const indexAt = (list, position) => Math.max(0, list.findLastIndex((p) => startOf(p) <= position));
const isOne = () => anchor.start === head.start && anchor.end === head.end;
const taken = () => ({ start: Math.min(anchor.start, head.start), end: Math.max(anchor.end, head.end) });

// The unit at a place of a paragraph (UTF-16): its borders there, and itself without blanks around it. Blanks are no
// unit, and nor is what stands between two words.
function unitOf(p, text, at, step) {
  const [from, to] = GRANULARITY[step] ? unitAt(text, at, GRANULARITY[step], article.lang) : [0, text.length];
  const words = text.slice(from, to);
  if (!(step === "word" ? /[\p{L}\p{N}\p{S}]/u : /\S/).test(words)) return { from, to };
  const start = startOf(p) + points(text.slice(0, from + words.length - words.trimStart().length));
  return { from, to, unit: { start, end: start + points(words.trim()), step } };
}

// The first unit that will do, from a position on or back; none at the end of the text.
function seek(position, isOn, step, willDo = () => true) {
  const list = paragraphs();
  for (let i = indexAt(list, position), isFirst = true; list[i]; i += isOn ? 1 : -1, isFirst = false) {
    const text = wordsOf(list[i]);
    let at = isOn ? 0 : text.length;
    if (isFirst) at = [...text].slice(0, Math.max(0, position - startOf(list[i]))).join("").length;
    while (isOn ? at < text.length : at > 0) {
      const { from, to, unit } = unitOf(list[i], text, isOn ? at : at - 1, step);
      if (unit && willDo(unit)) return unit;
      at = isOn ? to : from;
    }
  }
  return null;
}

// The first or the last unit that has a part in these words.
const within = ({ start, end }, step, isLast) => (isLast
  ? seek(end, false, step, (unit) => unit.start < end) : seek(start, true, step, (unit) => unit.end > start));

function put(start, end = start) {
  anchor = head = { start, end };
}

const positionOf = (p, node, offset) => startOf(p) + points(textOf(rangeOf(p, 0, node, offset)));

// Where a pointer or the focus has been since.
function catchUp() {
  const selection = getSelection();
  const p = (selection.focusNode?.closest ? selection.focusNode : selection.focusNode?.parentNode)?.closest(PARAGRAPH);
  if (p && article.contains(p)) {
    const found = rangeToOffsets(article, selection.getRangeAt(0));
    if (!found) put(positionOf(p, selection.focusNode, selection.focusOffset));
    else if (!head || found.start !== taken().start || found.end !== taken().end) put(found.start, found.end);
  } else if (head) anchor = head; // what was taken is marked or let go
  else put(startOf(paragraphs().find((each) => each.getBoundingClientRect().bottom > 0) ?? get(PARAGRAPH)));
}

function destination(key, isWhole, isTaking) {
  const step = /Up|Down/.test(key) && steps.value !== "paragraph" ? "sentence" : steps.value;
  const p = paragraphs()[indexAt(paragraphs(), head.start)];
  const start = isWhole ? 0 : startOf(p);
  if (key === "Home") return seek(start, true, step);
  if (key === "End") return seek(isWhole ? Infinity : start + points(wordsOf(p)), false, step);
  if (head.start === head.end) return seek(head.start, true, step, ({ end }) => end > head.start);
  const isOn = key === "ArrowDown" || (key === "ArrowLeft") === (getComputedStyle(p).direction === "rtl") && key !== "ArrowUp";
  // Another step begins inside what the one before took, from the side one comes from.
  if (!/Up|Down/.test(key) && head.step !== step) {
    if (!isTaking) return within(taken(), step, !isOn);
    const isForward = head.start >= anchor.start;
    [anchor, head] = [within(anchor, step, !isForward) ?? anchor, within(head, step, isForward) ?? head];
  }
  if (!isTaking && !isOne()) return within(taken(), step, isOn);
  return isOn ? seek(head.end, true, step, (unit) => unit.start >= head.end)
    : seek(head.start, false, step, (unit) => unit.end <= head.start);
}

function draw() {
  const isHere = head && article.matches(":focus-within") && head.start < head.end;
  if (isHere) CSS.highlights?.set("caret", new Highlight(offsetsToRange(article, head.start, head.end)));
  else CSS.highlights?.delete("caret");
}

// Into sight, if it is not: the tools and a notice stick to the window's upper edge.
function reveal(range) {
  const room = 96;
  const { top, bottom } = range.getBoundingClientRect();
  if (top < room || bottom > innerHeight - room) scrollBy(0, Math.min(top - room, Math.max(bottom - innerHeight + room, 0) || top - room));
}

function show(isTaking) {
  if (document.activeElement !== article) article.focus({ preventScroll: true });
  const { start, end } = taken();
  select(offsetsToRange(article, start, end), isTaking);
  draw();
  const range = offsetsToRange(article, head.start, head.end);
  reveal(range);
  requestAnimationFrame(() => reveal(range)); // what is far away gets its height when it comes near
  said.value = String(range);
}

function walk(isOn) {
  catchUp();
  const marks = [...article.querySelectorAll("mark[data-first]")];
  const own = marks.indexOf(document.activeElement);
  const at = offsetsToRange(article, head.start, head.start);
  const found = own >= 0 ? marks[own + (isOn ? 1 : -1)]
    : isOn ? marks.find((mark) => at.comparePoint(mark, 0) > 0) : marks.findLast((mark) => at.comparePoint(mark, 0) < 0);
  if (!found) return;
  forget();
  found.scrollIntoView({ block: "nearest" });
  found.focus({ preventScroll: true });
}

function onKey(event) {
  const { key, shiftKey, ctrlKey } = event;
  if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey
    || !/^(Home|End|Arrow\w+)$/.test(key) || (ctrlKey && !/Home|End/.test(key))) return;
  event.preventDefault();
  catchUp();
  const isNew = head.start === head.end;
  const to = destination(key, ctrlKey, shiftKey);
  if (!to) return;
  head = to;
  if (!shiftKey || isNew) anchor = to;
  show(shiftKey);
}

article.tabIndex = 0;
article.setAttribute("aria-describedby", "caret-hint");
get("#text-tools").hidden = false;
article.addEventListener("keydown", onKey);
addEventListener("focusin", ({ target }) => {
  focused = target.closest("#article-text mark");
  if (focused) put(positionOf(focused.closest(PARAGRAPH), focused, 0));
  draw();
});
addEventListener("focusout", () => setTimeout(draw));
addEventListener("htmx:afterSettle", () => {
  const isLost = focused && !focused.isConnected && document.activeElement === document.body;
  if (isLost) get(`#article-text mark[data-first~="${focused.dataset.first.split(" ")[0]}"]`)?.focus({ preventScroll: true });
  draw();
});
steps.addEventListener("change", () => {
  said.value = steps.selectedOptions[0].text;
});
get("#text-tools").addEventListener("click", ({ target }) => {
  const act = target.closest("button")?.dataset.act;
  if (act) walk(act === "next-passage");
});
