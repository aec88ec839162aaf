// What every page needs besides htmx: focus after a swap, and a sentence when something fails on the way.

const notice = document.getElementById("notice");
let cameFrom = ""; // the card whose claim was opened, or that has just arrived

// Cards of claims on their way into the list: each takes the place of its older self, or goes before its successor.
// A list that shows a part only has neither, where it belongs further on: it comes with the rest. A hidden card takes
// its older self away.
function arrive() {
  for (const card of document.querySelectorAll("#arrivals > li")) {
    const [older] = document.querySelectorAll(`#claims [id="${card.id}"]`);
    const list = document.querySelector("#claims > .claims");
    const successor = document.getElementById(card.dataset.before ?? "");
    if (card.hidden) {
      older?.remove();
      card.remove();
    }
    else if (older && (!successor || older.nextElementSibling === successor)) older.replaceWith(card);
    else if (successor) {
      older?.remove(); // it stands earlier in the text by now
      successor.before(card);
    }
    else if (!card.dataset.before && !document.getElementById("claims-more")) list?.append(card);
    else card.remove();
    if (card.ariaCurrent) cameFrom = card.id;
    for (const other of document.querySelectorAll("#claims [aria-current]")) if (other !== card) other.removeAttribute("aria-current");
  }
}

// Errors first, or the new field, else the heading; when the panel is empty, the card somebody came from, or the list.
function lead() {
  const panel = document.getElementById("panel");
  const aim = panel.firstElementChild
    ? panel.querySelector("[data-autofocus], [autofocus]") ?? panel.querySelector("#panel-title")
    : document.getElementById(cameFrom)?.querySelector("a") ?? document.getElementById("claims-title");
  if (!aim) return;
  const beside = aim.closest(".beside");
  const scrollsAlone = beside && getComputedStyle(beside).position === "sticky";
  // A browser would move the text too, to where the column would be if it did not stick.
  aim.focus({ preventScroll: scrollsAlone });
  if (!scrollsAlone) return;
  const at = aim.getBoundingClientRect().top - beside.getBoundingClientRect().top;
  if (at < 50 || at > beside.clientHeight - 100) beside.scrollTop += at - 150; // the buttons stick above it
}

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  arrive();
  // The panel was swapped whole, and the focus with it. What was asked for from beside the text; the annotator sees
  // to its own requests.
  if (detail.target?.id === "panel" && detail.requestConfig?.elt.closest("#panel, #claims, #zones")) lead();
});

function tell(sentence) {
  const box = Object.assign(document.createElement("div"), { className: "notice error", textContent: sentence });
  notice.replaceChildren(box);
}

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  notice.replaceChildren();
  if (detail.target.id !== "panel" || detail.elt.closest("#panel")) return;
  cameFrom = detail.elt.closest("#claims > .claims > li")?.id ?? "";
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
