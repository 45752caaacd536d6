/** The map itself: land, borders, clusters of events; zoomed by buttons, keys, wheel with Ctrl, and moved by dragging. */

import { geoGraticule10, geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { cluster, placeKey, type Cluster } from "../lib/clusters";
import { plural, score, short } from "../lib/format";
import { plain } from "../lib/text";
import type { PlaceItem } from "../lib/types";
import { world, type World } from "../lib/world";
import { Failure } from "./basics";

const NEAREST = 24;
const FINE_FROM = 2.5;
const MOST_CIRCLES = 400;

interface Props {
  places: PlaceItem[];
  /** Latitude and longitude in the middle, and how near. */
  centre: [number, number] | null;
  zoom: number;
  here: string | null;
  onMove: (centre: [number, number], zoom: number) => void;
  onPick: (cluster: Cluster) => void;
}

/** The world as wide as the map; the ice at both ends is left out. */
function inhabited(width: number, height: number): GeoProjection {
  const projection = geoNaturalEarth1().fitWidth(width * 1.02, { type: "Sphere" });
  const [, y] = projection([0, 14]) ?? [0, 0];
  const [dx, dy] = projection.translate();
  return projection.translate([dx - width * 0.01, dy + height / 2 - y]);
}

export function WorldMap({ places, centre, zoom, here, onMove, onPick }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [atlas, setAtlas] = useState<World | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [drag, setDrag] = useState<{ x: number; y: number; dx: number; dy: number } | null>(null);
  const height = Math.round(Math.max(190, Math.min(540, width * 0.44)));
  const detail = zoom >= FINE_FROM ? "fine" : "coarse";

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    let wanted = true;
    world(detail).then(
      (found) => wanted && setAtlas(found),
      (problem: Error) => wanted && setError(problem),
    );
    return () => {
      wanted = false;
    };
  }, [detail]);

  const projection = useMemo(() => (width ? inhabited(width, height) : null), [width, height]);
  const drawn = useMemo(() => {
    if (!projection || !atlas) return null;
    const path = geoPath(projection).digits(2);
    return { sphere: path({ type: "Sphere" }) ?? "", net: path(geoGraticule10()) ?? "", land: path(atlas.land) ?? "", borders: path(atlas.borders) ?? "", disputed: path(atlas.disputed) ?? "" };
  }, [projection, atlas]);
  const middle = projection?.(centre ? [centre[1], centre[0]] : [10, 18]) ?? [width / 2, height / 2];
  const k = Math.max(1, Math.min(NEAREST, zoom));
  const free = k === 1 && !centre;
  const [x, y] = free ? [0, 0] : [width / 2 - k * middle[0] + (drag?.dx ?? 0), height / 2 - k * middle[1] + (drag?.dy ?? 0)];

  const clusters = useMemo(() => {
    if (!projection) return [];
    return cluster(places, (lon, lat) => {
      const at = projection([lon, lat]);
      return at ? [at[0] * k, at[1] * k] : null;
    });
  }, [places, projection, k]);
  const visible = clusters.filter((each) => each.x + x > -30 && each.x + x < width + 30 && each.y + y > -30 && each.y + y < height + 30);

  const centreAt = (px: number, py: number): [number, number] | null => {
    const at = projection?.invert?.([(px - x) / k, (py - y) / k]);
    return at && Number.isFinite(at[0]) && Number.isFinite(at[1]) ? [Math.round(at[1] * 100) / 100, Math.round(at[0] * 100) / 100] : null;
  };
  const move = (dx: number, dy: number, factor: number) => {
    const next = Math.max(1, Math.min(NEAREST, k * factor));
    const to = centreAt(width / 2 + dx, height / 2 + dy);
    if (to) onMove(to, Math.round(next * 100) / 100);
  };

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    // Only with Ctrl (or a pinch, which says the same): the wheel alone scrolls the page.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      move(0, 0, event.deltaY < 0 ? 1.25 : 0.8);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  });

  return (
    <div class="map" ref={host} style={{ minHeight: `${height}px` }}>
      {error ? <Failure error={error} /> : null}
      {drawn && width ? (
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label="Map of events. The list of places has the same."
          onPointerDown={(event) => {
            if (event.button === 0 && !(event.target as Element).closest(".spot")) {
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ x: event.clientX, y: event.clientY, dx: 0, dy: 0 });
            }
          }}
          onPointerMove={(event) => drag && setDrag({ ...drag, dx: event.clientX - drag.x, dy: event.clientY - drag.y })}
          onPointerUp={() => {
            if (drag && Math.abs(drag.dx) + Math.abs(drag.dy) > 4) {
              const to = centreAt(width / 2 - (free ? drag.dx : 0), height / 2 - (free ? drag.dy : 0));
              if (to) onMove(to, k);
            }
            setDrag(null);
          }}
          onPointerCancel={() => setDrag(null)}
        >
          <g transform={`translate(${x},${y}) scale(${k})`}>
            <path class="sea" d={drawn.sphere} />
            <path class="net" d={drawn.net} />
            <path class="land" d={drawn.land} />
            <path class="border" d={drawn.borders} />
            <path class="border disputed" d={drawn.disputed} />
          </g>
          <g transform={`translate(${x},${y})`}>
            {[...visible].slice(0, MOST_CIRCLES).map((each) => (
              <Spot key={placeKey(each.places[0] as PlaceItem)} cluster={each} chosen={each.places.some((place) => placeKey(place) === here)} onPick={onPick} />
            ))}
            {labelled(visible, here, width - x).map((each) => (
              <text key={`${each.x},${each.y}`} class="spot-name" aria-hidden="true" x={each.x + each.radius + (each.places.some((place) => placeKey(place) === here) ? 9 : 4)} y={each.y + 4}>
                {plain(each.places[0]?.name ?? "", 28)}
              </text>
            ))}
          </g>
        </svg>
      ) : null}
      <div class="map-buttons" role="group" aria-label="Move the map">
        <button type="button" aria-label="Nearer" onClick={() => move(0, 0, 1.6)}>+</button>
        <button type="button" aria-label="Farther" onClick={() => move(0, 0, 1 / 1.6)}>−</button>
        <button type="button" aria-label="West" onClick={() => move(-width / 5, 0, 1)}>←</button>
        <button type="button" aria-label="North" onClick={() => move(0, -height / 5, 1)}>↑</button>
        <button type="button" aria-label="South" onClick={() => move(0, height / 5, 1)}>↓</button>
        <button type="button" aria-label="East" onClick={() => move(width / 5, 0, 1)}>→</button>
      </div>
    </div>
  );
}

