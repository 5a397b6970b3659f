// What the element and the iframe page can be told: attributes there, a query here, with the same names. What is not
// understood counts as absent, so every default is safe.

/** What the player can show, in the order in which it stands. */
export const PANELS = ["diagram", "timeline", "data", "code", "history"] as const;

/** A part of the player that can be shown or left out. */
export type Panel = (typeof PANELS)[number];

/** Whose colours are used. */
export type Theme = "auto" | "light" | "dark";

/** What the player is told. */
export interface Options {
  /** What is shown. */
  panels: readonly Panel[];
  /** Light or dark; `auto` is that of the host page. */
  theme: Theme;
  /** Whether it plays as soon as it can. Never where the reader asked for less motion. */
  autoplay: boolean;
  /** How fast it plays: 2 is twice as fast. */
  speed: number | null;
  /** At which event it opens; `Infinity` is the last one. */
  at: number | null;
  /** The state that is selected, by its path or its name. */
  select: string | null;
  /** A scenario: one of the link's, by its name or its number from 1; or one itself, as JSON. */
  scenario: string | null;
  /** The highest that the diagram gets, in pixels. */
  maxHeight: number;
  /** The definition's address. */
  src: string | null;
  /** A link's payload, or the whole link. */
  link: string | null;
  /** Whether it waits with loading until it comes near the viewport. */
  lazy: boolean;
  /** Where the full playground is. */
  playground: string | null;
}

/** An option as it is written. */
export interface Attribute {
  /** What it is when it is absent. */
  default: string;
  /** What can stand there. */
  values: string;
  /** What it does. */
  about: string;
  /** Whether the iframe page has it too: nothing there may make it fetch, or leave, what its link names. */
  page: boolean;
}

/** Every option by its attribute's name. `docs/embedding.md` has this table, and a test compares them. */
export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  src: { default: "", values: "a URL", about: "The definition, where it does not stand in the element.", page: false },
  link: { default: "", values: "a link, or what follows its `#`", about: "A whole situation, as Share makes it.", page: false },
  scenario: {
    default: "the first",
    values: "a name, a number from 1, or JSON",
    about: "Which scenario runs, or the scenario itself.",
    page: true,
  },
  panels: {
    default: "diagram",
    values: "any of `diagram timeline data code history`",
    about: "What is shown.",
    page: true,
  },
  theme: { default: "auto", values: "`auto`, `light`, `dark`", about: "Whose colours: `auto` follows the host page.", page: true },
  at: { default: "the link's, or 1", values: "a number from 1, or `end`", about: "The event at which it opens.", page: true },
  select: { default: "the run's", values: "a state's name or path", about: "The state that is selected.", page: true },
  speed: { default: "the link's, or 1", values: "0.1 to 16", about: "How fast it plays.", page: true },
  autoplay: { default: "off", values: "present or not", about: "Plays once it is in view, unless the reader asked for less motion.", page: true },
  "max-height": { default: "480", values: "160 to 4000", about: "The highest that the diagram gets, in pixels.", page: true },
  loading: { default: "lazy", values: "`lazy`, `eager`", about: "Whether it waits until it comes near the viewport.", page: false },
  playground: { default: "beside the script", values: "a URL", about: "Where *Open in Playstate* leads.", page: false },
};

/** The longest text that an option may have: far over a scenario's. */
const LONGEST = 1_000_000;

/** Reads the options. `get` answers an attribute's text, or `null` where it is absent. */
export function options(get: (name: string) => string | null): Options {
  const text = (name: string) => {
    const value = get(name)?.trim();
    return value && value.length <= LONGEST ? value : null;
  };
  return {
    panels: panels(text("panels")),
    theme: oneOf(text("theme"), ["auto", "light", "dark"]) ?? "auto",
    autoplay: flag(get("autoplay")),
    speed: number(text("speed"), 0.1, 16),
    at: text("at") === "end" ? Infinity : number(text("at"), 1, 1e9),
    select: text("select"),
    scenario: text("scenario"),
    maxHeight: number(text("max-height"), 160, 4000) ?? 480,
    src: text("src"),
    link: text("link"),
    lazy: oneOf(text("loading"), ["lazy", "eager"]) !== "eager",
    playground: text("playground"),
  };
}

/** Those that are named, in our order; the diagram where none is. */
function panels(text: string | null): Panel[] {
  const named = new Set(text?.toLowerCase().split(/[\s,+]+/));
  const chosen = PANELS.filter((panel) => named.has(panel));
  return chosen.length > 0 ? chosen : ["diagram"];
}

function oneOf<T extends string>(text: string | null, choices: readonly T[]): T | null {
  return choices.find((choice) => choice === text?.toLowerCase()) ?? null;
}

function flag(text: string | null): boolean {
  return text !== null && !["false", "0", "no"].includes(text.trim().toLowerCase());
}

function number(text: string | null, least: number, most: number): number | null {
  const value = text === null ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : null;
}
