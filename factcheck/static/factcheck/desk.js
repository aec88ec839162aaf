// What every page needs besides htmx: focus after a swap, and a sentence when something fails on the way.

import { all, focusOn, get, markOf, marksOf, on, tell } from "../annotations/page.js";

let cameFrom = ""; // the card whose claim was opened, or that has just arrived
let isListed = false; // it was opened from its card
let passage; // spoken of in the panel

// Cards of claims on their way into the list: each takes the place of its older self, or goes before its successor.
// A list that shows a part only has neither, where it belongs further on: it comes with the rest. In a whole one the
// successor may be on the way. An empty card takes its older self away.
function arrive() {
  for (const card of all("#arrivals > li")) {
    const older = get(`#claims [id="${card.id}"]`);
    if (!card.firstElementChild) {
      older?.remove();
      card.remove();
      continue;
    }
    const successor = get(`[id="${card.dataset.before}"]`);
    if (successor) {
      older?.remove(); // it may stand elsewhere in the text by now
      successor.before(card);
    } else if (older) older.replaceWith(card);
    else if (!get("#claims-more")) get("#claims > .claims")?.append(card);
    else card.remove();
    if (card.ariaCurrent) {
      single(card.id);
      isListed = false;
    }
  }
}

function single(id) {
  cameFrom = id;
  for (const card of all("#claims > .claims > li")) card.ariaCurrent = card.id === id || null;
}

// The card and the passages of the open claim stand out.
function follow() {
  for (const mark of all("#article-text .current")) mark.classList.remove("current");
  const claim = get("#panel")?.dataset.claim;
  if (!claim) return;
  single(`claim-${claim}`);
  for (const mark of all("#panel [data-span-ref]").flatMap(marksOf)) mark.classList.add("current");
}

// Errors first, or the new field, else the heading; when the panel is empty, the card somebody came from, or the list.
// Where the list is far below the text, the words, unless one came from the list.
function lead(isFromList) {
  const panel = get("#panel");
  const beside = panel.closest(".beside");
  const scrollsAlone = beside && getComputedStyle(beside).position !== "static";
  const card = get(`[id="${cameFrom}"]`);
  const { spanRef } = card?.querySelector("[data-span-ref]")?.dataset ?? { spanRef: passage };
  const words = beside && !scrollsAlone && !isListed
    && (markOf(spanRef) ?? get("#article-text"));
  const aim = panel.firstElementChild
    ? panel.querySelector("[data-autofocus], [autofocus]") ?? get("#panel-title")
    : words || (card?.querySelector("a") ?? get("#claims-title"));
  if (!aim || document.activeElement.closest("#article-text")) return; // somebody reads on
  // A browser would move the text too, to where the column would be if it did not stick.
  aim.focus({ preventScroll: scrollsAlone || !!words });
  if (!scrollsAlone) return;
  if (isFromList) get("#article-text .current")?.scrollIntoView({ block: "nearest" });
  const at = aim.getBoundingClientRect().top - beside.getBoundingClientRect().top;
  if (at < 50 || at > beside.clientHeight - 100) beside.scrollTop += at - 150; // the buttons stick above it
}

on("htmx:afterSettle", ({ target, detail }) => {
  arrive();
  if (target.closest("#panel, #article-text")) follow();
  // The panel was swapped whole, and the focus with it. What was asked for from beside the text; the annotator sees
  // to its own requests.
  const { elt } = detail.requestConfig ?? {};
  if (detail.target?.id === "panel" && elt?.closest("#panel, #claims, #zones, .close-sheet")) lead(elt.closest("#claims"));
});

// Else htmx would fetch the whole page anew on the way back from a place in it.
on("htmx:replacedInHistory", () => history.replaceState(null, ""));

follow();

// htmx would drop what an answer changes beside a form that was left meanwhile, or, where the form is about to be left,
// the way out of it. A refused form stays, or comes back.
function late(xhr, { isConnected, going }) {
  if (isConnected && !(xhr.status === 200 && going?.readyState < 4)) return;
  xhr.onload = null;
  if (xhr.status === 200) {
    for (const fact in JSON.parse(xhr.getResponseHeader("HX-Trigger"))) htmx.trigger("body", fact);
    htmx.swap("body", xhr.response, { swapStyle: "none" });
  } else if (/409|422/.test(xhr.status) && get("#panel:empty")) {
    htmx.swap("#panel", xhr.response, { swapStyle: "outerHTML" });
    lead();
  } else tell("late");
}

// A message that is closed takes no focus along.
on("click", ({ target }) => target.closest("#notice .close")?.parentElement.remove(focusOn(get("#main"))));

on("htmx:beforeRequest", ({ detail: { elt, xhr, target, requestConfig } }) => {
  get("#notice").replaceChildren();
  passage = get("#panel [data-span-ref]")?.dataset.spanRef;
  // Before htmx reads it, which replaces the panel.
  if (requestConfig.verb === "post") xhr.onreadystatechange = () => xhr.readyState > 3 && late(xhr, target);
  else target.going = xhr;
  if (target.id !== "panel" || elt.closest("#panel, .close-sheet")) return;
  cameFrom = elt.closest("#claims > .claims > li")?.id ?? "";
  isListed = !!cameFrom;
});

const lost = () => tell("lost");

on("htmx:sendError", lost);

// An error page that is not the desk's own (a proxy's, say) must not take the place of a form.
on("htmx:beforeSwap", ({ detail }) => {
  if (!detail.isError || detail.xhr.getResponseHeader("HX-Retarget")) return;
  detail.shouldSwap = false;
  lost();
});
