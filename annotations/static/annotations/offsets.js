// Positions in the text of an article: code points of its text on one side, the DOM on the other. Knows no page but
// `<p data-start="N">`, in order, whose text without [data-skip] equals text[N:N+length].

export const PARAGRAPH = "p[data-start]";
// Made when they are first needed: that takes 15 ms each, and a page is opened more often than marked.
const segmenters = {};
const segment = (s, granularity, locale = "") =>
  (segmenters[granularity + locale] ??= new Intl.Segmenter(locale || [], { granularity })).segment(s);

// A sentence does not end after these, nor before a small letter; a number ends one in English only.
const SHORT = /(^|[^\p{L}])(\p{L}|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Capt|Lt|Sgt|Gov|Sen|Rep|Nr|vs|ca|bzw|usw|Abs)\.\s+$/u;
const ORDINAL = /(^|\D)\d{1,2}\.\s+$/;

// [from, to], in UTF-16 units, of the grapheme, word or sentence at a position of a text. The blanks after a
// sentence are its own. The next one is at `to`, the one before at `from - 1`.
export function unitAt(s, position, granularity, locale = "") {
  const all = segment(s, granularity, locale);
  const borders = (unit) => (unit ? [unit.index, unit.index + unit.segment.length] : [0, s.length]);
  let [from, to] = borders(all.containing(Math.min(position, s.length - 1)));
  if (granularity !== "sentence") return [from, to];
  const goesOn = (at) => {
    const before = s.slice(Math.max(0, at - 9), at);
    if (before.endsWith("\n")) return false;
    return SHORT.test(before) || /^\p{Ll}/u.test(s.slice(at, at + 2)) || (/^(?!en)./.test(locale) && ORDINAL.test(before));
  };
  while (from && goesOn(from)) [from] = borders(all.containing(from - 1));
  while (to < s.length && goesOn(to)) [, to] = borders(all.containing(to));
  return [from, to];
}

