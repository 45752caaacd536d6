import { render } from "preact";
import { App } from "./app";
import { applyTheme } from "./lib/theme";
import "./style/fonts.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/views.css";

applyTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
