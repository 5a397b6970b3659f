// The element: what a host page writes, and what it can do with it.
import { Scene, type Situation, situationFrom } from "./engine.js";
import { h, set } from "./dom.js";
import { whenNear } from "./near.js";
import { ATTRIBUTES, type Options, options } from "./options.js";
import { Player } from "./player.js";
import { chosen, scenariosFrom, situationOf } from "./situation.js";
import { checked, definitionIn, download, scenariosIn } from "./source.js";
import { followTheme } from "./theme.js";
import { Trouble, troubleOf } from "./trouble.js";
import { notice } from "./view/notice.js";
import { styles } from "./styles.js";

/** How far an execution is. */
export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** What `statechange` tells. */
export interface StateChange {
  /** How many events have happened. */
  cursor: number;
  /** The state that is shown: the selected one, or the one that the last event belongs to. */
  path: string | null;
  /** How far the execution is. */
  status: Status;
}

/** The events of the element, by name. None of them bubbles. */
export interface AslPlayerEventMap {
  /** It can be played. */
  ready: CustomEvent<{ length: number; status: Status }>;
  /** The position or the selection is another. */
  statechange: CustomEvent<StateChange>;
  /** The last event has happened. */
  end: CustomEvent<{ status: Status }>;
  /** There is no run to show; the element's content stays. */
  error: CustomEvent<{ kind: string; message: string; details: readonly string[] }>;
  /** The element's height is another. */
  resize: CustomEvent<{ height: number }>;
}

/** These need another run; all others are taken up by the one there is. */
const NEEDS_RUN = ["src", "link", "scenario"];

let sheet: CSSStyleSheet | undefined;

/** A state machine that plays: `<asl-player><pre><code>…</code></pre></asl-player>`. */
export class AslPlayer extends HTMLElement {
  static get observedAttributes(): string[] {
    return Object.keys(ATTRIBUTES);
  }

  /** What we show; what the host wrote into the element shows after it until there is a player. */
  readonly #box = h("div", { class: "root" });
  readonly #content = h("slot");
  readonly #say = h("p", { class: "loading", role: "status", hidden: true });
  readonly #watch = new ResizeObserver(() => this.#measure());
  readonly #children = new MutationObserver(() => contentOf(this) !== this.#read && this.#later(true));
  #options: Options = options(() => null);
  #definition: string | null = null;
  /** What stood in the element when it was read: scripts that colour code change its markup, not its text. */
  #read = "";
  /** The scenario that the reader picked, until the element is given others. */
  #picked: number | null = null;
  #player: Player | null = null;
  #scene: Scene | null = null;
  /** Undoes what was begun: waiting, downloading, following the theme. */
  #abort = new AbortController();
  #stopTheme: () => void = () => {};
  #stopWaiting: () => void = () => {};
  #pending: { reload: boolean } | null = null;
  #height = -1;
  /** Where it was, for when the element comes back. */
  #at: number | null = null;

  constructor() {
    super();
    sheet ??= styleSheet();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#box, this.#content);
    this.#showContent();
  }

  /** How many events have happened; 0 before it is ready. */
  get cursor(): number {
    return this.#player?.cursor ?? 0;
  }

  set cursor(cursor: number) {
    this.seek(cursor);
  }

  /** How many events the run has; 0 before it is ready. */
  get length(): number {
    return this.#player?.length ?? 0;
  }

  /** How far the execution is; `null` before it is ready. */
  get status(): Status | null {
    return this.#player?.status ?? null;
  }

  /** Whether it plays. */
  get playing(): boolean {
    return this.#player?.playing ?? false;
  }

  /** The definition that is shown. Setting it replaces whatever the element was given. */
  get definition(): string {
    return this.#definition ?? this.#scene?.situation.definition ?? definitionIn(this) ?? "";
  }

  set definition(text: string | null) {
    this.#definition = text;
    this.#at = null;
    this.#later(true);
  }

  /** Plays; from the beginning where it was at the end. */
  play(): void {
    this.#player?.play();
  }

  /** Stops where it is. */
  pause(): void {
    this.#player?.pause();
  }

  /** Goes to an event, from 1, and stops there. */
  seek(cursor: number): void {
    this.#player?.seek(cursor);
  }

  /** Stops one event later. */
  step(): void {
    this.#player?.step();
  }

  /** Stops one event earlier. */
  back(): void {
    this.#player?.back();
  }

  /** Gives everything back; the element shows its content again. It starts anew when it is put into a page again. */
  dispose(): void {
    this.#at = this.#player?.cursor ?? this.#at;
    this.#abort.abort();
    this.#stopTheme();
    this.#stopWaiting();
    this.#watch.disconnect();
    this.#children.disconnect();
    this.#pending = null;
    this.#empty();
    this.#showContent();
  }

  connectedCallback(): void {
    this.#abort = new AbortController();
    this.#options = options((name) => this.getAttribute(name));
    this.#followTheme();
    this.#watch.observe(this);
    this.#children.observe(this, { childList: true, characterData: true, subtree: true });
    this.#wait();
  }

  disconnectedCallback(): void {
    this.dispose();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (this.isConnected && before !== now) this.#later(NEEDS_RUN.includes(name));
  }

