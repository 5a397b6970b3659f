// The sites, and what their pages hold. All of them are built from tests/docs-sites/pages.
import { readFileSync } from "node:fs";

/** A site below the server's root. */
export interface Site {
  name: string;
  /** Two machines and text around them. */
  machines: string;
  /** A machine whose names are markup, expressions and script. */
  hostile: string;
  /** Whether its theme has a dark side, which it takes from the system. */
  dark: boolean;
}

export const SITES: Site[] = [
  { name: "mdBook", machines: "mdbook/machines.html", hostile: "mdbook/deep/hostile.html", dark: true },
  { name: "Docusaurus", machines: "docusaurus/machines/", hostile: "docusaurus/deep/hostile/", dark: true },
  { name: "MkDocs", machines: "mkdocs/machines/", hostile: "mkdocs/deep/hostile/", dark: false },
  { name: "Material for MkDocs", machines: "material/machines/", hostile: "material/deep/hostile/", dark: true },
  { name: "Sphinx", machines: "sphinx/machines.html", hostile: "sphinx/deep/hostile.html", dark: false },
  { name: "remark", machines: "remark/machines.html", hostile: "remark/deep/hostile.html", dark: true },
];

/** The definitions of a page, as a reader of its source sees them. */
export function definitions(page: string): string[] {
  const source = readFileSync(new URL(`../../docs-sites/pages/${page}`, import.meta.url), "utf8");
  const fences = source.matchAll(/^( *)```asl[^\n]*\n(.*?)^ *```$/gms);
  return [...fences].map(([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}
