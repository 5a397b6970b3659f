// The package's entry for Node.js: ready when it is imported.
import { readFileSync } from "node:fs";
import { initSync } from "./asl_wasm.js";

export { Execution, Machine, Run, Scenario, decodeLink, encodeLink, runOptions } from "./asl_wasm.js";

initSync({ module: readFileSync(new URL("asl_wasm_bg.wasm", import.meta.url)) });
