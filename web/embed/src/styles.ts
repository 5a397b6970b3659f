// The style sheet: the page's own colours, sizes and diagram, and what only the player has. `build.mjs` minifies each file,
// and lets what the page says of its root hold for the player's.
import diagram from "../../styles/diagram.css";
import theme from "../../styles/theme.css";
import tokens from "../../styles/tokens.css";
import stage from "./diagram.css";
import frame from "./frame.css";
import panels from "./panels.css";
import player from "./player.css";

export const styles = [tokens, theme, diagram, player, stage, frame, panels].join("\n");
