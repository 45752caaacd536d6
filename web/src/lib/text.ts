/** Text from reports: hostile, long, and counted in code points where JavaScript counts UTF-16 units. */

/** Turns code-point offsets of a text into offsets of the JavaScript string; a text without astral characters costs nothing. */
export class CodePoints {
  /** Code-point positions of the characters that take two units, in order. */
  private readonly wide: number[] = [];
  readonly length: number;

  constructor(readonly text: string) {
    let point = 0;
    for (let unit = 0; unit < text.length; unit += 1, point += 1) {
      const code = text.charCodeAt(unit);
      if (code >= 0xd800 && code < 0xdc00 && unit + 1 < text.length) {
        const low = text.charCodeAt(unit + 1);
        if (low >= 0xdc00 && low < 0xe000) {
          this.wide.push(point);
          unit += 1;
        }
      }
    }
    this.length = point;
  }

  /** The UTF-16 offset of a code-point offset; beyond the end, the end. */
  unit(point: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] ?? 0) < point) low = middle + 1;
      else high = middle;
    }
    return Math.min(this.text.length, Math.max(0, point) + low);
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

/** At most `most` units of a text, cut between characters, with a sign of the cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return `${text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most)}…`;
}

/** The address where it leads to a web site, else null: nothing else may become a link. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text || text.length > 4000) return null;
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** "CONSULT" -> "Consult", "heavy-weapons" -> "Heavy weapons". */
export function words(name: string): string {
  const plain = clip(name, 80).replace(/[-_]+/g, " ").toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** For places where no markup can isolate: no control or direction characters, one line. */
export const plain = (text: string, most = 160): string =>
  clip(text.slice(0, most * 4).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " "), most);
