// What is typed is kept: in the browser at once, at the desk when typing rests. The browser holds what the desk has not
// taken yet; which of two texts is the later, and whether the form was saved since, the desk decides.

import { all, make, on } from "../annotations/page.js";

const { person, unsavedUrl } = document.body.dataset;
const mine = `unsaved ${person} `;
const REST = 1500;
const stored = () => Object.keys(localStorage).filter((key) => key.startsWith("unsaved "));
const keyOf = ({ unsaved, version }) => `${mine}${unsaved.value} ${version?.value ?? ""}`;
const lineOf = (key) => all("[data-kept]").find((line) => keyOf(line.closest("form")) === key);
let timer, hasTyped;
let wait = REST;
let turn = Promise.resolve();

// The second line is read out: it changes only with the facts.
function say(key, quiet, aloud = "", ...link) {
  const line = lineOf(key);
  if (!line) return;
  line.textContent = quiet;
  if (line.nextSibling.firstChild?.data !== aloud) line.nextSibling.replaceChildren(aloud, ...link);
}

// One after the other, so that an older text never overtakes a newer one.
function sendIn(time) {
  clearTimeout(timer);
  timer = setTimeout(() => (turn = turn.then(send)), time);
}

async function send() {
  for (const key of stored()) {
    const text = localStorage.getItem(key);
    if (wait === REST) say(key, "Saving…");
    const answer = await fetch(unsavedUrl, {
      method: "POST",
      headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": true, "HX-Current-URL": location },
      body: new URLSearchParams(`${text}&now=${Date.now()}`),
    }).catch(() => 0);
    const href = answer && answer.headers.get("HX-Redirect");
    if (href || answer.status !== 204) {
      const link = make("a", href ? { href, textContent: "Sign in" } : {});
      say(key, "", `${href ? "Signed out" : answer ? "Not taken by the desk" : "Offline"}, kept on this device. `, link);
      sendIn((wait = Math.min(wait * 2, 60_000)));
      continue;
    }
    wait = REST;
    if (localStorage.getItem(key) !== text) continue; // typed since
    localStorage.removeItem(key);
    const isLate = answer.headers.has("HX-Trigger");
    say(key, isLate ? "" : `Saved ${new Date().toTimeString().slice(0, 5)}`);
    // The desk puts it into the form, unless the form shows what was just sent.
    if (!isLate && !hasTyped && lineOf(key)?.dataset.kept === "") location.reload();
  }
}

if (person) {
  for (const key of stored()) if (!key.startsWith(mine)) localStorage.removeItem(key);
  on("input", ({ target }) => {
    const form = target.closest("form:has([data-kept])");
    if (!form) return;
    const fields = new URLSearchParams(new FormData(form));
    for (const name of ["csrfmiddlewaretoken", "quote"]) fields.delete(name);
    fields.set("typed", Date.now());
    localStorage.setItem(keyOf(form), fields);
    hasTyped = true;
    sendIn(REST);
  });
  on("htmx:afterRequest", () => sendIn(0)); // what was saved goes
  addEventListener("online", () => sendIn(0));
  sendIn(0);
}
