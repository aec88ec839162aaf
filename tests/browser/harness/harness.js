// What the tests ask of the page. Each end is the child numbers from the article down to a node, then the offset in it.
import { offsetsToRange, rangeToOffsets } from "/static/annotations/offsets.js";

const article = document.getElementById("article-text");
const at = (path) => [path.slice(0, -1).reduce((node, n) => node.childNodes[n], article), path.at(-1)];

window.harness = {
  offsets: (pairs) => pairs.map(([start, end]) => {
    const range = new Range();
    range.setStart(...at(start));
    range.setEnd(...at(end));
    const found = rangeToOffsets(article, range);
    return [found, found && rangeToOffsets(article, offsetsToRange(article, found.start, found.end))];
  }),
  point: (position) => {
    const box = offsetsToRange(article, position, position + 1).getBoundingClientRect();
    return [box.left, box.top + box.height / 2].map(Math.round); // fractions select nothing when headless
  },
  drawn: (name) => [...(CSS.highlights.get(name) ?? [])].map(String),
  // Each paragraph is a list of [kind, text]; the kinds are text, mark and skip.
  show: (paragraphs) => {
    let start = 0;
    article.replaceChildren(...paragraphs.map((runs) => {
      const p = document.createElement("p");
      p.dataset.start = start++;
      for (const [kind, text] of runs) {
        const element = document.createElement(kind === "mark" ? "mark" : "span");
        if (kind === "skip") element.dataset.skip = "";
        else start += [...text].length;
        element.append(text);
        p.append(kind === "text" ? text : element);
      }
      return p;
    }));
  },
  swap: (html) => htmx.swap("#p2", html, { swapStyle: "outerHTML", settleDelay: 0 }),
};
