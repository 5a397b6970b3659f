// Whose colours: those of the host page, however it chooses them.
import type { Theme } from "./options.js";

/** Tells light or dark now, and again whenever it may have changed. Answers how to stop. */
export function followTheme(element: Element, theme: Theme, tell: (scheme: "light" | "dark") => void): () => void {
  if (theme !== "auto") {
    tell(theme);
    return () => {};
  }
  const look = () => tell(schemeAround(element));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", look);
  // Switches of sites change a class or an attribute of the root or the body, and let colours fade.
  const watch = new MutationObserver(() => {
    look();
    setTimeout(look, 400);
  });
  for (const root of [document.documentElement, document.body]) watch.observe(root, { attributes: true });
  look();
  return () => {
    dark.removeEventListener("change", look);
    watch.disconnect();
  };
}

/** What the host declares by `color-scheme`; or else whether it stands on a dark ground. */
function schemeAround(element: Element): "light" | "dark" {
  const style = getComputedStyle(element).colorScheme;
  const declared = style === "normal" ? (document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? style) : style;
  const [light, dark] = [declared.includes("light"), declared.includes("dark")];
  if (light && dark) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (light || dark) return dark ? "dark" : "light";
  return isDark(groundOf(element)) ? "dark" : "light";
}

/** The colour behind an element, as the browser writes it. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/^transparent$|[,/]\s*0(?:\.0+)?\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
}

function isDark(colour: string): boolean {
  const [red = 255, green = 255, blue = 255] = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)/.exec(colour)?.slice(1).map(Number) ?? [];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110;
}
