// What is typed is kept: in the browser at once, at the desk when typing rests. The browser holds what the desk has not
// taken yet; which of two texts is the later one, or whether the form was saved since, the desk decides.

const { person, unsavedUrl } = document.body.dataset;
const REST = 1500;
const stored = () => Object.keys(localStorage).filter((key) => key.startsWith("unsaved "));
const forget = (key) => localStorage.removeItem(key);
const keyOf = ({ unsaved, version }) => `unsaved ${person} ${unsaved.value} ${version?.value ?? ""}`;
let timer, busy, hasTyped;
let wait = REST;

const lineOf = (key) =>
  [...document.querySelectorAll("[data-kept]")].find((line) => keyOf(line.closest("form").elements) === key);

// The second line is read out, so it changes only with the facts.
function say(key, quiet, aloud = "") {
  const line = lineOf(key);
  if (!line) return;
  line.textContent = quiet;
  if (line.nextSibling.textContent !== aloud) line.nextSibling.textContent = aloud;
}

function sendIn(time) {
  clearTimeout(timer);
  timer = setTimeout(send, time);
}

// One after the other, so that an older text never overtakes a newer one.
async function send() {
  if (busy) return sendIn(REST);
  busy = true;
  for (const key of stored()) {
    const text = localStorage.getItem(key);
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": true, "HX-Current-URL": location };
    if (!lineOf(key)?.nextSibling.textContent) say(key, "Saving…");
    const body = new URLSearchParams(`${text}&now=${Date.now()}`);
    const answer = await fetch(unsavedUrl, { method: "POST", headers, body }).catch(() => 0);
    const { status = 500 } = answer;
    const signIn = answer && answer.headers.get("HX-Redirect");
    if (status >= 500) {
      say(key, "", "Offline, kept on this device");
      sendIn((wait = Math.min(wait * 2, 60_000)));
      break;
    }
    wait = REST;
    if (signIn) {
      say(key, "", "Signed out, kept on this device. ");
      lineOf(key)?.nextSibling.append(Object.assign(document.createElement("a"), { href: signIn, textContent: "Sign in" }));
    } else if (status !== 204) say(key, "", "The desk did not take this; it is kept on this device");
    else if (localStorage.getItem(key) === text) {
      forget(key);
      const isLate = answer.headers.has("HX-Trigger"); // the desk has later text, or the form was saved
      say(key, isLate ? "" : `Saved ${new Date().toTimeString().slice(0, 5)}`);
      // Now the desk puts it into the form, unless the form shows what was just sent.
      if (!isLate && !hasTyped && lineOf(key)?.dataset.kept === "") location.reload();
    }
  }
  busy = false;
}

if (person) {
  stored().filter((key) => !key.startsWith(`unsaved ${person} `)).forEach(forget); // somebody else's
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form:has([data-kept])");
    if (!form) return;
    const fields = new URLSearchParams(new FormData(form));
    ["csrfmiddlewaretoken", "quote"].forEach((name) => fields.delete(name));
    fields.set("typed", Date.now());
    localStorage.setItem(keyOf(form.elements), fields);
    hasTyped = true;
    sendIn(REST);
  });
  document.addEventListener("submit", ({ target }) => target.action.endsWith("/logout/") && stored().forEach(forget));
  document.addEventListener("htmx:afterRequest", () => sendIn(0)); // what was saved with it goes
  addEventListener("online", () => sendIn(0));
  send();
}
