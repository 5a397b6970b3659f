// How the editor looks: everything through CSS variables that the page's theme sets (`--code-…`),
// with fallbacks that follow `color-scheme`.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colour = (name, light, dark) => `var(--code-${name}, light-dark(${light}, ${dark}))`;

const surface = EditorView.theme({
  "&": {
    height: "100%",
    color: colour("fg", "#1d2433", "#dfe4ee"),
    backgroundColor: "var(--code-bg, transparent)",
    fontSize: "var(--code-size, 12.5px)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--code-font, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace)",
    lineHeight: "var(--code-line-height, 1.55)",
  },
  ".cm-content": { caretColor: colour("caret", "#1d2433", "#dfe4ee") },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: colour("caret", "#1d2433", "#dfe4ee") },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: colour("selection", "#d5dcfb", "#33407a"),
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: colour("active-line", "#f1f4fa80", "#ffffff0a") },
  ".cm-gutters": {
    color: colour("gutter", "#6b7488", "#8b94a8"),
    backgroundColor: "var(--code-gutter-bg, transparent)",
    borderRight: "none",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: colour("match", "#dfe5f5", "#3a4358"),
    outline: "none",
  },
  ".cm-searchMatch": { backgroundColor: colour("search", "#ffe9a8", "#5f4f16") },
  ".cm-searchMatch-selected": { backgroundColor: colour("search-selected", "#ffd24d", "#8a6d10") },
  ".cm-selectionMatch": { backgroundColor: colour("match", "#dfe5f5", "#3a4358") },
  ".cm-foldPlaceholder": { backgroundColor: "transparent", color: "inherit", borderColor: "currentColor" },
  ".cm-panels": {
    color: colour("fg", "#1d2433", "#dfe4ee"),
    backgroundColor: colour("panel", "#f6f7fb", "#1b2130"),
  },
  ".cm-tooltip": {
    color: colour("fg", "#1d2433", "#dfe4ee"),
    backgroundColor: colour("panel", "#ffffff", "#1b2130"),
    border: `1px solid ${colour("border", "#d9deea", "#333c50")}`,
    borderRadius: "6px",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: colour("fg", "#1d2433", "#dfe4ee"),
    backgroundColor: colour("selection", "#d5dcfb", "#33407a"),
  },
  ".cm-hover": { padding: "6px 10px", maxWidth: "36em", whiteSpace: "pre-wrap" },
  ".cm-button, .cm-textfield": {
    color: "inherit",
    backgroundColor: colour("field", "#ffffff", "#121722"),
    backgroundImage: "none",
    border: `1px solid ${colour("border", "#c3cadb", "#46506a")}`,
    borderRadius: "4px",
  },
});

const tokens = HighlightStyle.define([
  { tag: tags.propertyName, color: colour("key", "#1f4fbf", "#8fb4ff") },
  { tag: tags.string, color: colour("string", "#116329", "#8bd49c") },
  { tag: tags.number, color: colour("number", "#9a3c00", "#f0a875") },
  { tag: [tags.bool, tags.null], color: colour("literal", "#8526a8", "#d7a1f0") },
  { tag: tags.comment, color: colour("comment", "#5d6678", "#98a1b5"), fontStyle: "italic" },
  { tag: [tags.separator, tags.brace, tags.squareBracket], color: colour("punctuation", "#4a5367", "#aab2c4") },
]);

export const theme = [surface, syntaxHighlighting(tokens)];
