// Minifies the scripts and style sheets of a finished build, in place. Run by Trunk after each release build,
// in place of Trunk's own minifier, which cannot read what wasm-bindgen writes.
import { transform } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameModule } from "../shell/name-module.mjs";
import { writeWorker } from "../shell/offline.mjs";
import { writeRules } from "./rules.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
const loaders = { ".js": "js", ".css": "css" };

for (const name of readdirSync(folder, { recursive: true })) {
  const loader = loaders[/\.\w+$/.exec(name)?.[0]];
  // The editor's bundle is minified already.
  if (!loader || /^editor-\w+\.js$/.test(name)) continue;
  const path = join(folder, name);
  const { code } = await transform(readFileSync(path, "utf8"), { loader, minify: true, target: "es2022" });
  writeFileSync(path, code);
}

nameModule(folder);
writeRules(folder);
writeWorker(folder);
