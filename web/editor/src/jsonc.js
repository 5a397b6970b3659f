// The JSON language of the editor: highlighting, folding, indentation, comment toggling.
import { LRLanguage, LanguageSupport, continuedIndent, foldInside, foldNodeProp, indentNodeProp } from "@codemirror/language";
import { styleTags, tags } from "@lezer/highlight";
// Generated from `jsonc.grammar` by the build.
import { parser } from "../dist/jsonc.parser.js";

export const jsonc = new LanguageSupport(
  LRLanguage.define({
    name: "jsonc",
    parser: parser.configure({
      props: [
        styleTags({
          String: tags.string,
          Number: tags.number,
          "True False": tags.bool,
          PropertyName: tags.propertyName,
          Null: tags.null,
          "LineComment BlockComment": tags.comment,
          ",": tags.separator,
          ":": tags.separator,
          "[ ]": tags.squareBracket,
          "{ }": tags.brace,
        }),
        indentNodeProp.add({
          Object: continuedIndent({ except: /^\s*\}/ }),
          Array: continuedIndent({ except: /^\s*\]/ }),
        }),
        foldNodeProp.add({ "Object Array": foldInside }),
      ],
    }),
    languageData: {
      closeBrackets: { brackets: ["[", "{", '"'] },
      commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
      indentOnInput: /^\s*[\}\]]$/,
    },
  }),
);