function Spot({ cluster: each, chosen, onPick }: { cluster: Cluster; chosen: boolean; onPick: (cluster: Cluster) => void }) {
  const name = `${plain(each.places[0]?.name ?? "", 60)}${each.places.length > 1 ? ` and ${plural(each.places.length - 1, "place")} near it` : ""}, ${plural(each.events, "event")}, mean score ${score(each.score)}`;
  return (
    <g
      class={`spot ${each.score > 0.5 ? "up" : each.score < -0.5 ? "down" : "even"} ${chosen ? "chosen" : ""}`}
      role="button"
      tabIndex={0}
      aria-label={name}
      aria-pressed={chosen}
      transform={`translate(${each.x},${each.y})`}
      onClick={() => onPick(each)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          onPick(each);
        }
      }}
    >
      <circle class="halo" r={each.radius + 4} />
      <circle class="dot" r={each.radius} />
      {each.radius > 7 ? <text aria-hidden="true" dy="0.35em">{short(each.events)}</text> : null}
      <title>{name}</title>
    </g>
  );
}

/** The chosen and the biggest clusters whose names neither stand in each other's way nor reach beyond the right edge. */
function labelled(clusters: Cluster[], here: string | null, right: number): Cluster[] {
  const first = (each: Cluster) => (each.places.some((place) => placeKey(place) === here) ? 1 : 0);
  const sorted = [...clusters].sort((a, b) => first(b) - first(a) || b.events - a.events).slice(0, 60);
  const boxes: [number, number, number, number][] = clusters.slice(0, MOST_CIRCLES).map((each) => [each.x - each.radius, each.y - each.radius, each.x + each.radius, each.y + each.radius]);
  const kept: Cluster[] = [];
  for (const each of sorted) {
    if (kept.length >= 14) break;
    const left = each.x + each.radius + 4;
    const box: [number, number, number, number] = [left, each.y - 9, left + Math.min(28, each.places[0]?.name.length ?? 0) * 6.6, each.y + 7];
    if (box[2] > right || boxes.some(([x0, y0, x1, y1]) => x0 < box[2] && x1 > box[0] && y0 < box[3] && y1 > box[1])) continue;
    boxes.push(box);
    kept.push(each);
  }
  return kept;
}