// Offsets are code points, as in Python. DOM offsets are UTF-16: an astral character counts twice.
export const points = (s) => s.length - (s.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

export function units(s, count) {
  let at = 0;
  while (count-- > 0 && at < s.length) at += s.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

export function rangeOf(node, offset, endNode = node, endOffset = offset) {
  const range = new Range();
  range.setStart(node, offset);
  range.setEnd(endNode, endOffset);
  return range;
}

export const isSame = (words, others) => words.start === others?.start && words.end === others.end;

export const contentsOf = (node) => rangeOf(node, 0, node, node.childNodes.length);

// Of a copy, as it can be rid of what is not text.
export function textOf(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll("[data-skip]").forEach((each) => each.remove());
  return copy.textContent;
}

export const wordsOf = (p) => (p.querySelector("[data-skip]") ? textOf(contentsOf(p)) : p.textContent);

function firstBeyond(list, isBeyond) {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (isBeyond(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const startOf = (p) => Number(p.dataset.start);
export const indexAt = (list, position) => Math.max(0, firstBeyond(list, (p) => startOf(p) > position) - 1);

export const paragraphOf = (node) => (node?.closest ? node : node?.parentNode)?.closest?.(PARAGRAPH);

// [paragraph, UTF-16 units]. A boundary in no paragraph goes to the nearest edge inwards.
function locate(list, node, offset, isStart) {
  const p = paragraphOf(node);
  const own = p && indexAt(list, startOf(p));
  if (p && list[own] === p) return [own, textOf(rangeOf(p, 0, node, offset)).length];
  const edge = rangeOf(node, offset);
  const next = firstBeyond(list, (each) => edge.comparePoint(each, 0) > 0);
  return isStart ? [next, 0] : [next - 1, Infinity];
}

export function rangeToOffsets(article, range) {
  if (range.collapsed || !range.intersectsNode(article)) return null;
  const list = article.querySelectorAll(PARAGRAPH);
  let [i, from] = locate(list, range.startContainer, range.startOffset, true);
  const [j, last] = locate(list, range.endContainer, range.endOffset, false);
  if (i > j) return null;
  const base = startOf(list[i]);
  const texts = [];
  while (i <= j) texts.push(wordsOf(list[i++]));
  const block = texts.join("\n");
  let to = Math.min(block.length, block.length - texts.at(-1).length + last);
  // A triple click ends at offset 0 of the next paragraph: trim across the edge.
  from = to - block.slice(from, to).trimStart().length;
  to = from + block.slice(from, to).trimEnd().length;
  if (from >= to) return null;
  // Widen last, so that a blank that carries an accent is not cut off from it.
  [from] = unitAt(block, from, "grapheme");
  [, to] = unitAt(block, to - 1, "grapheme");
  const quote = block.slice(from, to);
  const start = base + points(block.slice(0, from));
  return { start, end: start + points(quote), quote };
}

export function offsetsToRange(article, start, end) {
  const list = article.querySelectorAll(PARAGRAPH);
  // At the seam of two text nodes the start takes the later, the end the earlier: no empty edges.
  const place = (position, isStart) => {
    const p = list[indexAt(list, position)];
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let left = position - startOf(p);
    let found = [p, 0];
    for (let node; (node = walker.nextNode()); ) {
      if (node.parentNode.closest("[data-skip]")) continue;
      const size = points(node.data);
      if (isStart ? left < size : left <= size) return [node, units(node.data, left)];
      left -= size;
      found = [node, node.length];
    }
    return found;
  };
  return rangeOf(...place(start, true), ...place(end, false));
}

export function positionOf(node, offset) {
  const p = paragraphOf(node);
  return startOf(p) + points(textOf(rangeOf(p, 0, node, offset)));
}

// [node, offset] of the text at a point of the window, or null.
export function caretAt(x, y) {
  const { offsetNode, offset } = document.caretPositionFromPoint?.(x, y) ?? {};
  const range = offsetNode ? rangeOf(offsetNode, offset) : document.caretRangeFromPoint?.(x, y);
  return paragraphOf(range?.startContainer) ? [range.startContainer, range.startOffset] : null;
}

// Positions (UTF-16 units) in a text, to be given to `adjust`. Words written without blanks have no borders to go to.
const DENSE = /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

export function snap(text, at, isStart) {
  const [from, to] = unitAt(text, at, "word");
  if (from >= at || at >= to || DENSE.test(text.slice(from, to))) return at;
  return isStart ? from : to;
}

// One unit on, or back; a full stop or a quotation mark is one too, a blank is none.
export function step(text, at, isStart, isForward, granularity = "word") {
  const isOutwards = isStart !== isForward;
  for (let isPast = false; isForward ? at < text.length : at > 0; isPast = true) {
    const [from, to] = unitAt(text, isForward ? at : at - 1, granularity);
    const isSolid = /\S/.test(text.slice(from, to));
    if (isPast && isSolid && !isOutwards) break;
    at = isForward ? to : from;
    if (isSolid && isOutwards) break;
  }
  return at;
}

// The same words with one edge ("start", "end") elsewhere; as they are, if nothing would be left of them.
export function adjust(article, words, edge, change) {
  const text = Array.from(article.querySelectorAll(PARAGRAPH), wordsOf).join("\n");
  const at = change(text, units(text, words[edge]), edge === "start");
  const { start, end } = { ...words, [edge]: points(text.slice(0, at)) };
  return (start < end && rangeToOffsets(article, offsetsToRange(article, start, end))) || words;
}

export const isRtl = (element) => getComputedStyle(element).direction === "rtl";

// Does an arrow key go forward in what is written there?
export const isOnwards = (key, element) => /Right|Down/.test(key) !== (/t$/.test(key) && isRtl(element));

// Scroll words (a range, an element) into sight, if they are not: something may lie over the lower end of the window,
// and tools and a notice stick to its upper edge.
export function uncover(words, cover) {
  const room = 96;
  const { top, bottom } = words.getBoundingClientRect();
  const limit = cover ? cover.getBoundingClientRect().top - 24 : innerHeight - room;
  if (top < room || bottom > limit) scrollBy(0, Math.min(top - room, Math.max(0, bottom - limit)));
}
