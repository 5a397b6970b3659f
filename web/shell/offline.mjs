// Writes the service worker of a finished build: the list of its files, and a version that changes with any of them.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

/** What nobody needs without a network, or is the worker itself. */
const LEFT_OUT = /^(sw\.js|licences\.txt|.*\.d\.ts)$/;

/** Writes `sw.js` into the folder of a build; all its other files have to be in it. */
export function writeWorker(folder) {
  const paths = readdirSync(folder, { recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(join(folder, path)));
  const version = hash.digest("hex").slice(0, 16);
  const worker = join(folder, "sw.js");
  const source = readFileSync(worker, "utf8");
  for (const placeholder of ['"FILES"', "VERSION"]) {
    if (!source.includes(placeholder)) throw new Error(`sw.js has no ${placeholder}`);
  }
  // Some hosts answer `index.html` by sending to its folder, which cannot be stored as a page.
  const files = paths.map((path) => (path === "index.html" ? "./" : `./${path}`));
  writeFileSync(worker, source.replace('"FILES"', JSON.stringify(files)).replace("VERSION", version));
}
