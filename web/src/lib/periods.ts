/** Cutting time into days, weeks, months, quarters and years; all in UTC. */

import { isoDay, seconds } from "./format";

export const EVERY = ["day", "week", "month", "quarter", "year"] as const;
const MOST_PERIODS = 3000;

const utc = (year: number, month: number, date: number): number => Date.UTC(year, month, date) / 1000;

/** The start of the period that holds an instant. */
export function periodStart(at: number, every: string): number {
  const when = new Date(at * 1000);
  const [year, month, date] = [when.getUTCFullYear(), when.getUTCMonth(), when.getUTCDate()];
  if (every === "year") return utc(year, 0, 1);
  if (every === "quarter") return utc(year, month - (month % 3), 1);
  if (every === "month") return utc(year, month, 1);
  if (every === "week") return utc(year, month, date - ((when.getUTCDay() + 6) % 7));
  return utc(year, month, date);
}

/** The start of the period after the one that starts then. */
export function nextPeriod(start: number, every: string): number {
  const when = new Date(start * 1000);
  const [year, month, date] = [when.getUTCFullYear(), when.getUTCMonth(), when.getUTCDate()];
  if (every === "year") return utc(year + 1, 0, 1);
  if (every === "quarter") return utc(year, month + 3, 1);
  if (every === "month") return utc(year, month + 1, 1);
  return utc(year, month, date + (every === "week" ? 7 : 1));
}

/** All period starts from a day to a day, at most a few thousand. */
export function periodStarts(since: string, until: string, every: string): number[] {
  const starts: number[] = [];
  const last = seconds(until);
  for (let at = periodStart(seconds(since), every); at <= last && starts.length < MOST_PERIODS; at = nextPeriod(at, every)) starts.push(at);
  return starts;
}

/** The step that shows a span of time with some forty to a hundred marks. */
export function stepFor(since: string, until: string): string {
  const length = (seconds(until) - seconds(since)) / 86400;
  if (length > 365 * 25) return "year";
  if (length > 365 * 8) return "quarter";
  if (length > 200) return "month";
  return length > 62 ? "week" : "day";
}

export const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(seconds(text));

/** A day of the address, else null. */
export const dayOf = (text: string | null): string | null => (isDay(text) ? text : null);

/** The last day of the period that holds an instant. */
export const periodEnd = (at: number, every: string): string => isoDay(nextPeriod(periodStart(at, every), every) - 86400);
