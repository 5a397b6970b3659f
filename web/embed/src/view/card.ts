// One node of the diagram: a state's card, the frame of a Map or Parallel, a start or an end.
import { s, say, set } from "../dom.js";
import { draw, type Glyph } from "../icons.js";
import type { GraphNode, StateStatus, StatusOfState } from "../engine.js";
import { fitted, widthOf } from "../text.js";

/** What the picture needs to know of how a state is doing. */
export type Look = Pick<StateStatus, "status" | "attempt" | "visits" | "iterations">;

const IDLE: Look = { status: "idle", attempt: 0, visits: 0, iterations: null };

const SIGNS: Record<StatusOfState, Glyph | null> = {
  idle: null,
  running: "spinner",
  waiting: "clock",
  succeeded: "check",
  caught: "shield",
  failed: "cross",
  aborted: "never",
  unreached: null,
};

/** A node in the diagram. */
export interface NodeView {
  element: SVGGElement;
  /** What is pressed and focused of a state. */
  hit: SVGRectElement | null;
  /** Shows how the state is doing. */
  look(look: Look | undefined): void;
}

/** Draws a node. Its name for those who do not see it follows how the state is doing. */
export function nodeView(node: GraphNode): NodeView {
  if (isMark(node)) return terminal(node);
  const badge = s("g", { class: "badge" });
  const visits = s("g", { class: "badge live", visibility: "hidden" });
  const sign = s("path", { class: "status", transform: "translate(-6 -6) scale(.75)" });
  const turning = s("g", {}, sign);
  const status = s(
    "g",
    { transform: `translate(${node.x + node.width - 14} ${node.y})`, visibility: "hidden" },
    s("circle", { class: "status-back", r: 9 }),
    turning,
  );
  const face = node.header === null ? card(node) : frame(node, node.header);
  const { x, y, width, height } = node;
  // What is pressed lies over what is seen, so that its name is its label alone.
  const hit = s("rect", { class: "hit", x, y, width, height, rx: 8, role: "button", tabindex: -1, "data-key": node.key });
  const element = s(
    "g",
    { class: node.header === null ? "node" : "node container", "data-state": node.name },
    ...face.parts,
    badge,
    visits,
    status,
    hit,
    s("rect", { class: "ring", x: x - 3, y: y - 3, width: width + 6, height: height + 6, rx: 11 }),
  );
  const look = (given: Look | undefined) => {
    const seen = given ?? IDLE;
    set(element, "data-phase", seen.status);
    set(hit, "aria-label", nameOf(node, seen));
    const glyph = SIGNS[seen.status];
    set(status, "visibility", glyph ? "visible" : "hidden");
    if (glyph) draw(sign, glyph);
    turning.classList.toggle("spin", glyph === "spinner");
    showVisits(visits, node, seen.visits);
    face.count(seen);
    showRetries(badge, node, seen.attempt);
  };
  look(undefined);
  return { element, hit, look };
}

interface Face {
  parts: SVGElement[];
  count(look: Look): void;
}

function card(node: GraphNode): Face {
  const right = [node.retries ? 46 : 0, node.timeout ? widthOf(node.timeout, "detail") + 24 : 0, node.catches ? 22 : 0];
  const room = node.width - 56 - right.reduce((sum, width) => sum + width, 0);
  const middle = node.y + node.height / 2;
  const [title, caption] = [fitted(node.name, "name", room), fitted(node.detail, "detail", room)];
  const parts: SVGElement[] = [
    s("rect", { class: "card", x: node.x, y: node.y, width: node.width, height: node.height, rx: 8 }),
    s("path", { class: "glyph", d: node.icon, transform: `translate(${node.x + 14} ${middle - 9}) scale(1.125)` }),
    s("text", { class: "caption", x: node.x + 44, y: node.y + 20 }, caption),
    s("text", { class: "title", x: node.x + 44, y: node.y + 38 }, title),
  ];
  if (title !== node.name || caption !== node.detail) parts.push(s("title", {}, `${node.name}\n${node.detail}`));
  const left = node.x + node.width - 12 - (right[0] ?? 0);
  if (node.timeout) {
    parts.push(s("text", { class: "aside-text", x: left, y: middle + 4, "text-anchor": "end" }, `◷ ${node.timeout}`));
  }
  if (node.catches) {
    const x = left - (right[1] ?? 0) - 14;
    const shield = s("path", { class: "glyph", transform: `translate(${x} ${middle - 7}) scale(.875)` });
    draw(shield, "shield");
    parts.push(s("g", { class: "aside-text" }, s("title", {}, "Has a Catch"), shield));
  }
  return { parts, count: () => {} };
}

