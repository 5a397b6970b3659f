// What went wrong, in place: over the code, which stays to be read.
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import type { Trouble } from "../trouble.js";

/** A line that says why there is no player, and lets the reader try again where that may help. */
export function notice(trouble: Trouble, retry: () => void): HTMLElement {
  const more = trouble.details.slice(0, 5).map((detail) => h("li", {}, detail));
  const left = trouble.details.length - more.length;
  if (left > 0) more.push(h("li", {}, `and ${left} more`));
  return h(
    "div",
    { class: "notice", role: "alert" },
    icon("warning"),
    h("div", {}, h("p", {}, trouble.message), more.length > 0 && h("ul", {}, ...more)),
    trouble.canRetry && button({ class: "btn wide" }, retry, "Try again"),
  );
}
