// A fence's info string: `asl panels="diagram timeline" autoplay`, in braces or not.

/** One attribute with the space after it. What runs script (`onclick`) is none. */
const ATTRIBUTE = /(?!on)([a-z][a-z0-9-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']\S*)?))?(?:\s+|$)/iy;

/** The attributes of an info string without its language, by name. Throws what cannot be read. */
export function attributes(text) {
  const trimmed = text.trim();
  const inner = /^\{(.*)\}$/s.exec(trimmed)?.[1] ?? trimmed;
  const rest = inner.trim();
  const found = new Map();
  ATTRIBUTE.lastIndex = 0;
  while (ATTRIBUTE.lastIndex < rest.length) {
    const at = ATTRIBUTE.lastIndex;
    const match = ATTRIBUTE.exec(rest);
    if (!match) throw new Error(`"${rest.slice(at)}" is no attribute: they are written as name="value", and handlers are not for fences`);
    const [, name, double, single, bare] = match;
    found.set(name.toLowerCase(), double ?? single ?? bare ?? "");
  }
  return found;
}
