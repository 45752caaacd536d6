/** Numbers and dates in the reader's locale. Days are days: they are never moved by a time zone. */

const locale: string[] | undefined = navigator.languages?.length ? [...navigator.languages] : undefined;

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const dayLong = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const dayShort = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const monthLong = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
const yearOnly = new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" });
const listOf = new Intl.ListFormat(locale, { type: "conjunction" });

const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 2 });
export const short = (value: number): string => compact.format(value);
export const count = (value: number): string => whole.format(value);
export const score = (value: number): string => signed.format(value);
export const percent = (value: number): string => share.format(value);
export const list = (values: string[]): string => listOf.format(values);

export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** An ISO day, month or year in words; what is none comes back as it is. */
export function day(value: string | null | undefined, style: "long" | "short" = "short"): string {
  if (!value) return "no date";
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value);
  if (!found) return value.slice(0, 40);
  const when = new Date(Date.UTC(Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1)));
  if (Number.isNaN(when.valueOf())) return value.slice(0, 40);
  if (!found[2]) return yearOnly.format(when);
  if (!found[3]) return monthLong.format(when);
  return (style === "long" ? dayLong : dayShort).format(when);
}

export function days(first: string | null, last: string | null): string {
  if (!first || !last || first === last) return day(first ?? last);
  const [from, to] = [new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)];
  if (Number.isNaN(from.valueOf()) || Number.isNaN(to.valueOf()) || to < from) return `${day(first)} to ${day(last)}`;
  return dayShort.formatRange(from, to);
}

/** Seconds since 1970 of an ISO day, and back. */
export const seconds = (value: string): number => Date.parse(`${value.slice(0, 10)}T00:00:00Z`) / 1000;
export const isoDay = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10);

/** The name of a period that starts on a day. */
export function period(start: string, every: string): string {
  const at = new Date(`${start}T00:00:00Z`);
  if (every === "year") return yearOnly.format(at);
  if (every === "month") return monthLong.format(at);
  if (every === "quarter") return dayShort.formatRange(at, new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 3, 0)));
  if (every === "week") return dayShort.formatRange(at, new Date(at.valueOf() + 6 * 86400e3));
  return dayLong.format(at);
}
