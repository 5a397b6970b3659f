// `cargo xtask bench page` runs this: node run.mjs URL CHROME [--only NAME] [--json FILE]

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { animation, blocking, memory, scrubbing } from "./lib/fluid.mjs";
import { lighthouses } from "./lib/lighthouse.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" }, json: { type: "string" } },
});
const [url, chrome] = positionals;
const benches = { scrubbing, animation, blocking, memory, lighthouse: lighthouses };
const results = {};
for (const [name, bench] of Object.entries(benches)) {
  if (name.includes(values.only)) results[name] = await bench(url, chrome);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
