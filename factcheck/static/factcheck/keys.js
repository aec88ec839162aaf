// Keys. What a single key does stands on the page as an element with data-act, which it clicks or goes to; which key
// does what comes with the page, from the table in factcheck/keys.py.

import { FIELD, all, focusOn, get, goTo, on } from "../annotations/page.js";

const acts = JSON.parse(document.body.dataset.keys ?? null);
let origin; // how to find again what had the focus before the panel had it: a swap may have replaced it

// In the panel its own comes first; else that of the bar while words are taken; else the nearest to the page's end,
// as what is about this page stands after what every page has.
function elementOf(act) {
  const named = `[data-act="${act}"]`;
  return get(`#panel:focus-within ${named}`) ?? get(`#mark-bar[data-armed] ${named}`) ?? all(`${named}:not(#mark-bar *)`).at(-1);
}

function press(element) {
  if (element.matches("select")) {
    element.selectedIndex = (element.selectedIndex + 1) % element.length;
    htmx.trigger(element, "change");
  } else if (element.matches(FIELD)) {
    goTo(element);
    element.select();
  } else element.click();
  const { then } = element.dataset;
  if (then) goTo(get(`#${then}`));
}

const isChanged = (field) => field.checked !== field.defaultChecked || (field.value !== field.defaultValue && field.type !== "checkbox");

// Out of a field or the panel, to where one came from; a panel in which nothing was typed closes.
function back() {
  const active = document.activeElement;
  const beside = active.closest(".beside");
  if (!beside) return active.matches(FIELD) && focusOn(get("#main"));
  if (getComputedStyle(beside).position === "fixed") return get(".close-sheet > a").click();
  const panel = active.closest("#panel");
  const from = panel && get(origin || null);
  const aim = from?.checkVisibility() ? from : get("#article-text");
  const isTyped = all("#panel :is(input, textarea)").some(isChanged);
  // A card that the panel hides gets the focus when the panel is gone: desk.js sees to it.
  if (aim === from || !from || isTyped) focusOn(aim);
  if (!isTyped) panel?.querySelector("[data-act='close']")?.click();
}

function onKey(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || get("dialog[open]")) return;
  // AltGr is how some keyboards write [ and ].
  const isChord = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (key === "Escape" && !isChord) back();
  else if (key === "Enter" && (event.ctrlKey || event.metaKey)) target.closest("main form")?.querySelector("button.primary")?.click();
  else if (!isChord && !target.closest(FIELD)) {
    const letter = event.shiftKey ? key.toUpperCase() : key.toLowerCase();
    const element = elementOf(acts[event.getModifierState("CapsLock") ? letter : key]); // Caps Lock is not Shift
    if (!element) return;
    event.preventDefault();
    press(element);
  }
}

if (acts) {
  on("focusin", ({ target }) => {
    if (target.closest("#panel, dialog")) return;
    const first = target.dataset.first?.split(" ")[0];
    const card = target.closest("#claims li[id]");
    origin = first ? `mark[data-first~="${first}"]` : card ? `#${card.id} a` : target.id && `#${target.id}`;
  });
  on("keydown", onKey, window); // after whatever the page itself does with a key
  on("click", (event) => {
    if (!event.target.closest("[data-act='help']")) return;
    event.preventDefault();
    get("#help").showModal();
  });
}
