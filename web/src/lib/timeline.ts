/** How many events fit a question in each period. */

import { isoDay, seconds } from "./format";
import { EVERY, nextPeriod, periodStarts } from "./periods";
import type { Timeline } from "./types";

const MOST_BARS = 120;

export interface Bars {
  every: string;
  starts: number[];
  counts: number[];
}

/** The finest step with few enough bars. */
export const barsFor = (since: string, until: string): string =>
  EVERY.find((every) => (seconds(until) - seconds(since)) / 86400 <= { day: 1, week: 7, month: 31, quarter: 92, year: 366 }[every] * MOST_BARS) ?? "year";

/** The periods from a day to a day, also those without an event. */
export function align(answer: Timeline, since: string, until: string): Bars {
  const counts = new Map(answer.periods.map((each) => [each.start, each.events]));
  const starts = periodStarts(since, until, answer.every);
  return { every: answer.every, starts, counts: starts.map((at) => counts.get(isoDay(at)) ?? 0) };
}

export const middle = (start: number, every: string): number => (start + nextPeriod(start, every)) / 2;
