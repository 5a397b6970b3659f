// Sets the theme before the first paint. `data-theme` is "light", "dark" or "system" (the default); the
// style sheets turn it into `color-scheme`. The app writes the same attribute and the same storage key.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("playstate.theme");
  } catch {
    // Storage is blocked: the system's theme it is.
  }
  document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "system";
})();
