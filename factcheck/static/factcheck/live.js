// What others change, asked for every five seconds while the page is looked at.

import { focusOn, get, on } from "../annotations/page.js";

let timer;
let wait = 5000;
let run = 0; // an answer overtaken by anything else is dropped: it may be older than what is shown

function tell(id) {
  if (!get("#live-said")) get("#notice").replaceChildren(get(id).content.cloneNode(true));
}

function swap(html) {
  const focus = document.activeElement;
  const isOpen = get("#zones details")?.open;
  htmx.swap("#live", html, { swapStyle: "none", settleDelay: 0 });
  if (isOpen) get("#zones details").open = true;
  // What has no id loses the focus with its place: its successor takes it, or the head of the list.
  const same = `mark[data-first="${focus.dataset.first}"], #claims [href="${focus.getAttribute("href")}"]`;
  if (!focus.isConnected && document.activeElement === document.body) {
    focusOn(get(same) ?? get("#claims-title"));
  }
}

async function ask() {
  const mine = ++run;
  try {
    const query = new URLSearchParams({ ...get("#live").dataset, ...get("#panel-seen")?.dataset, own: get("#live").textContent });
    const answer = await fetch(`since/?${query}`, { headers: { "HX-Request": true } });
    const html = await answer.text();
    const href = answer.headers.get("HX-Redirect");
    if (!answer.ok) throw answer;
    if (href) {
      tell("#live-left");
      get("#live-said a").href = href;
      return;
    }
    get("#live-said")?.remove();
    // Nor under the hands of somebody who selects words or waits for an answer.
    const isBusy = mine !== run || get(".htmx-request, #article-text:active");
    if (html && !isBusy) swap(html);
    wait = isBusy ? 1000 : 5000;
  } catch {
    wait = Math.min(2 * wait, 60_000);
    tell("#live-lost");
  }
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, wait);
}

if (get("#live")) {
  timer = setTimeout(ask, wait);
  on("visibilitychange", () => document.hidden || ask());
  on("htmx:beforeRequest", () => ++run);
}
