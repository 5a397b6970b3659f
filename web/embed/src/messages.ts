// What a page and the iframe in it say to each other. Only messages of these shapes count, and only the parent's.

/** What the iframe tells its parent. */
export type Told =
  | { type: "playstate:height"; height: number }
  | { type: "playstate:ready"; length: number; status: string }
  | { type: "playstate:statechange"; cursor: number; path: string | null; status: string }
  | { type: "playstate:end"; status: string }
  | { type: "playstate:error"; kind: string; message: string };

/** What the parent asks for. */
export type Asked =
  | { type: "playstate:play" | "playstate:pause" | "playstate:step" | "playstate:back" }
  | { type: "playstate:seek"; cursor: number };

const PLAIN = ["playstate:play", "playstate:pause", "playstate:step", "playstate:back"] as const;

/** What a message asks for; `null` where it is anything else. */
export function asked(event: MessageEvent): Asked | null {
  if (window.parent === window || event.source !== window.parent) return null;
  const data: unknown = event.data;
  if (typeof data !== "object" || data === null) return null;
  const { type, cursor } = data as { type?: unknown; cursor?: unknown };
  const plain = PLAIN.find((known) => known === type);
  if (plain) return { type: plain };
  return type === "playstate:seek" && Number.isSafeInteger(cursor) ? { type, cursor: cursor as number } : null;
}

/** Tells the parent. It may be anyone who shows this page, and it knows what is in it: the link is in its own markup. */
export function tell(message: Told): void {
  if (window.parent !== window) window.parent.postMessage(message, "*");
}
