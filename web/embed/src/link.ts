// A look into a link before anything of the engine is there: whether its definition takes JSONata, which decides what is
// downloaded. The engine reads the link properly afterwards; a wrong guess costs a second download, nothing else.
import dictionaryText from "../../../crates/asl-share/src/dictionary.txt";

/** The most that is looked at. */
const MOST_BYTES = 2_000_000;

/** The content of a link, packed as it is; empty where it cannot be read. */
export async function peek(link: string): Promise<string> {
  const payload = /^(?:[^#]*#)?\d+\.d\.([\w-]+)/.exec(link.trim())?.[1];
  if (!payload || payload.length > MOST_BYTES * 2 || typeof DecompressionStream !== "function") return "";
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
    // The first four bytes are a checksum.
    return await inflate(bytes.subarray(4));
  } catch {
    return "";
  }
}

/**
 * Inflates a stream that refers to the dictionary. The browser's own inflater takes no dictionary; but a stream that
 * begins with a stored block of it has it in its window all the same.
 */
async function inflate(stream: Uint8Array): Promise<string> {
  const dictionary = new TextEncoder().encode(
    dictionaryText.replace(/[\n\r]/g, "").replaceAll("␀", "\0").replaceAll("␁", "\u0001").replaceAll("␊", "\n"),
  );
  const { length } = dictionary;
  const stored = Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
  const whole = new Blob([stored, dictionary, stream as Uint8Array<ArrayBuffer>]);
  const reader = whole.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      text += decoder.decode(value, { stream: true });
      if (bytes > MOST_BYTES) break;
    }
  } catch {
    // A link may have a byte after the stream's end, which the browser's inflater refuses after it gave everything out.
  }
  void reader.cancel().catch(() => {});
  return text.slice(length);
}
