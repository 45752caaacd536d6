/** Places that stand closer to each other than their circles are drawn as one. */

import type { PlaceItem } from "./types";

export interface Cluster {
  x: number;
  y: number;
  places: PlaceItem[];
  events: number;
  radius: number;
  /** Mean score of its events. */
  score: number;
}

export const placeKey = (place: PlaceItem): string => `${place.lat},${place.lon}`;

/** Areas go by events, up to a circle that still leaves room for the others. */
export function radiusFor(places: PlaceItem[]): (events: number) => number {
  // Neighbours will be joined: a fortieth of everything is a likely biggest circle where no single place is.
  const most = Math.max(1, places.reduce((sum, place) => sum + place.events, 0) / 40, ...places.map((place) => place.events));
  const grow = Math.min(2.4, 17 / Math.sqrt(most));
  return (events) => Math.min(28, 5 + grow * Math.sqrt(events));
}

/** The biggest place of a neighbourhood draws the others to it; `project` gives pixels, or null out of sight. */
export function cluster(places: PlaceItem[], project: (lon: number, lat: number) => [number, number] | null, gap = 8): Cluster[] {
  const radius = radiusFor(places);
  const cell = 64;
  const grid = new Map<string, Cluster[]>();
  const found: Cluster[] = [];
  for (const place of [...places].sort((a, b) => b.events - a.events)) {
    const at = place.lat === null || place.lon === null ? null : project(place.lon, place.lat);
    if (!at || place.lat === null) continue;
    const [x, y] = at;
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
    let home: Cluster | null = null;
    for (let dx = -1; dx <= 1 && !home; dx += 1) {
      for (let dy = -1; dy <= 1 && !home; dy += 1) {
        for (const near of grid.get(`${column + dx},${row + dy}`) ?? []) {
          const reach = near.radius + radius(place.events) * 0.5 + gap;
          if ((near.x - x) ** 2 + (near.y - y) ** 2 < reach ** 2) {
            home = near;
            break;
          }
        }
      }
    }
    if (home) {
      const events = home.events + place.events;
      home.score = (home.score * home.events + (place.score ?? 0) * place.events) / events;
      home.events = events;
      home.radius = radius(events);
      home.places.push(place);
    } else {
      const fresh: Cluster = { x, y, places: [place], events: place.events, radius: radius(place.events), score: place.score ?? 0 };
      found.push(fresh);
      const name = `${column},${row}`;
      grid.set(name, [...(grid.get(name) ?? []), fresh]);
    }
  }
  return found;
}
