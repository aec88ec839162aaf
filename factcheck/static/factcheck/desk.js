// What every page needs besides htmx: focus after a swap, and a sentence when something fails on the way.

const notice = document.getElementById("notice");

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  // The panel was swapped whole, and the focus with it: errors first, or the new field, else the panel's heading.
  // What was asked for from inside it; the annotator sees to its own requests.
  if (detail.target?.id !== "panel" || !detail.requestConfig?.elt.closest("#panel")) return;
  const panel = document.getElementById("panel");
  (panel.querySelector("[data-autofocus], [autofocus]") ?? panel.querySelector("#panel-title"))?.focus({ preventScroll: false });
});

function tell(sentence) {
  const box = Object.assign(document.createElement("div"), { className: "notice error", textContent: sentence });
  notice.replaceChildren(box);
}

document.body.addEventListener("htmx:beforeRequest", () => {
  notice.replaceChildren();
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
