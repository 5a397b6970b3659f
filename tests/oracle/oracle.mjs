//! What npm's `jsonata` answers: `node oracle.mjs < expressions` (one a line), with the variables of data.json. Prints
//! one JSON value a line: {"value": …}, {"undefined": true}, {"function": true} or {"code": "T1006"}.

import { readFileSync } from "node:fs";
import jsonata from "jsonata";

const variables = JSON.parse(readFileSync(new URL("data.json", import.meta.url), "utf8"));
const expressions = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");

async function answer(expression) {
  try {
    const value = await jsonata(expression).evaluate(undefined, structuredClone(variables));
    if (value === undefined) {
      return { undefined: true };
    }
    const isFunction = typeof value === "function" || value?._jsonata_function || value?._jsonata_lambda;
    if (isFunction) {
      return { function: true };
    }
    // Infinities are no JSON; AWS writes them as text.
    return { value: typeof value === "number" && !Number.isFinite(value) ? String(value) : value };
  } catch (error) {
    return { code: error.code ?? String(error) };
  }
}

for (const expression of expressions) {
  console.log(JSON.stringify(await answer(expression)));
}
