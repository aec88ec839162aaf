// A handle at each edge of the passages of the claim that is open, to be dragged or moved with the arrow keys. Handles
// lie over the text, never in it, and send the server's form #move.

import { adjust, caretAt, offsetsToRange, positionOf, snap, step, units } from "./offsets.js";

const article = document.getElementById("article-text");
const layer = Object.assign(document.createElement("div"), { className: "edges" });
let shown; // what the panel says of its passages
let handles = [];
let held = null; // the handle, and the way from the pointer to the middle of its edge

const isMoved = ({ words, said }) => words.start !== Number(said.start) || words.end !== Number(said.end);

// The character inside an edge.
function edgeOf({ edge, passage: { words } }) {
  const at = edge === "start" ? words.start : words.end - 1;
  const range = offsetsToRange(article, at, at + 1);
  const { left, right, top, bottom } = range.getClientRects()[0] ?? range.getBoundingClientRect();
  const isRtl = getComputedStyle(range.startContainer.parentNode).direction === "rtl";
  return { x: (edge === "start") === isRtl ? right : left, top, bottom, isRtl };
}

function draw() {
  const origin = layer.getBoundingClientRect();
  const moved = new Set();
  for (const handle of handles) {
    const { edge, passage: { words }, passage } = handle;
    const { x, top, bottom } = edgeOf(handle);
    handle.style.left = `${x - origin.left}px`;
    handle.style.top = `${(edge === "start" ? top : bottom) - origin.top}px`;
    handle.ariaValueNow = words[edge];
    handle.ariaValueText = edge === "start" ? words.quote.slice(0, 80) : words.quote.slice(-80);
    if (isMoved(passage)) moved.add(words);
  }
  CSS.highlights?.set("moved", new Highlight(...Array.from(moved, ({ start, end }) => offsetsToRange(article, start, end))));
}

function asSaid({ start, end }) {
  return { start: Number(start), end: Number(end), quote: String(offsetsToRange(article, Number(start), Number(end))) };
}

function made(said) {
  const passage = { said, words: asSaid(said) };
  return ["start", "end"].map((edge) => {
    const handle = Object.assign(document.createElement("div"), {
      id: `${edge}-${said.edges}`, className: `edge ${edge}`, role: "slider", tabIndex: 0, edge, passage,
      ariaLabel: edge === "start" ? "Start of the passage" : "End of the passage",
    });
    handle.ariaValueMax = article.textContent.length;
    return handle;
  });
}

function show() {
  const said = Array.from(document.querySelectorAll("#panel [data-edges]"), ({ dataset }) => ({ ...dataset }));
  const now = JSON.stringify(said);
  if (now !== shown) {
    const had = layer.contains(document.activeElement) && document.activeElement.id;
    shown = now;
    held = null;
    handles = said.flatMap(made);
    layer.replaceChildren(...handles);
    const get = (id) => document.getElementById(id);
    if (had) (get(had) ?? get("error-summary") ?? get("panel-title"))?.focus({ preventScroll: true });
  }
  draw();
}

function move({ edge, passage }, change) {
  passage.words = adjust(article, passage.words, edge, change);
  passage.key = "";
  draw();
}

function undo({ passage }) {
  passage.words = asSaid(passage.said);
  draw();
}

function save({ passage }) {
  if (!isMoved(passage)) return;
  const form = document.getElementById("move");
  passage.key ||= crypto.randomUUID(); // the same, when the same is sent again
  const values = { ...passage.words, key: passage.key, seen: passage.said.seen };
  for (const name in values) form.elements[name].value = values[name];
  form.action = form.dataset.to.replace(/0\/$/, `${passage.said.edges}/`);
  if (!window.htmx) return form.submit();
  htmx.ajax("POST", form.action, { source: form, target: "#panel", swap: "outerHTML" }).catch(() => {});
}

function onPointer({ type, clientX, clientY, pointerId, buttons, altKey, target }) {
  if (type === "pointerdown" && buttons === 1) {
    const handle = target.closest(".edge");
    const { x, top, bottom } = edgeOf(handle);
    held = { handle, x: x - clientX, y: (top + bottom) / 2 - clientY };
    handle.setPointerCapture(pointerId);
    handle.focus({ preventScroll: true });
  }
  if (!held) return;
  const { handle, x, y } = held;
  layer.classList.add("held"); // or the handle would be what is under the pointer
  const at = type === "pointermove" && caretAt(clientX + x, clientY + y);
  const to = at && positionOf(...at);
  if (at) move(handle, (text, _, isStart) => (altKey ? units(text, to) : snap(text, units(text, to), isStart)));
  if (type === "pointermove" || type === "pointerdown") return;
  held = null;
  layer.classList.remove("held");
  (type === "pointerup" ? save : undo)(handle);
}

function onKey(event) {
  const { key, shiftKey, target } = event;
  const isOn = { ArrowLeft: false, ArrowUp: false, ArrowRight: true, ArrowDown: true }[key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isOn !== undefined) {
    const isForward = isOn !== (/t$/.test(key) && edgeOf(target).isRtl);
    move(target, (text, at, isStart) => step(text, at, isStart, isForward, shiftKey ? "grapheme" : "word"));
    target.scrollIntoView({ block: "nearest" });
  } else if (key === "Enter") save(target);
  else if (key === "Escape" && isMoved(target.passage)) undo(target);
  else return;
  event.preventDefault();
}

if (article && document.getElementById("move")) {
  article.after(layer);
  for (const name of ["down", "move", "up", "cancel"]) layer.addEventListener(`pointer${name}`, onPointer);
  layer.addEventListener("mousedown", (event) => event.preventDefault()); // it would select
  layer.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", show);
  new ResizeObserver(draw).observe(article);
  show();
}
