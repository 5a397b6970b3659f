// One edge of the diagram: its line, its head, the chip with its condition, and the token that travels it.
import { s } from "../dom.js";
import type { EdgeStatus, GraphEdge } from "../engine.js";

/** An edge in the diagram: the chip lies over the cards, the line under them. */
export interface EdgeView {
  line: SVGGElement;
  chip: SVGGElement | null;
  /** Shows whether it was taken. */
  look(look: EdgeStatus | undefined): void;
  /** The point at a part of its length, from 0 to 1. */
  at(part: number): DOMPoint | null;
}

/** How long and how half as wide the head is. */
const HEAD = [7, 4] as const;

/** Draws an edge. */
export function edgeView(edge: GraphEdge): EdgeView {
  const path = s("path", { class: "line", d: edge.d });
  const line = s("g", { class: "edge", "data-kind": edge.kind, "data-key": edge.key }, path, s("path", { class: "head", d: head(edge.d) }));
  const chip = edge.label ? chipOf(edge) : null;
  return {
    line,
    chip,
    look(look) {
      for (const part of [line, chip]) {
        part?.classList.toggle("taken", (look?.taken ?? 0) > 0);
        part?.classList.toggle("just", look?.just ?? false);
      }
    },
    at: (part) => (edge.d ? path.getPointAtLength(part * path.getTotalLength()) : null),
  };
}

function chipOf(edge: GraphEdge): SVGGElement | null {
  const { label } = edge;
  if (!label) return null;
  const { x, y, width, height } = label;
  return s(
    "g",
    { class: "edge chip", "data-kind": edge.kind },
    s("title", {}, label.full),
    s("rect", { class: "label", x, y, width, height, rx: height / 2 }),
    s("text", { class: "label-text", x: x + width / 2, y: y + height / 2 + 3.8, "text-anchor": "middle" }, label.text),
  );
}

/** The triangle at the end of the line, in its last direction. */
function head(d: string): string {
  const numbers = d.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)?.map(Number) ?? [];
  const [beforeX, beforeY, x, y] = numbers.slice(-4);
  if (beforeX === undefined || beforeY === undefined || x === undefined || y === undefined) return "";
  const length = Math.hypot(x - beforeX, y - beforeY);
  const [ux, uy] = length > 0.01 ? [(x - beforeX) / length, (y - beforeY) / length] : [0, 1];
  const [backX, backY] = [x - ux * HEAD[0], y - uy * HEAD[0]];
  const points = [x, y, backX - uy * HEAD[1], backY + ux * HEAD[1], backX + uy * HEAD[1], backY - ux * HEAD[1]];
  const [a, b, c, e, f, g] = points.map((value) => value.toFixed(1));
  return `M${a} ${b}L${c} ${e}L${f} ${g}Z`;
}
