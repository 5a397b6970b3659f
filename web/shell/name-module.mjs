// Names the files of the engine for JSONata by their hash, as Trunk names all others, but not a module beside the app.
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Renames the files in the folder of a build, and in its page. */
export function nameModule(folder) {
  const files = { "asl-jsonata.js": "HASH.js", "asl-jsonata_bg.wasm": "HASH_bg.wasm" };
  const contents = Object.keys(files).map((name) => readFileSync(join(folder, name)));
  const hash = contents.reduce((hash, bytes) => hash.update(bytes), createHash("sha256")).digest("hex").slice(0, 16);
  const index = join(folder, "index.html");
  let page = readFileSync(index, "utf8");
  for (const [name, pattern] of Object.entries(files)) {
    const hashed = pattern.replace("HASH", `asl-jsonata-${hash}`);
    if (!page.includes(name)) throw new Error(`index.html does not name ${name}`);
    renameSync(join(folder, name), join(folder, hashed));
    page = page.replace(name, hashed);
  }
  writeFileSync(index, page);
}