function frame(node: GraphNode, header: number): Face {
  const { x, y, width } = node;
  const middle = y + header / 2;
  const room = width - 36 - 110;
  const title = fitted(node.name, "name", room);
  const caption = fitted(node.detail, "detail", Math.max(0, room - widthOf(title, "name") - 8));
  const count = s("text", { class: "aside-text", x: x + width - 30, y: middle + 4, "text-anchor": "end" });
  const top = `M${x} ${y + header}v${8 - header}a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v${header - 8}z`;
  return {
    parts: [
      s("rect", { class: "card", x, y, width, height: node.height, rx: 8 }),
      s("path", { class: "header", d: top }),
      s("path", { class: "glyph", d: node.icon, transform: `translate(${x + 12} ${middle - 8})` }),
      s("text", { class: "title", x: x + 36, y: middle + 4.5 }, title),
      s("text", { class: "caption", x: x + 44 + widthOf(title, "name"), y: middle + 4.5 }, caption),
      count,
      s("title", {}, `${node.detail} ${node.name}`),
    ],
    count: ({ iterations }) => say(count, iterations?.total ? `${done(iterations)} of ${iterations.total}` : ""),
  };
}

function terminal(node: GraphNode): NodeView {
  const [x, y, radius] = [node.x + node.width / 2, node.y + node.height / 2, node.width / 2];
  const isEnd = node.kind === "end";
  const element = s(
    "g",
    { class: `terminal ${node.kind}`, "data-phase": "idle" },
    isEnd && s("circle", { class: "rim", cx: x, cy: y, r: radius - 1 }),
    s("circle", { class: "disc", cx: x, cy: y, r: isEnd ? radius - 4 : radius - 2 }),
    s("title", {}, isEnd ? "End" : "Start"),
  );
  return { element, hit: null, look: (look) => set(element, "data-phase", look?.status ?? "idle") };
}

function showVisits(group: SVGGElement, node: GraphNode, visits: number): void {
  set(group, "visibility", visits > 1 ? "visible" : "hidden");
  const text = visits > 1 ? `×${visits}` : "";
  if (group.textContent === text) return;
  const width = widthOf(text, "detail") + 12;
  const left = node.x + node.width - 27 - width;
  group.replaceChildren(
    s("rect", { class: "badge-back", x: left, y: node.y - 8, width, height: 16, rx: 8 }),
    s("text", { x: left + width / 2, y: node.y + 4, "text-anchor": "middle" }, text),
  );
}

function showRetries(group: SVGGElement, node: GraphNode, attempt: number): void {
  if (!node.retries) return;
  const retried = Math.max(0, attempt - 1);
  const text = retried > 0 ? `↻ ${retried}/${node.retries}` : `↻ ${node.retries}`;
  const middle = node.y + (node.header ?? node.height) / 2;
  const x = node.x + node.width - (node.header === null ? 12 : 100);
  group.classList.toggle("live", retried > 0);
  if (group.textContent === text) return;
  group.replaceChildren(s("text", { x, y: middle + 4, "text-anchor": "end" }, text));
}

/** `Task RunGlueJob, caught, 1 of 3 attempts, 3 visits`. */
function nameOf(node: GraphNode, look: Look): string {
  const words = [`${TYPES[node.kind] ?? "State"} ${node.name}`, STATUSES[look.status]];
  if (look.attempt > 0 && node.kind === "task") {
    const most = Math.max(look.attempt, (node.retries ?? 0) + 1);
    words.push(`${look.attempt} of ${most} ${most === 1 ? "attempt" : "attempts"}`);
  }
  if (look.iterations?.total) {
    const unit = node.kind === "map" ? "items" : "branches";
    words.push(`${done(look.iterations)} of ${look.iterations.total} ${unit} done`);
  }
  if (look.visits > 1) words.push(`${look.visits} visits`);
  return words.join(", ");
}

function done(iterations: NonNullable<Look["iterations"]>): number {
  return iterations.succeeded + iterations.failed;
}

/** Whether a node is no state: the start or the end. */
export function isMark(node: GraphNode): boolean {
  return node.kind === "start" || node.kind === "end";
}

const TYPES: Partial<Record<GraphNode["kind"], string>> = {
  task: "Task",
  pass: "Pass",
  choice: "Choice",
  wait: "Wait",
  succeed: "Succeed",
  fail: "Fail",
  parallel: "Parallel",
  map: "Map",
};

/** How states are doing, in words. */
export const STATUSES: Record<StatusOfState, string> = {
  idle: "not started",
  running: "running",
  waiting: "waiting",
  succeeded: "succeeded",
  caught: "caught",
  failed: "failed",
  aborted: "aborted",
  unreached: "never reached",
};