  /** Takes up changes together, once the script that makes them is through. */
  #later(reload: boolean): void {
    if (!this.isConnected) return;
    if (this.#pending) {
      this.#pending.reload ||= reload;
      return;
    }
    this.#pending = { reload };
    queueMicrotask(() => {
      const pending = this.#pending;
      this.#pending = null;
      if (pending && this.isConnected) this.#takeUp(pending.reload);
    });
  }

  #takeUp(reload: boolean): void {
    const before = this.#options;
    this.#options = options((name) => this.getAttribute(name));
    this.#followTheme();
    if (reload) {
      this.#picked = null;
      this.#at = null;
      return this.#wait();
    }
    const now = this.#options;
    const player = this.#player;
    if (!player) return before.lazy && !now.lazy ? this.#wait() : undefined;
    if (before.panels.join() !== now.panels.join() || before.playground !== now.playground) {
      this.#at = player.cursor;
      return this.#mount();
    }
    if (before.at !== now.at && now.at !== null) player.seek(now.at);
    if (before.select !== now.select) player.select(now.select);
    if (before.speed !== now.speed) player.speed = now.speed ?? 1;
    if (before.maxHeight !== now.maxHeight) player.maxHeight = now.maxHeight;
    if (!before.autoplay && now.autoplay) player.play();
  }

  /** Begins, at once or as soon as it is near the viewport. A page that is still being read is awaited first. */
  #wait(): void {
    this.#stopWaiting();
    const begin = () => {
      this.#stopWaiting = () => {};
      void this.#load();
    };
    const near = () => {
      if (this.#options.lazy && !this.#player) this.#stopWaiting = whenNear(this, begin);
      else begin();
    };
    if (document.readyState !== "loading") return near();
    document.addEventListener("DOMContentLoaded", near, { once: true });
    this.#stopWaiting = () => document.removeEventListener("DOMContentLoaded", near);
  }

  async #load(): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const slow = setTimeout(() => this.#tell("Loading the player …"), 300);
    try {
      const situation = await this.#situation(abort.signal);
      if (abort.signal.aborted) return;
      const index = this.#picked ?? chosen(situation, this.#options.scenario);
      const scene = await Scene.make(situation, index);
      if (abort.signal.aborted) return scene.free();
      this.#empty();
      this.#scene = scene;
      this.#mount();
      this.#send("ready", { length: this.length, status: scene.status });
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(troubleOf(error));
    } finally {
      clearTimeout(slow);
      if (!abort.signal.aborted) this.#tell(null);
    }
  }

  /** What the element was given, in the order: the property, a link, an address, its content. */
  async #situation(signal: AbortSignal): Promise<Situation> {
    const { link, src, scenario } = this.#options;
    this.#read = contentOf(this);
    const texts = scenariosIn(this);
    if (scenario?.startsWith("{") || scenario?.startsWith("[")) texts.unshift(scenario);
    const scenarios = texts.flatMap(scenariosFrom);
    if (this.#definition !== null) return situationOf(this.#definition, scenarios);
    if (link !== null) {
      const situation = await situationFrom(link);
      return scenarios.length > 0 ? { ...situation, scenarios, scenario: 0 } : situation;
    }
    const definition = src === null ? definitionIn(this) : await download(src, document.baseURI, signal);
    if (!definition) throw new Trouble("definition", ["There is none: it stands in a pre element, in src, or in link."]);
    return situationOf(checked(definition), scenarios);
  }

  /** Makes a player of the scene, in place of any before. */
  #mount(): void {
    const scene = this.#scene;
    if (!scene) return;
    const focused = this.shadowRoot?.activeElement?.getAttribute("aria-label");
    this.#player?.dispose();
    const at = this.#at ?? this.#options.at;
    this.#at = null;
    const player = new Player(scene, { ...this.#options, at }, {
      changed: (change) => this.#send("statechange", change),
      ended: (status) => this.#send("end", { status }),
      choose: (index) => {
        this.#picked = index;
        void this.#load();
      },
      failed: (error) => this.#fail(troubleOf(error)),
    });
    this.#player = player;
    this.#content.hidden = true;
    this.#box.replaceChildren(player.element);
    player.start();
    const named = [...this.#box.querySelectorAll<HTMLElement>("[aria-label]")];
    if (focused) named.find((part) => part.getAttribute("aria-label") === focused)?.focus({ preventScroll: true });
  }

  #empty(): void {
    this.#player?.dispose();
    this.#scene?.free();
    this.#player = null;
    this.#scene = null;
  }

  #fail(trouble: Trouble): void {
    this.#empty();
    const again = () => {
      this.#showContent();
      void this.#load();
    };
    this.#showContent(notice(trouble, again));
    const { kind, message, details } = trouble;
    this.#send("error", { kind, message, details });
  }

  #showContent(...above: Node[]): void {
    this.#content.hidden = false;
    this.#box.replaceChildren(this.#say, ...above);
  }

  #tell(text: string | null): void {
    this.#say.hidden = text === null;
    this.#say.textContent = text;
  }

  #followTheme(): void {
    this.#stopTheme();
    this.#stopTheme = followTheme(this, this.#options.theme, (scheme) => set(this.#box, "data-scheme", scheme));
  }

  #measure(): void {
    const height = Math.ceil(this.getBoundingClientRect().height);
    if (height === this.#height) return;
    this.#height = height;
    this.#send("resize", { height });
  }

  #send<K extends keyof AslPlayerEventMap>(type: K, detail: AslPlayerEventMap[K]["detail"]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** All that an element is given by what stands in it. */
function contentOf(element: Element): string {
  return [definitionIn(element), ...scenariosIn(element)].join("\0");
}

/** Events with their types. */
export interface AslPlayer {
  addEventListener<K extends keyof AslPlayerEventMap>(
    type: K,
    listener: (this: AslPlayer, event: AslPlayerEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "asl-player": AslPlayer;
  }
}

/** A style sheet that needs no `style-src` of the host's. */
function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return sheet;
}
