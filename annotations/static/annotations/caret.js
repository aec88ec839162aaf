// A caret for the text of an article, for keys alone. It goes from unit to unit (a sentence, say), and takes the one it
// comes to through the same path as a pointer's selection. Nothing is put into the text.

import { forget, select } from "./annotator.js";
import {
  PARAGRAPH, indexAt, isOnwards, isSame, offsetsToRange, paragraphOf, points, positionOf, rangeToOffsets, startOf, uncover, unitAt, units, wordsOf,
} from "./offsets.js";
import { all, focusOn, get, goTo, markOf, on, paint, tell } from "./page.js";

const article = get("#article-text");
const steps = get("#caret-step");
const said = get("#caret-said");
const GRANULARITY = { sentence: "sentence", word: "word", character: "grapheme" };
// Units: {start, end} in code points, and the step they came by. Where taking began, and where the caret is.
let anchor;
let head;
let focused; // the mark that has the focus, or had it when it was swapped

const paragraphs = () => all(PARAGRAPH, article);
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
function seek(position, isForward, step, willDo = () => true) {
  const list = paragraphs();
  for (let i = indexAt(list, position), isFirst = true; list[i]; i += isForward ? 1 : -1, isFirst = false) {
    const text = wordsOf(list[i]);
    let at = isForward ? 0 : text.length;
    if (isFirst) at = units(text, position - startOf(list[i]));
    while (isForward ? at < text.length : at > 0) {
      const { from, to, unit } = unitOf(list[i], text, isForward ? at : at - 1, step);
      if (unit && willDo(unit)) return unit;
      at = isForward ? to : from;
    }
  }
}

// The first or the last unit that has a part in these words.
const within = ({ start, end }, step, isLast) => (isLast
  ? seek(end, false, step, (unit) => unit.start < end) : seek(start, true, step, (unit) => unit.end > start));

function put(start, end = start) {
  anchor = head = { start, end };
}

// Where a pointer or the focus has been since.
function catchUp() {
  const selection = getSelection();
  const p = paragraphOf(selection.focusNode);
  if (article.contains(p)) {
    const found = rangeToOffsets(article, selection.getRangeAt(0));
    if (!found) put(positionOf(selection.focusNode, selection.focusOffset));
    else if (!head || !isSame(found, taken())) put(found.start, found.end);
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
  const isForward = isOnwards(key, p);
  // Another step begins inside what the one before took, from the side one comes from.
  if (!/Up|Down/.test(key) && head.step !== step) {
    if (!isTaking) return within(taken(), step, !isForward);
    const isAfter = head.start >= anchor.start;
    [anchor, head] = [within(anchor, step, !isAfter) ?? anchor, within(head, step, isAfter) ?? head];
  }
  if (!isTaking && !isSame(anchor, head)) return within(taken(), step, isForward);
  return isForward ? seek(head.end, true, step, (unit) => unit.start >= head.end)
    : seek(head.start, false, step, (unit) => unit.end <= head.start);
}

function draw() {
  const isHere = head && article.matches(":focus-within") && head.start < head.end;
  paint("caret", ...(isHere ? [offsetsToRange(article, head.start, head.end)] : []));
}

function show(isTaking) {
  focusOn(article);
  const { start, end } = taken();
  select(offsetsToRange(article, start, end), isTaking);
  draw();
  const range = offsetsToRange(article, head.start, head.end);
  uncover(range);
  requestAnimationFrame(() => uncover(range)); // what is far away gets its height when it comes near
  said.value = String(range);
}

function walk(isForward) {
  catchUp();
  const marks = all("mark[data-first]", article);
  const own = marks.indexOf(document.activeElement);
  const at = offsetsToRange(article, head.start, head.start);
  const found = own >= 0 ? marks[own + (isForward ? 1 : -1)]
    : isForward ? marks.find((mark) => at.comparePoint(mark, 0) > 0) : marks.findLast((mark) => at.comparePoint(mark, 0) < 0);
  if (!found) return tell("end");
  forget();
  goTo(found);
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

if (article) {
  article.tabIndex = 0;
  article.setAttribute("aria-describedby", "caret-hint");
  get("#text-tools").hidden = false;
  on("keydown", onKey, article);
  on("focusin", ({ target }) => {
    focused = target.closest("#article-text mark");
    if (focused) put(positionOf(focused, 0));
    draw();
  });
  on("focusout", () => setTimeout(draw));
  on("htmx:afterSettle", () => {
    const isLost = focused && !focused.isConnected && document.activeElement === document.body;
    if (isLost) focusOn(markOf(focused.dataset.first.split(" ")[0]));
    draw();
  });
  on("change", () => {
    said.value = steps.selectedOptions[0].text;
  }, steps);
  on("click", ({ target }) => {
    const act = target.closest("button")?.dataset.act;
    if (act) walk(act === "next-passage");
  }, get("#text-tools"));
}
