// The code editor behind a small surface: `createEditor(parent, options)` and the handle it returns.
// Offsets are UTF-16 code units, line ends are "\n" (a "\r\n" in a given text becomes "\n").
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorSelection, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { completions, hovers, toDiagnostics } from "./assist.js";
import { smallestChange } from "./change.js";
import { highlights, showRanges } from "./highlights.js";
import { jsonc } from "./jsonc.js";
import { mountStylesWithoutMarkup } from "./styles.js";
import { theme } from "./theme.js";

mountStylesWithoutMarkup();

/** Marks what the page itself dispatched, so that it isn't told of its own doing. */
const fromPage = Annotation.define();

let editors = 0;

/**
 * Puts an editor into `parent`.
 *
 * `options`: `doc` text; `label` accessible name; `language` "json" or "text"; `readOnly`;
 * `onChange(text)` and `onSelection(offset)` for what the user does (never for what the page does through
 * the handle); `complete` and `hover`, see `assist.js`; `diagnostics`, see `setDiagnostics`.
 */
export function createEditor(parent, options) {
  const hint = leaveHint(parent);
  const writability = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: unixLines(options.doc ?? ""),
      extensions: [
        writability.of(EditorState.readOnly.of(Boolean(options.readOnly))),
        // The tabindex says what is so anyway, to those who check that what scrolls can be focused.
        EditorView.contentAttributes.of({ "aria-label": options.label, "aria-describedby": hint.id, tabindex: "0" }),
        EditorView.updateListener.of((update) => report(update, options)),
        options.language === "text" ? [] : jsonc,
        options.complete ? completions(options.complete) : [],
        options.hover ? hovers(options.hover) : [],
        behaviour,
        theme,
      ],
    }),
  });
  const handle = handleOf(view, hint, writability);
  if (options.diagnostics) handle.setDiagnostics(options.diagnostics);
  return handle;
}

const behaviour = [
  lineNumbers(),
  lintGutter(),
  foldGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  search({ top: true }),
  highlights,
  EditorState.tabSize.of(2),
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    // Not CodeMirror's own list of problems, whose options hold buttons: the page has a list.
    { key: "F8", run: nextDiagnostic },
    { key: "Shift-F8", run: previousDiagnostic },
    // Escape, then Tab, leaves the editor: CodeMirror lets the Tab after an Escape through.
    indentWithTab,
  ]),
];

function handleOf(view, hint, writability) {
  // A step of its own in the undo history, never a part of what the user just typed.
  const annotations = [fromPage.of(true), isolateHistory.of("full")];
  const dispatch = (spec) => view.dispatch({ ...spec, annotations });
  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      const changes = smallestChange(view.state.doc.toString(), unixLines(text));
      if (changes) dispatch({ changes });
    },
    setDiagnostics(diagnostics) {
      dispatch(setDiagnostics(view.state, toDiagnostics(diagnostics, view.state.doc.length)));
    },
    highlight(ranges) {
      dispatch({ effects: showRanges(ranges, view.state.doc.length) });
    },
    reveal(from, to) {
      const length = view.state.doc.length;
      const range = EditorSelection.range(Math.min(from, length), Math.min(to, length));
      dispatch({ selection: range, effects: EditorView.scrollIntoView(range, { y: "center" }) });
    },
    cursor: () => view.state.selection.main.head,
    setReadOnly(readOnly) {
      dispatch({ effects: writability.reconfigure(EditorState.readOnly.of(readOnly)) });
    },
    focus: () => view.focus(),
    destroy() {
      view.destroy();
      hint.remove();
    },
  };
}

/** Tells the page what the user did; a transaction of the page's own is not news to it. */
function report(update, options) {
  if (update.transactions.every((transaction) => transaction.annotation(fromPage))) return;
  if (update.docChanged) options.onChange?.(update.state.doc.toString());
  if (update.selectionSet || update.docChanged) options.onSelection?.(update.state.selection.main.head);
}

/** The description that tells how to leave by keyboard. */
function leaveHint(parent) {
  editors += 1;
  const hint = document.createElement("span");
  hint.id = `editor-hint-${editors}`;
  hint.hidden = true;
  hint.textContent = "Tab indents. Press Escape, then Tab, to leave the editor.";
  parent.append(hint);
  return hint;
}

function unixLines(text) {
  return text.replace(/\r\n?/g, "\n");
}
