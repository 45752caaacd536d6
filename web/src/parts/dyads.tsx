/** How two actors deal with each other over time: scores with their intervals, counts by class, both as a table too. */

import { useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import { count, isoDay, period, score } from "../lib/format";
import { nextPeriod, periodStarts } from "../lib/periods";
import { colour } from "../lib/theme";
import type { Dyad, DyadPeriod } from "../lib/types";
import { Plot } from "./plot";

interface Props {
  there: Dyad;
  back: Dyad;
  names: [string, string];
  since: string;
  until: string;
  every: string;
  onBrush: (since: string, until: string) => void;
}

type Row = DyadPeriod | null;

const total = (row: Row): number =>
  row ? row.verbal_cooperation + row.material_cooperation + row.verbal_conflict + row.material_conflict : 0;

function align(dyad: Dyad, starts: number[]): Row[] {
  const byDay = new Map(dyad.periods.map((each) => [each.start.slice(0, 10), each]));
  return starts.map((at) => byDay.get(isoDay(at)) ?? null);
}

export function DyadPlots({ there, back, names, since, until, every, onBrush }: Props) {
  const [hover, setHover] = useState<number | null>(null);
  const shape = useMemo(() => {
    const starts = periodStarts(since, until, every);
    // A mark stands in the middle of its period.
    const middles = starts.map((at) => (at + nextPeriod(at, every)) / 2);
    return { starts, middles, there: align(there, starts), back: align(back, starts) };
  }, [there, back, since, until, every]);
  const scores = useMemo<uPlot.AlignedData>(
    () => [shape.middles, shape.there.map((row) => (total(row) ? (row?.mean_score ?? null) : null)), shape.back.map((row) => (total(row) ? (row?.mean_score ?? null) : null))],
    [shape],
  );
  const most = Math.max(3, ...[...shape.there, ...shape.back].flatMap((row) => (row ? [row.verbal_cooperation + row.material_cooperation, row.verbal_conflict + row.material_conflict] : [])));
  const shared = { every, onBrush, onHover: setHover, sync: "dyad" };
  const [first, second] = names;
  return (
    <div class="dyads">
      <figure>
        <figcaption>
          <h2>Score</h2>
          <span class="soft lead-note">−10 is conflict, +10 cooperation; a bar is the interval</span>
          <span class="key key-there">{first} towards {second}</span>
          <span class="key key-back">{second} towards {first}</span>
        </figcaption>
        <Plot
          {...shared}
          label={`Mean score from −10, conflict, to 10, cooperation, with its interval, of ${first} towards ${second} and of ${second} towards ${first}, by ${every}. The table below has the same figures; the fields From and To narrow the time as a drag does.`}
          height={210}
          data={scores}
          range={[-10.4, 10.4]}
          tick={(value) => (value === 0 ? "0" : score(value).replace(/[.,]0$/, ""))}
          series={() => [UNDRAWN, UNDRAWN]}
          draw={(u) => drawIntervals(u, [shape.there, shape.back], [colour("--there"), colour("--back")])}
          showTime={false}
        />
      </figure>
      <Counts {...shared} rows={shape.there} middles={shape.middles} most={most} title={`${first} towards ${second}`} last={false} />
      <Counts {...shared} rows={shape.back} middles={shape.middles} most={most} title={`${second} towards ${first}`} last />
      <Readout {...shape} names={names} every={every} at={hover} />
      <DyadTable {...shape} names={names} every={every} />
    </div>
  );
}

/** The scores are drawn by `drawIntervals`; uPlot scales them and finds the nearest. */
const UNDRAWN: uPlot.Series = { stroke: "transparent", width: 0, points: { show: false } };

/** Each score as a dot with a whisker from its low to its high end, neighbours joined; the two directions stand side by side. */
function drawIntervals(u: uPlot, sides: Row[][], colours: string[]): void {
  const { ctx } = u;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.lineCap = "round";
  sides.forEach((rows, side) => {
    ctx.strokeStyle = ctx.fillStyle = colours[side] ?? "";
    let before: [number, number] | null = null;
    rows.forEach((row, index) => {
      const at = u.data[0][index];
      if (!row || !total(row) || row.mean_score === null || at === undefined) {
        before = null;
        return;
      }
      const x = u.valToPos(at, "x", true) + (side ? 3 : -3) * ratio;
      if (row.low !== null && row.high !== null) {
        ctx.globalAlpha = 0.26;
        ctx.lineWidth = 4 * ratio;
        ctx.beginPath();
        ctx.moveTo(x, u.valToPos(Math.max(-10, row.low), "y", true));
        ctx.lineTo(x, u.valToPos(Math.min(10, row.high), "y", true));
        ctx.stroke();
      }
      const y = u.valToPos(row.mean_score, "y", true);
      ctx.globalAlpha = 1;
      ctx.lineWidth = 1.75 * ratio;
      if (before) {
        ctx.beginPath();
        ctx.moveTo(...before);
        ctx.lineTo(x, y);
        ctx.stroke();
      }
      before = [x, y];
      ctx.beginPath();
      ctx.arc(x, y, 3.4 * ratio, 0, 2 * Math.PI);
      ctx.fill();
    });
  });
  ctx.restore();
}

interface CountsProps {
  rows: Row[];
  middles: number[];
  most: number;
  title: string;
  last: boolean;
  every: string;
  sync: string;
  onBrush: (since: string, until: string) => void;
  onHover: (index: number | null) => void;
}

function Counts({ rows, middles, most, title, last, ...shared }: CountsProps) {
  // Each bar starts at zero: the whole first, the material part over it.
  const data = useMemo<uPlot.AlignedData>(
    () => [
      middles,
      rows.map((row) => (row ? row.verbal_cooperation + row.material_cooperation : null)),
      rows.map((row) => row?.material_cooperation ?? null),
      rows.map((row) => (row ? -(row.verbal_conflict + row.material_conflict) : null)),
      rows.map((row) => (row ? -row.material_conflict : null)),
    ],
    [rows, middles],
  );
  return (
    <figure>
      <figcaption>
        <h3>{title}</h3>
        {last ? null : (
          <>
            <span class="key key-vc">verbal</span>
            <span class="key key-mc">material cooperation</span>
            <span class="key key-vx">verbal</span>
            <span class="key key-mx">material conflict</span>
          </>
        )}
      </figcaption>
      <Plot
        {...shared}
        label={`Number of events of ${title} by ${shared.every}: cooperation upwards, conflict downwards. The table below has the same figures; the fields From and To narrow the time as a drag does.`}
        height={last ? 172 : 132}
        data={data}
        range={[-most, most]}
        tick={(value) => (Number.isInteger(value) ? count(Math.abs(value)) : "")}
        series={() => ["--vc", "--mc", "--vx", "--mx"].map(bar)}
        showTime={last}
      />
    </figure>
  );
}

const bar = (name: string): uPlot.Series => {
  const paths = uPlot.paths.bars?.({ size: [0.72, 26], radius: 0.12 });
  return { fill: colour(name), stroke: colour(name), width: 0, points: { show: false }, ...(paths ? { paths } : {}) };
};

interface Shape {
  starts: number[];
  there: Row[];
  back: Row[];
  names: [string, string];
  every: string;
}

function Readout({ starts, there, back, names, every, at }: Shape & { at: number | null }) {
  const start = at === null ? undefined : starts[at];
  if (at === null || start === undefined) return <p class="readout soft">Drag over a chart to look at a shorter time, or set From and To above.</p>;
  const say = (row: Row) => (row && total(row) ? `${count(total(row))}${row.mean_score === null ? "" : ` at ${score(row.mean_score)}`}` : "none");
  return (
    <p class="readout">
      <strong>{period(isoDay(start), every)}</strong>
      <span class="key key-there">{names[0]}: {say(there[at] ?? null)}</span>
      <span class="key key-back">{names[1]}: {say(back[at] ?? null)}</span>
    </p>
  );
}

function DyadTable({ starts, there, back, names, every }: Shape) {
  const rows = starts.flatMap((at, index) =>
    [there[index], back[index]].flatMap((row, side) => (row && total(row) ? [{ at, row, side }] : [])),
  );
  return (
    <details class="as-table">
      <summary>The charts as a table</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="The charts as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Direction</th>
              <th scope="col">Score</th>
              <th scope="col">Interval</th>
              <th scope="col">Verbal cooperation</th>
              <th scope="col">Material cooperation</th>
              <th scope="col">Verbal conflict</th>
              <th scope="col">Material conflict</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 1000).map(({ at, row, side }) => (
              <tr key={`${at}-${side}`}>
                <th scope="row">{period(isoDay(at), every)}</th>
                <td>{side ? `${names[1]} towards ${names[0]}` : `${names[0]} towards ${names[1]}`}</td>
                <td>{row.mean_score === null ? "–" : score(row.mean_score)}</td>
                <td>{row.low === null || row.high === null ? "–" : `${score(row.low)} to ${score(row.high)}`}</td>
                <td>{count(row.verbal_cooperation)}</td>
                <td>{count(row.material_cooperation)}</td>
                <td>{count(row.verbal_conflict)}</td>
                <td>{count(row.material_conflict)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > 1000 ? <p class="soft">The first {count(1000)} rows of {count(rows.length)}.</p> : null}
    </details>
  );
}
