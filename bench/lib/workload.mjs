// Workloads: read from `workloads/`, their items written out. The same text goes to every engine.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const bench = new URL("..", import.meta.url).pathname;

/** Every workload, in the order of the file names, each as `{name, title, against, definition, input, mocks, ...}`. */
export function workloads() {
  const files = readdirSync(join(bench, "workloads")).sort();
  return files.map((file) => load(file.replace(/\.json$/, "")));
}

/** One workload. */
export function load(name) {
  const workload = JSON.parse(readFileSync(join(bench, "workloads", `${name}.json`), "utf8"));
  const definition = workload.definition ?? example(workload.definitionOf);
  for (const [path, value] of Object.entries(workload.set ?? {})) assign(definition, path.split("."), value);
  const { into, count, item } = workload.items ?? { count: 0 };
  const items = Array.from({ length: count }, (_, n) => written(item, n));
  const answers = workload.answers ?? {};
  const mocks = Object.entries(answers).map(([state, answer]) => [state, [{ Return: answer }]]);
  return {
    name,
    title: workload.title,
    against: workload.against,
    definition,
    input: into ? { ...workload.input, [into]: items } : workload.input,
    answers,
    mocks: Object.fromEntries(mocks),
    events: workload.events,
  };
}

function example(folder) {
  return JSON.parse(readFileSync(join(bench, "..", folder, "definition.asl.json"), "utf8"));
}

function assign(target, [key, ...rest], value) {
  if (rest.length === 0) target[key] = value;
  else assign(target[key], rest, value);
}

/**
 * An item with its number written in: `{n}` is the number, `{2:28}` the number modulo 28 in two digits, `{oneOf:a,b}`
 * one of these by turns, and a string that is nothing but `{number:90}` the number modulo 90, from 1.
 */
function written(template, n) {
  const text = JSON.stringify(template)
    .replaceAll(/"\{number:(\d+)\}"/g, (_, below) => String(1 + (n % Number(below))))
    .replaceAll(/\{(\d):(\d+)\}/g, (_, digits, below) => String(1 + (n % Number(below))).padStart(Number(digits), "0"))
    .replaceAll(/\{oneOf:([^}]*)\}/g, (_, list) => list.split(",")[n % list.split(",").length])
    .replaceAll("{n}", String(n));
  return JSON.parse(text);
}
