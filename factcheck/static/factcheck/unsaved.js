// What is typed is kept: in the browser at once, at the desk when typing rests. The browser holds what the desk has not
// taken yet; which of two texts is the later, and whether the form was saved since, the desk decides.

import { all, get, make, on } from "../annotations/page.js";

const { person, unsavedUrl } = document.body.dataset;
const mine = `unsaved ${person} `;
const REST = 1500;
const keyOf = ({ unsaved, drawn }) => `${mine}${unsaved.value} ${drawn.value}`; // another in each window
// What the form that holds this says: the last two words of a key are its name, and which drawing of it this is.
const lineOf = (value) => get(`[value="${value}"] ~ * > [data-kept]`);
let kept = {}; // where the browser keeps nothing
try {
  kept = localStorage;
} catch {}
const stored = () => Object.keys(kept).filter((key) => key.startsWith("unsaved "));
let timer;
let wait = REST;
let turn = Promise.resolve();
let own = ""; // the key of what was typed here last

// The second line is read out: it changes only with the facts.
function say(key, quiet, ...aloud) {
  const line = lineOf(key.split(" ")[3]);
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
      body: new URLSearchParams(`${text}&now=${Date.now()}`)
    }).catch(() => 0);
    const href = answer.headers?.get("HX-Redirect");
    if (href || answer.status !== 204) {
      const link = href ? make("a", { href, textContent: "Sign in" }) : "";
      say(key, "", `${href ? "Signed out" : answer ? "Not taken by the desk" : "Offline"}, kept on this device. `, link);
      sendIn((wait = Math.min(2 * wait, 60_000)));
      continue;
    }
    wait = REST;
    // Typed since, or a form is on its way that does not have it. Another window may have sent it too.
    if ((kept[key] ?? text) !== text || get(".htmx-request")) continue;
    delete kept[key];
    // Without a time if it was saved or discarded before it came.
    say(key, answer.headers.get("HX-Trigger") ? "" : `Saved ${new Date().toTimeString().slice(0, 5)}`);
    // The desk knows what is in the form, unless the form shows what was just sent.
    if (!own && lineOf(key.split(" ")[2])?.dataset.kept === "") location.reload();
  }
}

// What the desk did not have yet when it drew the form: typed here; else what the browser has, which may be another
// window's and goes on as ours. Rows of evidence that it did not draw go along unseen.
function restore(form) {
  const key = stored().find((one) => one.startsWith(`${mine}${form.unsaved.value} `));
  const text = key === own ? kept[key] : kept[key]?.replace(/drawn=(\w+)&shows=[^&]*/, "shows=$1");
  for (const [name, value] of new URLSearchParams(text)) {
    const isKept = /^evidence|^key|^drawn|^shows/.test(name); // unseen as well
    const fields = all(`[name="${name}"]`, form.parentNode); // with the form that discards it
    if (isKept && !fields[0]) form.append(make("input", { type: "hidden", name, value }));
    for (const field of fields) {
      if (/radio|box|file/.test(field.type)) field.checked = field.value === value;
      else if (/FORMS/.test(name)) field.value = Math.max(field.value, value);
      else if (isKept || field.type !== "hidden") field.value = value;
    }
  }
}

if (person) {
  for (const key of stored()) if (!key.startsWith(mine)) delete kept[key];
  on("input", ({ target: { form } }) => {
    if (!form?.drawn) return;
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("csrfmiddlewaretoken");
    fields.delete("quote");
    fields.set("typed", Date.now());
    own = keyOf(form);
    try {
      kept[own] = fields;
    } catch {
      delete kept[own];
      kept = { ...kept, [own]: fields };
    }
    sendIn(REST);
  });
  on("htmx:load", ({ target }) => all("form:has([data-kept=''])", target).forEach(restore));
  on("htmx:beforeSwap", ({ detail: { requestConfig: { elt }, xhr } }) => {
    // Saved or discarded: no form comes back with it.
    if (elt.drawn && xhr.status === 200 && !/="sent"/.test(xhr.response)) delete kept[keyOf(elt)];
  });
  on("htmx:afterRequest", () => sendIn(0)); // and what was saved goes
  on("online", () => sendIn(0), window);
  on("submit", (event) => {
    if (!/logout/.test(event.target.action)) return;
    event.preventDefault();
    sendNow().then(() => event.target.submit());
  });
  sendIn(0);
}
