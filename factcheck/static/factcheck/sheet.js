// On a narrow screen what one does beside the text is a sheet from below: desk.css draws it, links open and close it.

import { uncover } from "../annotations/offsets.js";

const beside = document.querySelector(".beside");
const isSheet = () => getComputedStyle(beside).position === "fixed";

// Of all passages it speaks of, the one nearest to the middle of the window stays in sight.
function showWords() {
  if (!isSheet()) return;
  const refs = Array.from(document.querySelectorAll("#panel [data-span-ref]"), ({ dataset }) => `mark[data-spans~="${dataset.spanRef}"]`);
  const far = (words) => Math.abs(words.getBoundingClientRect().top - innerHeight / 2);
  const [words] = [...(CSS.highlights?.get("pending") ?? []), ...(refs.length ? document.querySelectorAll(refs) : [])].sort((a, b) => far(a) - far(b));
  if (words) uncover(words, beside);
}

document.addEventListener("htmx:afterSettle", ({ detail }) => detail.target?.id === "panel" && showWords());

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !isSheet() || !beside.contains(event.target)) return;
  event.preventDefault();
  beside.querySelector(".close-sheet > a").click();
});

// A keyboard on the screen covers the lower end of the window, in some browsers without making it smaller. Who has
// zoomed in looks at a part of everything, and nothing is covered.
function fit() {
  const { height, offsetTop, scale } = visualViewport;
  const seen = scale > 1 ? [innerHeight, 0] : [height, innerHeight - offsetTop - height];
  ["--seen", "--covered"].forEach((name, i) => document.documentElement.style.setProperty(name, `${seen[i]}px`));
}

for (const name of ["resize", "scroll"]) visualViewport?.addEventListener(name, fit);
showWords();
