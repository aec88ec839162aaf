// Keys. What a single key does stands on the page as an element with data-act, which it clicks or goes to; which key
// does what comes with the page, from the table in factcheck/keys.py.

const acts = JSON.parse(document.body.dataset.keys);
const FIELD = "input, textarea, select, [contenteditable]";
const WANTS_KEYS = "dialog[open], [popover]:not([popover='manual']):popover-open";
const get = (selector) => document.querySelector(selector);
let origin; // how to find again what had the focus before the panel had it: a swap may have replaced it

// In the panel its own comes first; else that of the bar while words are taken; else the nearest to the page's end,
// as what is about this page stands after what every page has.
function elementOf(act) {
  const own = document.activeElement.closest("#panel") && get(`#panel [data-act="${act}"]`);
  return own || get(`#mark-bar[data-armed] [data-act="${act}"]`)
    || [...document.querySelectorAll(`[data-act="${act}"]`)].findLast((each) => !each.closest("#mark-bar"));
}

// A browser would move the text too, to where a column that sticks would be if it did not.
function go(aim) {
  aim.focus({ preventScroll: true });
  aim.scrollIntoView({ block: "nearest" });
}

function press(element) {
  if (element.matches("select")) {
    element.selectedIndex = (element.selectedIndex + 1) % element.length;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (element.matches(FIELD)) {
    go(element);
    element.select();
  } else element.click();
  const { then } = element.dataset;
  if (then) go(document.getElementById(then));
}

const isChanged = (field) => (/radio|checkbox/.test(field.type) ? field.checked !== field.defaultChecked
  : field.value !== field.defaultValue);

// Out of a field or the panel, to where one came from; a panel in which nothing was typed closes.
function back() {
  const active = document.activeElement;
  const beside = active.closest(".beside");
  if (!beside) return active.matches(FIELD) && get("#main").focus({ preventScroll: true });
  const panel = active.closest("#panel");
  const from = panel && get(origin || null);
  const aim = from?.checkVisibility() ? from : get("#article-text");
  const isTyped = [...(panel?.querySelectorAll("input, textarea") ?? [])].some(isChanged);
  // A card that the panel hides gets the focus when the panel is gone: desk.js sees to it.
  if (aim === from || !from || isTyped) aim.focus({ preventScroll: true });
  if (!isTyped) panel?.querySelector("[data-act='close']")?.click();
}

addEventListener("focusin", ({ target }) => {
  if (target.closest("#panel, dialog")) return;
  const first = target.dataset.first?.split(" ")[0];
  const card = target.closest("#claims li[id]");
  origin = first ? `mark[data-first~="${first}"]` : card ? `#${card.id} a` : target.id && `#${target.id}`;
});

// At the window, after whatever the page itself does with a key.
addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || get(WANTS_KEYS)) return;
  // AltGr is how some keyboards write [ and ].
  const isChord = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (key === "Escape" && !isChord) back();
  else if (key === "Enter" && (event.ctrlKey || event.metaKey)) target.closest("main form")?.querySelector("button.primary")?.click();
  else if (!isChord && !target.closest(FIELD)) {
    const letter = event.shiftKey ? key.toUpperCase() : key.toLowerCase();
    const act = acts[event.getModifierState("CapsLock") ? letter : key]; // Caps Lock is not Shift
    const element = act && elementOf(act);
    if (!element) return;
    event.preventDefault();
    press(element);
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-act='help']")) return;
  event.preventDefault();
  get("#help").showModal();
});
