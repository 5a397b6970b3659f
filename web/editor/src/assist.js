// Diagnostics, completions and hovers: the page computes them, these hand them to CodeMirror.
import { autocompletion } from "@codemirror/autocomplete";
import { hoverTooltip } from "@codemirror/view";

/**
 * CodeMirror's form of the page's diagnostics: `{ from, to, severity, message, source?, actions? }`,
 * where an action is `{ name, changes: [{ from, to, insert }] }`.
 */
export function toDiagnostics(diagnostics, length) {
  const inside = (offset) => Math.max(0, Math.min(offset, length));
  return diagnostics.map(({ from, to, severity, message, source, actions }) => ({
    from: inside(from),
    to: Math.max(inside(from), inside(to)),
    severity,
    message,
    source,
    actions: (actions ?? []).map(({ name, changes }) => ({
      name,
      apply: (view) => view.dispatch({ changes, userEvent: "input.fix", scrollIntoView: true }),
    })),
  }));
}

/**
 * Completions from `complete(offset, explicit)`, which answers
 * `{ from, to?, options: [{ label, detail?, info?, apply?, type?, boost? }] }` or null.
 */
export function completions(complete) {
  const source = (context) => {
    const answer = complete(context.pos, context.explicit);
    if (!answer || answer.options.length === 0) return null;
    return { from: answer.from, to: answer.to, options: answer.options, filter: true };
  };
  return autocompletion({ override: [source], icons: false });
}

/** Hovers from `hover(offset)`, which answers `{ from, to, text }` or null. */
export function hovers(hover) {
  return hoverTooltip((_view, offset) => {
    const answer = hover(offset);
    if (!answer) return null;
    const create = () => {
      const dom = document.createElement("div");
      dom.className = "cm-hover";
      dom.textContent = answer.text;
      return { dom };
    };
    return { pos: answer.from, end: answer.to, above: true, create };
  });
}
