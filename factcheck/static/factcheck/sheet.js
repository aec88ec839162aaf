// On a narrow screen what one does beside the text is a sheet from below: desk.css draws it, links open and close it.

import { uncover } from "../annotations/offsets.js";
import { all, get, marksOf, on } from "../annotations/page.js";

const beside = get(".beside:has(> .close-sheet)");

// Of all passages it speaks of, the one nearest to the middle of the window stays in sight.
function showWords() {
  if (getComputedStyle(beside).position !== "fixed") return;
  const marks = all("#panel [data-span-ref]").flatMap(marksOf);
  const far = (words) => Math.abs(words.getBoundingClientRect().top - innerHeight / 2);
  const [words] = [...(CSS.highlights?.get("pending") ?? []), ...marks].sort((a, b) => far(a) - far(b));
  if (words) uncover(words, beside);
}

// A keyboard on the screen covers the lower end of the window, in some browsers without making it smaller. Who has
// zoomed in looks at a part of everything, and nothing is covered.
function fit() {
  const { height, offsetTop, scale } = visualViewport;
  const [seen, covered] = scale > 1 ? [innerHeight, 0] : [height, innerHeight - offsetTop - height];
  document.documentElement.style = `--seen: ${seen}px; --covered: ${covered}px`;
}

if (beside) {
  on("htmx:afterSettle", ({ detail }) => detail.target?.id === "panel" && showWords());
  on("resize scroll", fit, visualViewport);
  showWords();
}
