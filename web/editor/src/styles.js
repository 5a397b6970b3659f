// Where CodeMirror's generated rules go: constructed style sheets, which a Content-Security-Policy
// without 'unsafe-inline' allows. (`style-mod` itself writes a <style> element into documents.)
import { StyleModule } from "style-mod";

const sheets = new WeakMap();

/** Replaces how every CodeMirror package mounts its rules. Call it before the first view exists. */
export function mountStylesWithoutMarkup() {
  StyleModule.mount = (root, modules) => {
    const owner = root.adoptedStyleSheets ? root : root.ownerDocument;
    let mounted = sheets.get(owner);
    if (!mounted) {
      mounted = { sheet: new CSSStyleSheet(), modules: [] };
      sheets.set(owner, mounted);
      owner.adoptedStyleSheets = [mounted.sheet, ...owner.adoptedStyleSheets];
    }
    const wanted = Array.isArray(modules) ? modules : [modules];
    const added = wanted.filter((module) => !mounted.modules.includes(module));
    if (added.length === 0) return;
    // The given order is the order of precedence, so a module lands before the wanted ones it precedes.
    const others = mounted.modules.filter((module) => !wanted.includes(module));
    mounted.modules = [...others, ...wanted];
    mounted.sheet.replaceSync(mounted.modules.map((module) => module.getRules()).join("\n"));
  };
}
