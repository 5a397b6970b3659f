// Imports the editor's bundle, which index.html names and the browser is already fetching.
export function importEditor() {
  const script = document.querySelector("script[data-editor]");
  return script ? import(script.src) : Promise.reject(new Error("this page names no editor"));
}
