// Writes build.json beside the built page: a hash over the sources and the lock file.
// tests/unit/serve/test_page_current.py makes the same hash without Node; keep both alike.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(web, "../src/tidings/serve/static");
const walk = (at) =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(at, entry.name)) : [join(at, entry.name)],
  );

const sources = [
  ...["index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"].map((name) => join(web, name)),
  ...["src", "public", "scripts"].flatMap((folder) => walk(join(web, folder))),
]
  .map((path) => relative(web, path).split(sep).join("/"))
  .sort((a, b) => (a < b ? -1 : 1));

const hash = createHash("sha256");
for (const name of sources) {
  hash.update(`${name}\n`);
  hash.update(createHash("sha256").update(readFileSync(join(web, name))).digest("hex"));
  hash.update("\n");
}

// The licences of what is built in: dependencies and theirs.
const bundled = new Set();
const take = (name) => {
  if (bundled.has(name)) return;
  const about = JSON.parse(readFileSync(join(web, "node_modules", name, "package.json"), "utf8"));
  bundled.add(name);
  // topojson-client names commander for its command line only.
  for (const next of Object.keys(about.dependencies ?? {})) if (next !== "commander") take(next);
};
for (const name of Object.keys(JSON.parse(readFileSync(join(web, "package.json"), "utf8")).dependencies)) take(name);
const licences = [...bundled].sort().map((name) => {
  const folder = join(web, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[sc]e/i.test(each));
  if (!file) throw new Error(`${name} has no licence file`);
  return `${name} ${about.version} (${about.license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});
writeFileSync(join(out, "licences.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));

const files = walk(out)
  .filter((path) => !path.endsWith("build.json"))
  .map((path) => ({
    name: relative(out, path).split(sep).join("/"),
    bytes: statSync(path).size,
    compressed: path.endsWith(".woff2") ? statSync(path).size : gzipSync(readFileSync(path), { level: 9 }).length,
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const isMap = (file) => /countries-\d+m/.test(file.name);
const total = (list) => list.reduce((sum, file) => sum + file.compressed, 0);

const manifest = {
  sources: hash.digest("hex"),
  compressed_bytes_without_map: total(files.filter((file) => !isMap(file))),
  compressed_bytes_of_map: total(files.filter(isMap)),
  files,
};
writeFileSync(join(out, "build.json"), `${JSON.stringify(manifest, null, 1)}\n`);
console.log(`${manifest.compressed_bytes_without_map} bytes compressed without map data, ${manifest.compressed_bytes_of_map} of map data`);
