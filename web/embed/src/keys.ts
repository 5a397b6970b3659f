// What the keys do while the player has the focus.

/** What a key asks for. */
export type Command =
  | { do: "toggle" | "step" | "back" | "start" | "end" | "next" | "previous" }
  | { do: "slower" | "faster" | "help" | "escape" | "fit" }
  /** To a part of the run, from 0 to 1, or by a part of it. */
  | { do: "part" | "by"; of: number };

/** Where a key was pressed. */
export interface Place {
  /** On something that Space presses. */
  pressable: boolean;
  /** On something that has its own use for the arrow keys, Home and End. */
  arrows: boolean;
}

/** The command of a key, if it has one there. Keys with Ctrl, Alt or Meta are the browser's. */
export function command(event: KeyboardEvent, place: Place): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const { key, shiftKey } = event;
  if (/^[0-9]$/.test(key)) return { do: "part", of: Number(key) / 10 };
  if (key === " ") return place.pressable ? null : { do: "toggle" };
  if (!place.arrows) {
    if (key === "ArrowRight") return shiftKey ? { do: "by", of: 0.1 } : { do: "step" };
    if (key === "ArrowLeft") return shiftKey ? { do: "by", of: -0.1 } : { do: "back" };
    if (key === "Home") return { do: "start" };
    if (key === "End") return { do: "end" };
  }
  const plain = PLAIN.get(key);
  return plain ? { do: plain } : null;
}

const PLAIN = new Map<string, Exclude<Command["do"], "part" | "by">>([
  [".", "step"],
  [",", "back"],
  ["]", "next"],
  ["[", "previous"],
  ["<", "slower"],
  [">", "faster"],
  ["?", "help"],
  ["f", "fit"],
  ["Escape", "escape"],
]);

/** The keys, for the help. */
export const HELP: readonly (readonly [keys: string, does: string])[] = [
  ["Space", "Play or pause"],
  ["← →", "Step back, step forward"],
  ["Shift ← →", "Back, forward by a tenth"],
  ["[ ]", "Previous, next state"],
  ["Home End", "First, last event"],
  ["0 … 9", "To a tenth of the run"],
  ["< >", "Slower, faster"],
  ["f", "Fit the diagram"],
  ["↑ ↓ ← →", "In the diagram: from state to state"],
  ["Esc", "Follow the run again"],
];
