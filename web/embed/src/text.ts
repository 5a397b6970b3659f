// Texts that fit, and times in words.

/** The styles of text in the diagram. */
const FONTS = {
  name: "600 13px system-ui, sans-serif",
  detail: "11px system-ui, sans-serif",
  // Conditions are written in the font of code, which is the widest that a chip has.
  label: "11px ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  badge: "600 11px system-ui, sans-serif",
};

/** A style of text in the diagram. */
export type Font = keyof typeof FONTS;

let canvas: CanvasRenderingContext2D | null | undefined;

/** The width of a text in pixels. */
export function widthOf(text: string, font: Font): number {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return text.length * (font === "name" ? 7.2 : 5.8);
  canvas.font = FONTS[font];
  return canvas.measureText(text).width;
}

/** The longest beginning of a text that fits into so many pixels, with an ellipsis where it is cut. */
export function fitted(text: string, font: Font, room: number): string {
  if (widthOf(text, font) <= room) return text;
  const characters = [...text];
  let [fits, cut] = [0, characters.length];
  while (fits + 1 < cut) {
    const middle = (fits + cut) >> 1;
    if (widthOf(`${characters.slice(0, middle).join("")}…`, font) <= room) fits = middle;
    else cut = middle;
  }
  return `${characters.slice(0, fits).join("").trimEnd()}…`;
}

/** A virtual time as `00:03:00`, with milliseconds where the whole run is short. */
export function clock(milliseconds: number, exact: boolean): string {
  const whole = Math.max(0, Math.floor(milliseconds));
  const seconds = Math.floor(whole / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  const time = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const rest = exact ? `.${String(whole % 1000).padStart(3, "0")}` : "";
  return `${days > 0 ? `${days} d ` : ""}${time}${rest}`;
}

/** The text up to so many characters; what is left out is counted. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${(text.length - most).toLocaleString("en")} more characters`;
}
