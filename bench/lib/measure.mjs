// Measuring: contenders take turns, so that whatever slows the machine down for a while slows all of them.

import { setTimeout as sleep } from "node:timers/promises";

/** How long each contender runs before it counts, in milliseconds: V8 compiles what is hot meanwhile. */
const WARM_UP = 1000;

/** How long a turn lasts at the least, in milliseconds. */
const TURN = 200;

/** Milliseconds of each round by contender: A B C, A B C, ... Each contender answers how long it took. */
export async function inTurns(contenders, rounds, progress) {
  for (const run of Object.values(contenders)) {
    for (const start = performance.now(); performance.now() - start < WARM_UP; ) await run();
  }
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      await settle();
      samples[name].push(await run());
    }
    progress(round);
  }
  return samples;
}

/** Nobody pays for the garbage of the one before: V8 goes on sweeping for a while after it has collected. */
async function settle() {
  globalThis.gc?.();
  await sleep(300);
}

/** A turn of a contender that is timed here: what a run takes, over as many as fit into a while, but at least one. */
export function timed(run) {
  return async () => {
    const start = performance.now();
    let runs = 0;
    do {
      await run();
      runs += 1;
    } while (performance.now() - start < TURN);
    return (performance.now() - start) / runs;
  };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
