// Bundles the editor into one minified ES module: dist/editor.js. Run by Trunk before each build;
// does nothing when its sources have not changed since the last time.
import { buildParserFile } from "@lezer/generator";
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "dist", "editor.js");
const sources = [
  join(here, "build.mjs"),
  join(here, "package-lock.json"),
  ...readdirSync(join(here, "src")).map((name) => join(here, "src", name)),
];

const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
if (existsSync(output) && statSync(output).mtimeMs >= newest) {
  console.log("editor: already bundled");
} else {
  await bundle();
}

async function bundle() {
  mkdirSync(join(here, "dist"), { recursive: true });
  const grammar = readFileSync(join(here, "src", "jsonc.grammar"), "utf8");
  const { parser } = buildParserFile(grammar, { fileName: "jsonc.grammar", moduleStyle: "es" });
  writeFileSync(join(here, "dist", "jsonc.parser.js"), parser);
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["src/editor.js"],
    outfile: "dist/editor.js",
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const bytes = Object.values(result.metafile.outputs)[0].bytes;
  console.log(`editor: bundled into dist/editor.js (${Math.round(bytes / 1024)} KiB)`);
}
