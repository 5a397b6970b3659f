// The diagram: fitted to the width, panned by dragging, zoomed by its buttons. The wheel stays the host page's.
import { button, h, s, set } from "../dom.js";
import type { Graph, GraphNode, RunState } from "../engine.js";
import { icon, type Glyph } from "../icons.js";
import { isMark, type Look, type NodeView, nodeView } from "./card.js";
import { type EdgeView, edgeView } from "./edge.js";

/** Room around the drawing. */
const PAD = 20;
/** Smaller than this it is hard to read: then the diagram scrolls along with the run instead. */
const SMALLEST = 0.68;
const LOWEST = 140;
/** A press that moves less is a click. */
const CLICK = 4;

/** The diagram panel. */
export class DiagramView {
  readonly element: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #world = s("g", { class: "world" });
  readonly #token = s("circle", { class: "token", r: 5, visibility: "hidden" });
  readonly #nodes = new Map<string, NodeView>();
  readonly #edges = new Map<string, EdgeView>();
  readonly #select: (path: string) => void;
  readonly #watch: ResizeObserver;
  #graph: Pick<Graph, "width" | "height" | "nodes" | "edges"> = { width: 0, height: 0, nodes: [], edges: [] };
  #view = { scale: 1, x: 0, y: 0 };
  /** The reader has moved it: it stays as it is. */
  #moved = false;
  #drag: { x: number; y: number; far: boolean } | null = null;
  #just: EdgeView | null = null;
  #size = { width: 0, height: 0 };

