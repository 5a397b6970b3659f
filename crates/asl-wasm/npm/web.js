// The package's entry for browsers and bundlers: ready when it is imported.
import init from "./asl_wasm.js";

export { Execution, Machine, Run, Scenario, decodeLink, encodeLink, runOptions } from "./asl_wasm.js";

await init({ module_or_path: new URL("asl_wasm_bg.wasm", import.meta.url) });
