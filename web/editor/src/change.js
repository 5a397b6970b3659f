// The smallest single replacement between two texts, so that undo history, cursor and scroll position survive.

/** `{ from, to, insert }` that turns `old` into `next`, or null when they are equal. */
export function smallestChange(old, next) {
  if (old === next) return null;
  const shortest = Math.min(old.length, next.length);
  let start = 0;
  while (start < shortest && old.charCodeAt(start) === next.charCodeAt(start)) start += 1;
  if (splitsPair(old, start) || splitsPair(next, start)) start -= 1;
  let end = 0;
  while (end < shortest - start && old.charCodeAt(old.length - 1 - end) === next.charCodeAt(next.length - 1 - end)) end += 1;
  if (splitsPair(old, old.length - end) || splitsPair(next, next.length - end)) end -= 1;
  return { from: start, to: old.length - end, insert: next.slice(start, next.length - end) };
}

/** Whether `offset` lies between the two halves of a surrogate pair. */
function splitsPair(text, offset) {
  const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
  const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;
  return offset > 0 && offset < text.length && isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
}
