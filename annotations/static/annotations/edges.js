// A handle at each edge of the passages of the claim that is open, to be dragged or moved with the arrow keys. Handles
// lie over the text, never in it, and send the server's form #move.

import { adjust, caretAt, isOnwards, isRtl, isSame, offsetsToRange, positionOf, snap, step, units } from "./offsets.js";
import { all, focusOn, get, make, on, paint } from "./page.js";

const article = get("#article-text");
const layer = make("div", { className: "edges" });
let shown; // what the panel says of its passages
let handles = [];
let held = null; // the handle, and the way from the pointer to the middle of its edge

const isMoved = ({ words, said }) => !isSame(words, said);
const isStart = ({ edge }) => edge === "start";

// The edge, and the element it is in.
function placeOf(handle) {
  const { words } = handle.passage;
  const at = isStart(handle) ? words.start : words.end - 1;
  const range = offsetsToRange(article, at, at + 1);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  const element = range.startContainer.parentNode;
  return { x: isStart(handle) === isRtl(element) ? right : left, top, bottom, element };
}

function draw() {
  const origin = layer.getBoundingClientRect();
  const moved = [];
  for (const handle of handles) {
    const { words } = handle.passage;
    const { x, top, bottom } = placeOf(handle);
    handle.style.left = `${x - origin.left}px`;
    handle.style.top = `${(isStart(handle) ? top : bottom) - origin.top}px`;
    handle.ariaValueNow = words[handle.edge];
    handle.ariaValueText = isStart(handle) ? words.quote.slice(0, 80) : words.quote.slice(-80);
    if (isStart(handle) && isMoved(handle.passage)) moved.push(offsetsToRange(article, words.start, words.end));
  }
  paint("moved", ...moved);
}

function handlesOf({ dataset }) {
  const [start, end] = [Number(dataset.start), Number(dataset.end)];
  const said = { start, end, quote: String(offsetsToRange(article, start, end)) };
  const passage = { ...dataset, said, words: said };
  return ["start", "end"].map((edge) => make("div", {
    id: `${edge}-${dataset.edges}`, className: `edge ${edge}`, role: "slider", tabIndex: 0, edge, passage,
    ariaLabel: `${edge === "start" ? "Start" : "End"} of the passage`, ariaValueMax: article.textContent.length,
  }));
}

function show() {
  const links = all("#panel [data-edges]");
  const now = JSON.stringify(links.map(({ dataset }) => dataset));
  if (now !== shown) {
    const had = document.activeElement.passage && document.activeElement.id;
    shown = now;
    held = null;
    layer.classList.remove("held");
    handles = links.flatMap(handlesOf);
    layer.replaceChildren(...handles);
    if (had) focusOn(get(`#${had}`) ?? get("#error-summary") ?? get("#panel-title"));
  }
  draw();
}

function move({ edge, passage }, change) {
  passage.words = change ? adjust(article, passage.words, edge, change) : passage.said;
  passage.key = "";
  draw();
}

function save({ passage }) {
  if (!isMoved(passage)) return;
  const form = get("#move");
  passage.key ||= crypto.randomUUID(); // the same, when the same is sent again
  for (const field of form.elements) field.value = passage.words[field.name] ?? passage[field.name] ?? field.value;
  form.action = form.dataset.to.replace(/0\/$/, `${passage.edges}/`);
  htmx.ajax("POST", form.action, { source: form, target: "#panel", swap: "outerHTML" }).catch(() => {});
}

function onPointer({ type, clientX, clientY, pointerId, buttons, altKey, target }) {
  if (type === "pointerdown" && buttons === 1) {
    const { x, top, bottom } = placeOf(target);
    held = { handle: target, x: x - clientX, y: (top + bottom) / 2 - clientY };
    target.setPointerCapture(pointerId);
    focusOn(target);
    layer.classList.add("held"); // or the handle would be what is under the pointer
  }
  if (!held || type === "pointerdown") return;
  const { handle, x, y } = held;
  const at = type === "pointermove" && caretAt(clientX + x, clientY + y);
  if (at) {
    const to = positionOf(...at);
    move(handle, (text, _, isFirst) => (altKey ? units(text, to) : snap(text, units(text, to), isFirst)));
  }
  if (type === "pointermove") return;
  held = null;
  layer.classList.remove("held");
  if (type === "pointerup") save(handle);
  else move(handle);
}

function onKey(event) {
  const { key, shiftKey, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^Arrow/.test(key)) {
    const isForward = isOnwards(key, placeOf(target).element);
    move(target, (text, at, isFirst) => step(text, at, isFirst, isForward, shiftKey ? "grapheme" : "word"));
    target.scrollIntoView({ block: "nearest" });
  } else if (key === "Enter") save(target);
  else if (key === "Escape" && isMoved(target.passage)) move(target);
  else return;
  event.preventDefault();
}

if (get("#move")) {
  article.after(layer);
  on("pointerdown pointermove pointerup pointercancel", onPointer, layer);
  on("mousedown", (event) => event.preventDefault(), layer); // it would select
  on("keydown", onKey, layer);
  on("htmx:afterSettle", show);
  new ResizeObserver(draw).observe(article);
  show();
}
