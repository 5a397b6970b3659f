// Builds the element and the iframe page beside the playground: player.js with its types, embed.html with what it loads,
// and both builds of the engine, named by their hashes. `cargo xtask build` runs it:
//   node web/embed/build.mjs --jsonpath FOLDER --jsonata FOLDER --out FOLDER
// Each of the first two folders is what wasm-bindgen wrote for the web.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
// The tools are the editor's.
const require = createRequire(join(here, "..", "editor", "package.json"));
const { build, transform } = require("esbuild");
const ts = require("typescript");

const { values: given } = parseArgs({
  options: { jsonpath: { type: "string" }, jsonata: { type: "string" }, out: { type: "string" } },
});
for (const name of ["jsonpath", "jsonata", "out"]) if (!given[name]) throw new Error(`--${name} is missing`);
const out = given.out;
const files = {};

mkdirSync(join(here, "dist", "engine"), { recursive: true });
for (const name of ["jsonpath", "jsonata"]) takeEngine(name, given[name]);
writeFileSync(join(out, "player.d.ts"), types());
writeFileSync(join(out, "player.js"), await bundle("index.ts", "esm"));
await writePage();

/** Takes up a build of the engine: its script is bundled, its wasm lies beside. */
function takeEngine(name, folder) {
  const find = (ending) => {
    const found = readdirSync(folder).filter((file) => file.endsWith(ending));
    if (found.length !== 1) throw new Error(`${folder} has ${found.length} files *${ending}`);
    return join(folder, found[0]);
  };
  const wasm = readFileSync(find("_bg.wasm"));
  files[name] = `player-${name}-${hash(wasm)}.wasm`;
  writeFileSync(join(out, files[name]), wasm);
  // For pages in a sandbox, which may not read files but may run scripts: see load.ts.
  const text = gzipSync(wasm, { level: 9 }).toString("base64");
  writeFileSync(join(out, `${files[name]}.js`), `playstateWasm("${text}");\n`);
  // Both have the same types: what the player uses is in either.
  for (const ending of [".js", ".d.ts"]) {
    const source = readdirSync(folder).find((file) => file.endsWith(ending) && !file.endsWith(`_bg.wasm${ending}`));
    cpSync(join(folder, source), join(here, "dist", "engine", `${name}${ending}`));
  }
}

/** Checks the types, and answers what a host page needs of them. */
function types() {
  const config = ts.readConfigFile(join(here, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, here);
  const program = ts.createProgram(fileNames, options);
  rmSync(join(here, "dist", "types"), { recursive: true, force: true });
  const { diagnostics } = program.emit();
  const found = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (found.length > 0) {
    const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => here, getNewLine: () => "\n" };
    throw new Error(ts.formatDiagnostics(found, host));
  }
  const text = readFileSync(join(here, "dist", "types", "element.d.ts"), "utf8");
  if (/^import /m.test(text)) throw new Error("the types of the element are to stand alone");
  return text;
}

async function bundle(entry, format) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [join("src", entry)],
    bundle: true,
    write: false,
    format,
    target: "es2022",
    minify: true,
    legalComments: "none",
    loader: { ".txt": "text" },
    define: { WASM_FILES: JSON.stringify(files), ...(format === "iife" && { "import.meta.url": '""' }) },
    alias: { "asl-wasm/jsonpath": "./dist/engine/jsonpath.js", "asl-wasm/jsonata": "./dist/engine/jsonata.js" },
    plugins: [{ name: "styles", setup: (esbuild) => esbuild.onLoad({ filter: /\.css$/ }, styles) }],
    logLevel: "warning",
  });
  return result.outputFiles[0].contents;
}

/** A style sheet as text. What the page says of its root holds for the player's. */
async function styles({ path }) {
  const source = readFileSync(path, "utf8").replaceAll(":root[data-theme", ".root[data-scheme").replaceAll(":root", ".root");
  const { code } = await transform(source, { loader: "css", minify: true, target: "es2022" });
  return { contents: code, loader: "text" };
}

async function writePage() {
  const { code } = await transform(readFileSync(join(here, "embed.css"), "utf8"), { loader: "css", minify: true });
  const script = await bundle("page.ts", "iife");
  const names = { EMBED_JS: `embed-${hash(script)}.js`, EMBED_CSS: `embed-${hash(code)}.css` };
  writeFileSync(join(out, names.EMBED_JS), script);
  writeFileSync(join(out, names.EMBED_CSS), code);
  let page = readFileSync(join(here, "embed.html"), "utf8");
  for (const [name, file] of Object.entries(names)) page = page.replace(name, file);
  writeFileSync(join(out, "embed.html"), page);
}

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
