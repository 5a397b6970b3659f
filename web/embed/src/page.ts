// The page for hosts that forbid scripts: one player that fills the frame. Its link stands after the `#`, its options in
// the query. It stores nothing, changes no URL, and asks nobody but its own server.
import { AslPlayer } from "./element.js";
import { asked, tell } from "./messages.js";
import { ATTRIBUTES } from "./options.js";

customElements.define("asl-player", AslPlayer);
start();

function start(): void {
  const player = document.createElement("asl-player");
  const query = new URLSearchParams(location.search);
  for (const [name, { page }] of Object.entries(ATTRIBUTES)) {
    const value = page ? query.get(name) : null;
    if (value !== null) player.setAttribute(name, value);
  }
  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.style.colorScheme = theme;
  player.setAttribute("loading", "eager");
  player.setAttribute("link", location.hash || "#");
  report(player);
  window.addEventListener("hashchange", () => player.setAttribute("link", location.hash || "#"));
  window.addEventListener("message", (event) => {
    const message = asked(event);
    if (message?.type === "playstate:play") player.play();
    else if (message?.type === "playstate:pause") player.pause();
    else if (message?.type === "playstate:step") player.step();
    else if (message?.type === "playstate:back") player.back();
    else if (message?.type === "playstate:seek") player.seek(message.cursor);
  });
  document.body.replaceChildren(player);
}

/** Passes the element's events on to the parent. */
function report(player: AslPlayer): void {
  player.addEventListener("ready", ({ detail }) => tell({ type: "playstate:ready", ...detail }));
  player.addEventListener("statechange", ({ detail }) => tell({ type: "playstate:statechange", ...detail }));
  player.addEventListener("end", ({ detail }) => tell({ type: "playstate:end", ...detail }));
  player.addEventListener("resize", ({ detail }) => tell({ type: "playstate:height", height: detail.height }));
  player.addEventListener("error", ({ detail }) => tell({ type: "playstate:error", kind: detail.kind, message: detail.message }));
}
