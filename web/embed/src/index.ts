// The script of host pages: it makes `<asl-player>` known, and hands out the class.
import { AslPlayer } from "./element.js";

if (!customElements.get("asl-player")) customElements.define("asl-player", AslPlayer);

export { AslPlayer };
export type { AslPlayerEventMap, StateChange, Status } from "./element.js";
