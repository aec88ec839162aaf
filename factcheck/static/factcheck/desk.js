// What every page needs besides htmx: focus after a swap, and a sentence when something fails on the way.

const notice = document.getElementById("notice");
let cameFrom = ""; // the card whose claim was opened, or that has just arrived
let isListed = false; // it was opened from its card
let passage; // spoken of in the panel

// Cards of claims on their way into the list: each takes the place of its older self, or goes before its successor.
// A list that shows a part only has neither, where it belongs further on: it comes with the rest. An empty card takes
// its older self away.
function arrive() {
  for (const card of document.querySelectorAll("#arrivals > li")) {
    const [older] = document.querySelectorAll(`#claims [id="${card.id}"]`);
    if (!card.firstElementChild) {
      older?.remove();
      card.remove();
      continue;
    }
    const list = document.querySelector("#claims > .claims");
    const successor = document.getElementById(card.dataset.before ?? "");
    if (older && (!successor || older.nextElementSibling === successor)) older.replaceWith(card);
    else if (successor) {
      older?.remove(); // it stands earlier in the text by now
      successor.before(card);
    }
    else if (!card.dataset.before && !document.getElementById("claims-more")) list?.append(card);
    else card.remove();
    if (card.ariaCurrent) single(card.id);
    if (card.ariaCurrent) isListed = false;
  }
}

function single(id) {
  cameFrom = id;
  for (const card of document.querySelectorAll("#claims > .claims > li")) card.ariaCurrent = card.id === id || null;
}

// The card and the passages of the open claim stand out.
function follow() {
  const panel = document.getElementById("panel");
  const claim = panel?.dataset.claim;
  const spans = Array.from(claim ? panel.querySelectorAll("[data-span-ref]") : [], (link) => link.dataset.spanRef);
  if (claim) single(`claim-${claim}`);
  for (const mark of document.querySelectorAll(`#article-text ${claim ? "mark" : ".current"}`))
    mark.classList.toggle("current", mark.dataset.spans.split(" ").some((span) => spans.includes(span)));
}

// Errors first, or the new field, else the heading; when the panel is empty, the card somebody came from, or the list.
// Where the list is far below the text, the words, unless one came from the list.
function lead(isFromList) {
  const panel = document.getElementById("panel");
  const beside = panel.closest(".beside");
  const scrollsAlone = beside && getComputedStyle(beside).position !== "static";
  const card = document.getElementById(cameFrom);
  const { spanRef } = card?.querySelector("[data-span-ref]")?.dataset ?? { spanRef: passage };
  const words = beside && !scrollsAlone && !isListed
    && (document.querySelector(`#article-text mark[data-first~="${spanRef}"]`) ?? document.getElementById("article-text"));
  const aim = panel.firstElementChild
    ? panel.querySelector("[data-autofocus], [autofocus]") ?? panel.querySelector("#panel-title")
    : words || (card?.querySelector("a") ?? document.getElementById("claims-title"));
  if (!aim || document.activeElement.closest("#article-text")) return; // somebody reads on
  // A browser would move the text too, to where the column would be if it did not stick.
  aim.focus({ preventScroll: scrollsAlone || !!words });
  if (!scrollsAlone) return;
  if (isFromList) document.querySelector("#article-text .current")?.scrollIntoView({ block: "nearest" });
  const at = aim.getBoundingClientRect().top - beside.getBoundingClientRect().top;
  if (at < 50 || at > beside.clientHeight - 100) beside.scrollTop += at - 150; // the buttons stick above it
}

document.body.addEventListener("htmx:afterSettle", ({ target, detail }) => {
  arrive();
  if (target.closest("#panel, #article-text")) follow();
  // The panel was swapped whole, and the focus with it. What was asked for from beside the text; the annotator sees
  // to its own requests.
  const { elt } = detail.requestConfig ?? {};
  if (detail.target?.id === "panel" && elt?.closest("#panel, #claims, #zones, .close-sheet")) lead(elt.closest("#claims"));
});

// Else htmx would fetch the whole page anew on the way back from a place in it.
document.body.addEventListener("htmx:replacedInHistory", () => history.replaceState(null, ""));

follow();

// htmx would drop what an answer changes beside a form that was left meanwhile. A refused form comes back.
function late(xhr) {
  xhr.onload = null;
  if (xhr.status === 200) {
    for (const fact in JSON.parse(xhr.getResponseHeader("HX-Trigger"))) htmx.trigger("body", fact);
    htmx.swap("body", xhr.response, { swapStyle: "none" });
  } else if (/409|422/.test(xhr.status) && document.querySelector("#panel:empty")) {
    htmx.swap("#panel", xhr.response, { swapStyle: "outerHTML" });
    lead();
  } else tell("What you sent before was not saved. Open it again.");
}

function tell(sentence) {
  const box = Object.assign(document.createElement("div"), { className: "notice error", textContent: sentence });
  notice.replaceChildren(box);
}

document.body.addEventListener("htmx:beforeRequest", ({ detail: { elt, xhr, target, requestConfig } }) => {
  notice.replaceChildren();
  passage = document.querySelector("#panel [data-span-ref]")?.dataset.spanRef;
  // Before htmx reads it, which replaces the panel.
  if (requestConfig.verb === "post") xhr.onreadystatechange = () => xhr.readyState > 3 && !target.isConnected && late(xhr);
  if (target.id !== "panel" || elt.closest("#panel, .close-sheet")) return;
  cameFrom = elt.closest("#claims > .claims > li")?.id ?? "";
  isListed = !!cameFrom;
});

document.body.addEventListener("htmx:sendError", () => {
  tell("The connection failed. Nothing you typed is lost; try again.");
});

// An error page that is not the desk's own (a proxy's, say) must not take the place of a form.
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { status } = detail.xhr;
  if (status < 400 || status === 409 || status === 422 || detail.xhr.getResponseHeader("HX-Retarget")) return;
  detail.shouldSwap = false;
  tell("The desk did not answer. Nothing you typed is lost; try again in a moment.");
});
