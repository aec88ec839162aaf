// What is typed is kept: in the browser at once, at the desk when typing rests. The browser holds what the desk has not
// taken yet; which of two texts is the later, and whether the form was saved since, the desk decides.

import { all, make, on } from "../annotations/page.js";

const { person, unsavedUrl } = document.body.dataset;
const mine = `unsaved ${person} `;
const REST = 1500;
const keyOf = ({ unsaved }) => mine + unsaved.value;
const lineOf = (key) => all("[data-kept]").find((line) => keyOf(line.closest("form")) === key);
let kept = {}; // where the browser keeps nothing
try {
  kept = localStorage;
} catch {}
const stored = () => Object.keys(kept).filter((key) => key.startsWith("unsaved "));
let timer, hasTyped;
let wait = REST;
let turn = Promise.resolve();
let taken = {}; // while the answer to another request was on its way, which does not have it

// The second line is read out: it changes only with the facts.
function say(key, quiet, ...aloud) {
  const line = lineOf(key);
  if (!line) return;
  line.textContent = quiet;
  if (line.nextSibling.firstChild?.data !== aloud[0]) line.nextSibling.replaceChildren(...aloud);
}

// One after the other, so that an older text never overtakes a newer one.
const sendNow = () => (turn = turn.then(send));

function sendIn(time) {
  clearTimeout(timer);
  timer = setTimeout(sendNow, time);
}

async function send() {
  for (const key of stored()) {
    const text = kept[key];
    if (wait === REST) say(key, "Saving…");
    const answer = await fetch(unsavedUrl, {
      method: "POST",
      headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": true, "HX-Current-URL": location },
      body: new URLSearchParams(`${text}&now=${Date.now()}`),
    }).catch(() => 0);
    const href = answer && answer.headers.get("HX-Redirect");
    if (href || answer.status !== 204) {
      const link = href ? make("a", { href, textContent: "Sign in" }) : "";
      say(key, "", `${href ? "Signed out" : answer ? "Not taken by the desk" : "Offline"}, kept on this device. `, link);
      sendIn((wait = Math.min(2 * wait, 60_000)));
      continue;
    }
    wait = REST;
    if (kept[key] !== text) continue; // typed since
    delete kept[key];
    if (answer.headers.has("HX-Trigger")) say(key, ""); // saved or discarded before it came
    else {
      taken[key] = text;
      say(key, `Saved ${new Date().toTimeString().slice(0, 5)}`);
    }
    // The desk knows what is in the form, unless the form shows what was just sent.
    if (!hasTyped && lineOf(key)?.dataset.kept === "") location.reload();
  }
}

// What the desk did not have yet when it drew the form. Rows of evidence that it did not draw go along unseen.
function restore(form) {
  const key = keyOf(form);
  for (const [name, value] of new URLSearchParams(kept[key] ?? taken[key])) {
    const isKept = /^evidence|^key/.test(name); // unseen as well
    const fields = all(`[name="${name}"]`, form);
    if (isKept && !fields[0]) form.append(make("input", { type: "hidden", name, value }));
    for (const field of fields) {
      if (/radio|checkbox/.test(field.type)) field.checked = field.value === value;
      else if (/FORMS/.test(name)) field.value = Math.max(field.value, value);
      else if (isKept || field.type !== "hidden") field.value = value;
    }
  }
}

if (person) {
  for (const key of stored()) if (!key.startsWith(mine)) delete kept[key];
  on("input", ({ target }) => {
    const form = target.closest("form:has([data-kept])");
    if (!form) return;
    const fields = new URLSearchParams(new FormData(form));
    for (const name of ["csrfmiddlewaretoken", "quote"]) fields.delete(name);
    fields.set("typed", Date.now());
    const key = keyOf(form);
    try {
      kept[key] = fields;
    } catch {
      delete kept[key];
      kept = { ...kept, [key]: fields };
    }
    hasTyped = true;
    sendIn(REST);
  });
  on("htmx:load", ({ target }) => all("form:has([data-kept=''])", target).forEach(restore));
  on("htmx:beforeRequest", () => { taken = {}; });
  on("htmx:beforeSwap", ({ detail: { requestConfig: { elt }, xhr } }) => {
    // Saved or discarded: no form comes back with it.
    if (elt.unsaved && xhr.status === 200 && !/="sent"/.test(xhr.response)) {
      delete kept[keyOf(elt)];
    }
  });
  on("htmx:afterRequest", () => sendIn(0)); // what was saved goes
  on("online", () => sendIn(0), window);
  on("submit", (event) => {
    const { target } = event;
    if (/logout/.test(target.action)) {
      event.preventDefault();
      sendNow().then(() => target.submit());
    }
  });
  sendIn(0);
}
