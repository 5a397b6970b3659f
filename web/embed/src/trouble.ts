// What can go wrong, in words that say what, why, and what to do.

/** The kinds of trouble, as the event `error` names them. */
export type TroubleKind = "unsupported" | "blocked" | "download" | "source" | "link" | "definition" | "scenario" | "crash";

const WORDS: Record<TroubleKind, string> = {
  unsupported: "This browser has no WebAssembly, which the player needs. The definition is below.",
  blocked:
    "This page's policy blocks WebAssembly, so the state machine cannot run here. Whoever runs the page can allow it by 'wasm-unsafe-eval' in script-src.",
  download: "The player could not be downloaded. Check the connection, then try again.",
  source: "The definition could not be downloaded.",
  link: "This link does not open.",
  definition: "This definition cannot be run.",
  scenario: "This scenario cannot be used.",
  crash: "The player has stopped. Trying again may help.",
};

/** Something that keeps the player from showing a run. */
export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    /** What is known of it beyond its kind. */
    readonly details: readonly string[] = [],
    cause?: unknown,
  ) {
    super(WORDS[kind], { cause });
    this.name = "Trouble";
  }

  /** Whether another try may end better. */
  get canRetry(): boolean {
    return ["download", "source", "crash"].includes(this.kind);
  }
}

/** The trouble that any error is. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  return new Trouble("crash", error instanceof Error && error.message ? [error.message] : [], error);
}
