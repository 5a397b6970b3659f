// Many measured numbers as few.

/** The number that a share of all numbers does not exceed. */
export function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Median, 95th percentile and maximum. */
export function spread(numbers) {
  return { count: numbers.length, p50: percentile(numbers, 0.5), p95: percentile(numbers, 0.95), max: Math.max(...numbers) };
}

/** The share of the numbers above a limit. */
export function over(numbers, limit) {
  return numbers.filter((number) => number > limit).length / numbers.length;
}

/** A line: a name, and figures in milliseconds. */
export function row(name, { p50, p95, max }, rest = "") {
  const millis = (number) => `${number.toFixed(1).padStart(7)}`;
  console.log(`  ${name.padEnd(34)}p50${millis(p50)}  p95${millis(p95)}  max${millis(max)} ms  ${rest}`);
}
