// What every page needs besides htmx: focus after a swap, and a sentence when the connection fails.

const notice = document.getElementById("notice");

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  // The panel was swapped whole, and the focus with it: errors first, else the panel's heading.
  // What was asked for from inside it; the annotator sees to its own requests.
  if (detail.target?.id !== "panel" || !detail.requestConfig?.elt.closest("#panel")) return;
  const panel = document.getElementById("panel");
  (panel.querySelector("[data-autofocus]") ?? panel.querySelector("#panel-title"))?.focus({ preventScroll: false });
});

document.body.addEventListener("htmx:beforeRequest", () => {
  notice.replaceChildren();
});

document.body.addEventListener("htmx:sendError", () => {
  notice.textContent = "The connection failed. Nothing you typed is lost; try again.";
});
