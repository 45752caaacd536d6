/** The offline map: Natural Earth by world-atlas, coarse first and finer when one comes near; disputed borders apart. */

import type { Feature, MultiLineString, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import disputed from "../data/disputed.json";

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Shape = { properties?: { name?: string } };

export interface World {
  land: ReturnType<typeof feature>;
  borders: Feature<MultiLineString>;
  disputed: Feature<MultiLineString>;
}

const worlds = new Map<string, Promise<World>>();

export function world(detail: "coarse" | "fine"): Promise<World> {
  const address = detail === "coarse" ? coarse : fine;
  let found = worlds.get(address);
  if (!found) {
    found = fetch(address)
      .then((reply) => {
        if (!reply.ok) throw new Error(`The map cannot be read (${reply.status}).`);
        return reply.json() as Promise<Atlas>;
      })
      .then(build);
    found.catch(() => worlds.delete(address));
    worlds.set(address, found);
  }
  return found;
}

const key = (one: string | undefined, two: string | undefined): string => [one ?? "", two ?? ""].sort().join("|");

function build(atlas: Atlas): World {
  const { countries } = atlas.objects;
  const rules = new Map<string, number[][]>();
  for (const rule of disputed.borders) {
    const pair = key(rule.between[0], rule.between[1]);
    rules.set(pair, [...(rules.get(pair) ?? []), "within" in rule && rule.within ? rule.within : [-180, -90, 180, 90]]);
  }
  const pairOf = (a: unknown, b: unknown) => key((a as Shape).properties?.name, (b as Shape).properties?.name);
  const plain = mesh(atlas, countries, (a, b) => a !== b && !rules.has(pairOf(a, b))).coordinates;
  const contested: Position[][] = disputed.lines.map((line) => line.coordinates);
  for (const [pair, boxes] of rules) {
    for (const line of mesh(atlas, countries, (a, b) => a !== b && pairOf(a, b) === pair).coordinates) split(line, boxes, plain, contested);
  }
  return { land: feature(atlas, countries), borders: lines(plain), disputed: lines(contested) };
}

const lines = (coordinates: Position[][]): Feature<MultiLineString> => ({ type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } });

/** Cut a border where it enters or leaves the boxes in which it is disputed. */
function split(line: Position[], boxes: number[][], plain: Position[][], contested: Position[][]): void {
  let run: Position[] = [];
  let before: boolean | null = null;
  for (let at = 0; at + 1 < line.length; at += 1) {
    const [from, to] = [line[at] as Position, line[at + 1] as Position];
    const [x, y] = [((from[0] ?? 0) + (to[0] ?? 0)) / 2, ((from[1] ?? 0) + (to[1] ?? 0)) / 2];
    const inside = boxes.some(([west = 0, south = 0, east = 0, north = 0]) => x >= west && x <= east && y >= south && y <= north);
    if (inside !== before) {
      if (before !== null) (before ? contested : plain).push(run);
      run = [from];
    }
    run.push(to);
    before = inside;
  }
  if (before !== null) (before ? contested : plain).push(run);
}
