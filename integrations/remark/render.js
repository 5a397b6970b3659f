// The drawing, by the `asl` command, and the scenarios that go along.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The attribute that names a file of scenarios. It goes no further: what the file holds is put on the page. */
export const SCENARIOS = "scenarios";

/** A problem that says its place itself. */
class Placed extends Error {
  place = true;
}

/** The SVG of a definition, with the run of its scenario drawn in. Throws what is wrong with it. */
export function render({ command, code, source, said, folder }) {
  const args = ["render", "-", "--theme", "auto", "--strict", "--source", source];
  if (said.has(SCENARIOS)) {
    args.push("--mocks", resolve(folder, said.get(SCENARIOS)));
    if (said.has("scenario")) args.push("--scenario", said.get("scenario"));
    if (/^\d+$/.test(said.get("at"))) args.push("--at", said.get("at"));
  }
  const { status, stdout, stderr, error } = spawnSync(command, args, { input: code, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error?.code === "ENOENT") throw new Error(`there is no command ${command}. It is built by \`cargo install --path crates/asl-cli\``);
  if (error) throw error;
  if (status === 0) return stdout.trim();
  const text = stderr.trim();
  throw text.includes("-->") ? new Placed(text) : new Error(text.replace(/^error: /, ""));
}

/** The list of scenarios that an attribute names; none without it. */
export function scenarios(said, folder) {
  if (!said.has(SCENARIOS)) return undefined;
  const path = said.get(SCENARIOS);
  try {
    const file = JSON.parse(readFileSync(resolve(folder, path), "utf8"));
    return file.scenarios ?? file;
  } catch (error) {
    throw new Error(`${path}: ${error.message}`);
  }
}
