/** How many events fit a question in each period: one small question a period, few at a time. */

import { useEffect, useState } from "preact/hooks";
import { get } from "./api";
import { isoDay, seconds } from "./format";
import { EVERY, nextPeriod, periodEnd, periodStarts } from "./periods";
import type { EventItem, Page } from "./types";

const MOST_BARS = 36;
const AT_ONCE = 4;

export interface Bars {
  every: string;
  starts: number[];
  counts: (number | null)[];
}

/** The finest step with few enough bars. */
export function barsFor(since: string, until: string): { every: string; starts: number[] } {
  for (const every of EVERY) {
    if ((seconds(until) - seconds(since)) / 86400 > { day: 1, week: 7, month: 31, quarter: 92, year: 366 }[every] * MOST_BARS) continue;
    return { every, starts: periodStarts(since, until, every).slice(0, MOST_BARS + 1) };
  }
  return { every: "year", starts: periodStarts(since, until, "year").slice(-MOST_BARS) };
}

/** `ask` gives the address that counts the events from a day to a day. */
export function useTimeline(since: string, until: string, filters: string, ask: (since: string, until: string) => string): Bars & { error: Error | null } {
  const [state, setState] = useState<Bars & { error: Error | null }>(() => ({ ...barsFor(since, until), counts: [], error: null }));
  useEffect(() => {
    const stop = new AbortController();
    const { every, starts } = barsFor(since, until);
    const counts: (number | null)[] = starts.map(() => null);
    let next = 0;
    const work = async () => {
      while (next < starts.length && !stop.signal.aborted) {
        const at = next;
        next += 1;
        const start = starts[at] ?? 0;
        const from = isoDay(start) < since ? since : isoDay(start);
        const to = periodEnd(start, every) > until ? until : periodEnd(start, every);
        const page = await get<Page<EventItem>>(ask(from, to), stop.signal);
        counts[at] = page.total;
      }
    };
    Promise.all(Array.from({ length: AT_ONCE }, work)).then(
      () => stop.signal.aborted || setState({ every, starts, counts, error: null }),
      (error: Error) => stop.signal.aborted || setState({ every, starts, counts: [], error }),
    );
    return () => stop.abort();
  }, [since, until, filters]);
  return state;
}

export const middle = (start: number, every: string): number => (start + nextPeriod(start, every)) / 2;
