/** A uPlot over time: drawn anew when its data, width or theme change; a drag chooses a period. */

import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { isoDay } from "../lib/format";
import { periodEnd, periodStart } from "../lib/periods";
import { colour, useShownTheme } from "../lib/theme";

export interface PlotProps {
  /** What the picture shows, for those who do not see it. */
  label: string;
  height: number;
  every: string;
  data: uPlot.AlignedData;
  series: () => uPlot.Series[];
  range: uPlot.Range.MinMax | ((u: uPlot, min: number, max: number) => uPlot.Range.MinMax);
  /** Room for the left axis, the same for plots that stand one above the other. */
  tick: (value: number) => string;
  draw?: (u: uPlot) => void;
  showTime?: boolean;
  sync?: string;
  onBrush?: ((since: string, until: string) => void) | undefined;
  onHover?: ((index: number | null) => void) | undefined;
}

const locale = navigator.languages?.length ? [...navigator.languages] : undefined;
const yearOf = new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" });
const monthOf = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
const dayOf = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
const DAY = 86400;

function timeTicks(_: uPlot, splits: number[], _axis: number, _space: number, step: number): string[] {
  let year = "";
  return splits.map((at) => {
    const when = new Date(at * 1000);
    const now = yearOf.format(when);
    const first = now !== year;
    year = now;
    if (step >= 360 * DAY) return now;
    const name = step >= 27 * DAY ? monthOf.format(when) : dayOf.format(when);
    return first ? `${name}\n${now}` : name;
  });
}

/** Room for the first and the last bar. */
function halfStep(data: uPlot.AlignedData): number {
  const [first, second] = data[0];
  return first !== undefined && second !== undefined ? (second - first) * 0.55 : DAY / 2;
}

export function Plot(props: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const theme = useShownTheme();
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { data, height, every, showTime = true, sync } = props;
  useEffect(() => {
    const element = host.current;
    if (!element || width < 60) return;
    const [ink, line] = [colour("--soft"), colour("--line")];
    const font = "12px 'Source Sans 3 Variable', sans-serif";
    const plot = new uPlot(
      {
        width,
        height,
        padding: [8, 14, showTime ? 0 : 6, 0],
        legend: { show: false },
        tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
        cursor: {
          y: false,
          points: { show: false },
          drag: { x: latest.current.onBrush !== undefined, y: false, setScale: false },
          ...(sync ? { sync: { key: sync, setSeries: false } } : {}),
        },
        scales: { x: { time: true, range: (_, min, max) => [min - halfStep(data), max + halfStep(data)] }, y: { range: latest.current.range } },
        axes: [
          { show: showTime, stroke: ink, font, grid: { show: false }, ticks: { stroke: line, size: 4 }, values: timeTicks, size: 40, space: 64 },
          { stroke: ink, font, size: 44, space: 34, grid: { stroke: line, width: 1 }, ticks: { show: false }, values: (_, ticks) => ticks.map((value) => latest.current.tick(value)) },
        ],
        series: [{}, ...latest.current.series()],
        hooks: {
          draw: [(u) => latest.current.draw?.(u)],
          setCursor: [(u) => latest.current.onHover?.(u.cursor.idx ?? null)],
          setSelect: [
            (u) => {
              const chosen = u.select;
              if (chosen.width > 5) {
                const from = u.posToVal(chosen.left, "x");
                const to = u.posToVal(chosen.left + chosen.width, "x");
                u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
                latest.current.onBrush?.(isoDay(periodStart(from, every)), periodEnd(to, every));
              }
            },
          ],
        },
      },
      data,
      element,
    );
    return () => plot.destroy();
  }, [data, width, height, theme, every, showTime, sync]);

  return <div class="plot" role="img" aria-label={props.label} ref={host} style={{ minHeight: `${height}px` }} />;
}
