// `cargo xtask bench` runs this: node --expose-gc run.mjs WASM_MODULE NATIVE_PROGRAM [--rounds N] [--only NAME] [--json FILE]

import { deepStrictEqual } from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { asWasm, freshWasm, natively, other } from "./lib/engines.mjs";
import { inTurns, median, timed } from "./lib/measure.mjs";
import { load, workloads } from "./lib/workload.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "7" }, only: { type: "string", default: "" }, json: { type: "string" } },
});
const [wasmPath, nativePath] = positionals.map((path) => resolve(path));
const rounds = Number(values.rounds);

const chosen = workloads().filter(({ name }) => name.includes(values.only));
const results = [];
for (const workload of chosen.filter(({ against }) => against)) results.push(await compare(workload));
const memory = chosen.some(({ name }) => name === "memory") ? held(load("memory")) : undefined;
if (values.json) writeFileSync(values.json, `${JSON.stringify({ node: process.version, rounds, results, memory }, null, 2)}\n`);

/** One workload: first the outputs have to agree, then the engines take turns. */
async function compare(workload) {
  const { readBefore, readEachTime } = asWasm(freshWasm(wasmPath), workload);
  const theirs = other(workload);
  const { output, length } = readBefore();
  const native = natively(nativePath, workload, 1);
  deepStrictEqual(output, (await theirs()).output, `${workload.name}: the outputs differ`);
  deepStrictEqual(JSON.parse(native.output), output);
  deepStrictEqual(native.events, length);
  const contenders = {
    theirs: timed(theirs),
    wasm: timed(readBefore),
    wasmReadEachTime: timed(readEachTime),
    native: () => median(natively(nativePath, workload, 20).millis),
  };
  const samples = await inTurns(contenders, rounds, (round) => progress(`${workload.name}: round ${round} of ${rounds}`));
  progress("");
  const millis = Object.fromEntries(Object.entries(samples).map(([name, each]) => [name, median(each)]));
  const ratios = Object.fromEntries(Object.entries(millis).map(([name, each]) => [name, millis.theirs / each]));
  console.log(`\n${workload.title} (${length} events)`);
  row(workload.against, millis.theirs);
  row("as wasm", millis.wasm, ratios.wasm);
  row("as wasm, read each time", millis.wasmReadEachTime, ratios.wasmReadEachTime);
  row("natively", millis.native, ratios.native);
  return { name: workload.name, against: workload.against, events: length, millis, ratios, samples };
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

function row(name, millis, ratio) {
  const times = ratio === undefined ? "" : `${ratio.toFixed(1).padStart(8)} times as fast`;
  console.log(`  ${name.padEnd(24)}${millis.toFixed(2).padStart(10)} ms${times}`);
}

/** What a trace takes while it is held: the growth of wasm's memory, and of the native process's resident memory. */
function held(workload) {
  const { Machine, memory } = freshWasm(wasmPath);
  const machine = new Machine(JSON.stringify(workload.definition));
  const before = memory.buffer.byteLength;
  const run = machine.run({ input: workload.input, limits: { events: workload.events } });
  const wasmBytes = memory.buffer.byteLength - before;
  const native = natively(nativePath, workload, 1);
  const payload = Buffer.byteLength(JSON.stringify(workload.input));
  console.log(`\n${workload.title} (${run.length} events, ${payload} bytes of input)`);
  console.log(`  wasm's memory grew by   ${megabytes(wasmBytes)}`);
  console.log(`  natively, resident      ${native.residentBytes === null ? "unknown on this system" : megabytes(native.residentBytes)}`);
  return { events: run.length, payload, wasmBytes, nativeBytes: native.residentBytes };
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1).padStart(6)} MB`;
}
