// Ranges that the page lights up: `[{ from, to, class }]`, kept in place while the text changes.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const setRanges = StateEffect.define();

export const highlights = StateField.define({
  create: () => Decoration.none,
  update(ranges, transaction) {
    let updated = ranges.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setRanges)) updated = effect.value;
    return updated;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The effect that replaces all ranges; what lies outside of a document of `length` is cut off. */
export function showRanges(ranges, length) {
  const marks = ranges
    .map((range) => ({ ...range, from: Math.max(0, range.from), to: Math.min(range.to, length) }))
    .filter((range) => range.from < range.to)
    .map((range) => Decoration.mark({ class: range.class }).range(range.from, range.to));
  return setRanges.of(Decoration.set(marks, true));
}