  constructor(
    public maxHeight: number,
    select: (path: string) => void,
  ) {
    this.#select = select;
    this.#svg = s("svg", { class: "canvas", role: "group", "aria-label": "Flow diagram" }, this.#world);
    const tool = (glyph: Glyph, label: string, act: () => void) =>
      button({ class: "btn tool", "aria-label": label, title: label }, act, icon(glyph));
    this.element = h(
      "div",
      { class: "stage" },
      this.#svg,
      h(
        "div",
        { class: "tools", role: "group", "aria-label": "Zoom" },
        tool("minus", "Zoom out", () => this.#zoom(1 / 1.25)),
        tool("fit", "Fit the diagram", () => this.fit()),
        tool("plus", "Zoom in", () => this.#zoom(1.25)),
      ),
    );
    this.#listen();
    this.#watch = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = this.element;
      if (clientWidth !== this.#size.width || clientHeight !== this.#size.height) this.#lay();
    });
    this.#watch.observe(this.element);
  }

  dispose(): void {
    this.#watch.disconnect();
  }

  /** Draws another machine. */
  draw(graph: Graph): void {
    this.#graph = graph;
    this.#nodes.clear();
    this.#edges.clear();
    for (const node of graph.nodes) this.#nodes.set(node.key, nodeView(node));
    for (const edge of graph.edges) this.#edges.set(edge.key, edgeView(edge));
    const shown = (frames: boolean) =>
      graph.nodes.filter((node) => (node.header !== null) === frames).map((node) => this.#nodes.get(node.key)?.element);
    const edges = [...this.#edges.values()];
    const layers = [
      ...shown(true),
      ...edges.map((edge) => edge.line),
      ...shown(false),
      ...edges.map((edge) => edge.chip),
    ];
    this.#world.replaceChildren(...layers.filter((layer) => layer instanceof SVGElement), this.#token);
    const first = graph.nodes.find((node) => !isMark(node));
    if (first) this.#rove(first.key);
    this.fit();
  }

  /** Shows a moment of the run. */
  show(moment: RunState, selected: string | null): void {
    const states = new Map<string, Look>(moment.states.map((state) => [state.path, state]));
    const taken = new Map(moment.edges.map((edge) => [edge.key, edge]));
    for (const [key, view] of this.#nodes) {
      view.look(states.get(key));
      if (view.hit) set(view.hit, "aria-current", String(key === selected));
    }
    this.#just = null;
    const reached = new Set<string>();
    for (const edge of this.#graph.edges) {
      const look = taken.get(edge.key);
      const view = this.#edges.get(edge.key);
      view?.look(look);
      if (look?.just) this.#just = view ?? null;
      if (look) reached.add(edge.from).add(edge.to);
    }
    for (const node of this.#graph.nodes.filter(isMark)) {
      this.#nodes.get(node.key)?.look({ status: reached.has(node.key) ? "succeeded" : "idle", attempt: 0, visits: 0, iterations: null });
    }
    if (moment.current && !this.#moved) this.#follow(moment.current);
  }

  /** Moves the token along the edge that was just taken; `null` hides it. */
  travel(part: number | null): void {
    const point = part === null || part >= 1 ? null : (this.#just?.at(part) ?? null);
    set(this.#token, "visibility", point ? "visible" : "hidden");
    if (point) {
      set(this.#token, "cx", point.x.toFixed(1));
      set(this.#token, "cy", point.y.toFixed(1));
    }
  }

  /** All of it, as large as there is room. */
  fit(): void {
    this.#moved = false;
    this.#lay();
  }

  #lay(): void {
    const width = this.element.clientWidth;
    const { width: graphWidth, height: graphHeight } = this.#graph;
    if (width === 0 || graphWidth === 0) return;
    let scale = Math.min(1, (width - 2 * PAD) / graphWidth);
    const least = Math.min(scale, SMALLEST);
    scale = Math.max(Math.min(scale, (this.maxHeight - 2 * PAD) / graphHeight), least);
    const wanted = Math.ceil(graphHeight * scale + 2 * PAD);
    const height = Math.max(LOWEST, Math.min(this.maxHeight, wanted));
    this.element.style.setProperty("--height", `${height}px`);
    // Beside a taller panel there is more room than wanted.
    const room = this.element.clientHeight;
    this.#size = { width, height: room };
    if (this.#moved) return;
    const y = wanted <= room ? (room - graphHeight * scale) / 2 : PAD;
    this.#place({ scale, x: (width - graphWidth * scale) / 2, y }, false);
  }

  #place(view: { scale: number; x: number; y: number }, smoothly: boolean): void {
    this.#view = view;
    this.#world.classList.toggle("smooth", smoothly);
    this.#world.style.transform = `translate(${view.x.toFixed(1)}px, ${view.y.toFixed(1)}px) scale(${view.scale.toFixed(4)})`;
  }

  /** Brings a state into the stage where the diagram is larger than that. */
  #follow(key: string): void {
    const node = this.#graph.nodes.find((node) => node.key === key);
    if (!node || this.#drag) return;
    const { clientWidth: width, clientHeight: height } = this.element;
    const { scale, x, y } = this.#view;
    const inside = (from: number, to: number, room: number) => from >= 8 && to <= room - 8;
    const [left, top] = [node.x * scale + x, node.y * scale + y];
    const bottom = top + Math.min(node.height * scale, height - 40);
    if (inside(top, bottom, height) && inside(left, left + node.width * scale, width)) return;
    const centred = (start: number, length: number, room: number, whole: number) => {
      if (whole <= room) return (room - whole) / 2;
      const middle = room / 2 - (start + Math.min(length, room / scale) / 2) * scale;
      return Math.min(PAD, Math.max(room - whole - PAD, middle));
    };
    const view = {
      scale,
      x: centred(node.x, node.width, width, this.#graph.width * scale),
      y: centred(node.y, node.height, height, this.#graph.height * scale),
    };
    this.#place(view, true);
  }

  #zoom(by: number): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const { scale, x, y } = this.#view;
    const next = Math.min(2.5, Math.max(0.15, scale * by));
    const around = (at: number, room: number) => room / 2 - ((room / 2 - at) / scale) * next;
    this.#moved = true;
    this.#place({ scale: next, x: around(x, width), y: around(y, height) }, true);
  }

  #listen(): void {
    const svg = this.#svg;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button === 0) this.#drag = { x: event.clientX, y: event.clientY, far: false };
    });
    svg.addEventListener("pointermove", (event) => this.#dragTo(event));
    const end = () => {
      svg.classList.remove("panning");
      // A click comes after the release: it has to see that this was a drag.
      setTimeout(() => (this.#drag = null));
    };
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
    svg.addEventListener("click", (event) => {
      const key = keyOf(event.target);
      if (key !== null && !this.#drag?.far) this.#select(key);
    });
    svg.addEventListener("keydown", (event) => this.#walk(event));
    svg.addEventListener("focusin", (event) => {
      const key = keyOf(event.target);
      if (key === null) return;
      this.#rove(key);
      this.#follow(key);
    });
  }

  #dragTo(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag || event.buttons === 0) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.far) {
      if (Math.hypot(dx, dy) < CLICK) return;
      drag.far = true;
      this.#svg.setPointerCapture(event.pointerId);
      this.#svg.classList.add("panning");
    }
    [drag.x, drag.y] = [event.clientX, event.clientY];
    this.#moved = true;
    this.#place({ ...this.#view, x: this.#view.x + dx, y: this.#view.y + dy }, false);
  }

  /** Arrow keys walk along the flow: right into a frame, left out of it. Enter and Space select. */
  #walk(event: KeyboardEvent): void {
    const key = keyOf(event.target);
    const node = this.#graph.nodes.find((node) => node.key === key);
    if (!node || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") {
      this.#select(node.key);
    } else {
      const direction = DIRECTIONS[event.key];
      if (!direction) return;
      const next = this.#beside(node, direction);
      if (next) this.#nodes.get(next)?.hit?.focus({ preventScroll: true });
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The state that an arrow key leads to. Starts and ends are passed over: there is nothing to say about them. */
  #beside(node: GraphNode, [first, second]: Direction): string | null {
    const onward = first === "next" || first === "inner";
    let at = node.neighbours[first] ?? node.neighbours[second];
    for (let left = this.#graph.nodes.length; at && left > 0; left -= 1) {
      const found = this.#graph.nodes.find((node) => node.key === at);
      if (!found) return null;
      if (!isMark(found)) return found.key;
      at = onward ? found.neighbours.next : (found.neighbours.previous ?? found.neighbours.outer);
    }
    return null;
  }

  /** Lets the Tab key find one state. */
  #rove(key: string): void {
    for (const [other, view] of this.#nodes) {
      if (view.hit) set(view.hit, "tabindex", key === other ? "0" : "-1");
    }
  }
}

type Direction = readonly [keyof GraphNode["neighbours"], keyof GraphNode["neighbours"]];

const DIRECTIONS: Record<string, Direction> = {
  ArrowDown: ["next", "inner"],
  ArrowUp: ["previous", "outer"],
  ArrowRight: ["inner", "next"],
  ArrowLeft: ["outer", "previous"],
};

/** The state under an event. */
function keyOf(target: EventTarget | null): string | null {
  return target instanceof Element ? target.getAttribute("data-key") : null;
}
