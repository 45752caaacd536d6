import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "../src/tidings/serve/static",
    emptyOutDir: true,
    // The content policy allows no data: fonts or scripts, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { proxy: { "/api": "http://127.0.0.1:8377" } },
});
