// What every module asks of a page.

// Where keys write, and words are selected for another purpose.
export const FIELD = "input, textarea, select, dialog";
export const get = (selector) => document.querySelector(selector);
export const all = (selector, element = document) => [...element.querySelectorAll(selector)];

export const on = (names, listener, target = document, capture = false) =>
  names.split(" ").forEach((name) => target.addEventListener(name, listener, capture));

// A browser would move the text too, to where a column that sticks would be if it did not.
export const focusOn = (element) => element?.focus({ preventScroll: true });

// Into view as well, by no more than it takes.
export function goTo(element) {
  focusOn(element);
  element.scrollIntoView({ block: "nearest" });
}

export const make = (name, properties) => Object.assign(document.createElement(name), properties);

// A sentence that the page brings along (base.html), for everybody to see and hear.
export function tell(name) {
  const notice = get("#notice");
  notice.replaceChildren(make("div", { className: "notice warning", textContent: notice.dataset[name] }));
}

// The first segment of a passage in the text.
export const markOf = (span) => get(`#article-text mark[data-first~="${span}"]`);
// All segments of the passage a link speaks of.
export const marksOf = ({ dataset }) => all(`#article-text mark[data-spans~="${dataset.spanRef}"]`);
export const paint = (name, ...ranges) => CSS.highlights?.set(name, new Highlight(...ranges));
