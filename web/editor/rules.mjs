// Writes the rules' page of a finished build: `docs/rules.md` as a page of its own, to which problems link by code.
import { marked } from "marked";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCE = new URL("../../docs/rules.md", import.meta.url);
const STYLES = ["tokens", "theme", "base"];

/** Writes `rules.html` into the folder of a build whose style sheets are named already. */
export function writeRules(folder) {
  const text = readFileSync(SOURCE, "utf8");
  const names = readdirSync(folder);
  const file = (stem, ending) => {
    const found = names.find((name) => new RegExp(`^${stem}-\\w+\\.${ending}$`).test(name));
    if (!found) throw new Error(`the build has no ${stem}.${ending}`);
    return found;
  };
  const links = STYLES.map((stem) => `<link rel="stylesheet" href="./${file(stem, "css")}" />`);
  writeFileSync(join(folder, "rules.html"), page(text, links, file("theme", "js"), file("icon", "svg")));
}

const page = (text, links, theme, icon) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="What Playstate finds in an Amazon States Language definition, rule by rule, with examples." />
    <title>Rules · Playstate</title>
    <script src="./${theme}"></script>
    <link rel="icon" href="./${icon}" />
    ${links.join("\n    ")}
    <link rel="stylesheet" href="./rules.css" />
  </head>
  <body class="rules">
    <header><a href="./">Playstate</a></header>
    <main>${contents(text)}${body(text)}</main>
  </body>
</html>
`;

/** The codes, each a link to its section. */
function contents(text) {
  const codes = [...text.matchAll(/^### `([a-z-]+)`$/gm)].map(([, code]) => code);
  return `<nav aria-label="Codes"><ul>${codes.map((code) => `<li><a href="#${code}">${code}</a></li>`).join("")}</ul></nav>`;
}

/** The text; a section of a code has the code as its id. */
function body(text) {
  const html = marked.parse(text);
  const named = html.replace(/<h3><code>([a-z-]+)<\/code><\/h3>/g, '<h3 id="$1"><a href="#$1"><code>$1</code></a></h3>');
  return `<article>${named}</article>`;
}
