// Measuring: contenders take turns, so that whatever slows the machine down for a while slows all of them.

/** Milliseconds of each round by contender: A B C, A B C, ... after one round that does not count. */
export async function inTurns(contenders, rounds, progress) {
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      globalThis.gc?.();
      const millis = await run();
      if (round > 0) samples[name].push(millis);
    }
    progress(round, rounds);
  }
  return samples;
}

/** A contender that is timed here, around the call. */
export function timed(run) {
  return async () => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
