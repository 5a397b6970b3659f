// Icons: one path each on a grid of 16 × 16, drawn with the current colour. The words for them stand beside them.
import { s } from "./dom.js";

const PATHS = {
  play: "M5 3v10l8-5z",
  pause: "M5 3.5v9M11 3.5v9",
  back: "M4 4v8M12.5 4 6.5 8l6 4z",
  step: "M12 4v8M3.5 4l6 4-6 4z",
  start: "M3 4v8M8.5 4.5 4 8l4.5 3.500zM13.500 4.500 9 8l4.500 3.500z",
  end: "M13 4v8M7.500 4.500 12 8l-4.500 3.500zM2.500 4.500 7 8l-4.500 3.500z",
  check: "M3.500 8.500l3 3 6-7",
  cross: "M4 4l8 8M12 4l-8 8",
  shield: "M8 1.800l5 1.800v4c0 3.200-2.100 5.400-5 6.600-2.900-1.200-5-3.400-5-6.600v-4z",
  clock: "M8 4.500V8l2.500 1.500M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
  spinner: "M8 2.500A5.500 5.500 0 1 1 2.500 8",
  never: "M3.800 3.800l8.400 8.400M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.500 6V3.500a1 1 0 0 1 1-1H6M10 2.500h2.500a1 1 0 0 1 1 1V6M13.500 10v2.500a1 1 0 0 1-1 1H10M6 13.500H3.500a1 1 0 0 1-1-1V10",
  help: "M5.800 6a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.600M8 12.200v.1",
  warning: "M8 2.200l6.300 11.300H1.700zM8 6.300v3.400M8 11.600v.1",
  open: "M6.500 3.500h-3v9h9v-3M9 2.500h4.500V7M13.500 2.500 7.500 8.500",
  follow: "M8 1.500v3M8 11.500v3M1.500 8h3M11.500 8h3M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
} as const;

/** The name of an icon. */
export type Glyph = keyof typeof PATHS;

const SOLID = new Set<Glyph>(["play", "back", "step", "start", "end"]);

/** An icon beside words or on a named button. */
export function icon(glyph: Glyph): SVGSVGElement {
  const path = s("path");
  const made = s("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
  draw(path, glyph);
  return made;
}

/** Lets a path show an icon. */
export function draw(path: SVGPathElement, glyph: Glyph): void {
  path.setAttribute("d", PATHS[glyph]);
  path.classList.toggle("solid", SOLID.has(glyph));
}
