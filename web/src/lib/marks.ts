/** Cuts a text at the ends of its marks, which may overlap, into pieces that each know the marks over them. */

import type { CodedArticle, EventRecord, Span } from "./types";
import { CodePoints } from "./text";

export type Layer = "trigger" | "actor" | "place" | "time" | "said" | "cue" | "evidence" | "also" | "part";

export const LAYERS = ["actor", "said", "time", "place"] as const;

export interface Mark {
  start: number;
  end: number;
  layer: Layer;
  /** The event of a trigger, the number of a statement. */
  of: string;
}

export interface Piece {
  text: string;
  start: number;
  layers: Layer[];
  /** The event whose trigger this is, and whether it is the trigger's first piece. */
  event: string | null;
  opens: boolean;
}

export const MOST_TEXT = 40_000;
export const MOST_MARKS = 5000;

/** All marks of a coded article that the reader wants to see, those of the chosen event, and those of the chosen statement, which begins at `said`. */
export function marksOf(coded: CodedArticle, chosen: EventRecord | null, hidden: Set<string>, said: number | null): Mark[] {
  const marks: Mark[] = [];
  const add = (span: Span, layer: Layer, of = "") => {
    if (span.end > span.start && marks.length < MOST_MARKS) marks.push({ start: span.start, end: span.end, layer, of });
  };
  if (chosen) {
    add(chosen.evidence, "evidence");
    for (const span of chosen.also) add(span, "also");
    const parts = [...chosen.actors, ...chosen.recipients, chosen.place, chosen.said_by, chosen.date.mention];
    for (const span of [...parts, ...(chosen.chain ?? [])]) if (span) add(span, "part");
    for (const position of chosen.positions ?? []) if (position.statement) add(position.statement, "evidence");
  }
  const heard = said === null ? undefined : coded.statements.find((statement) => statement.content.some((span) => span.start === said));
  for (const span of heard?.content ?? []) add(span, "evidence");
  for (const span of [heard?.speaker, ...(heard?.via ?? [])]) if (span) add(span, "part");
  for (const event of coded.events) add(event.trigger, "trigger", event.id);
  if (!hidden.has("actor")) for (const span of coded.actors) add(span, "actor");
  if (!hidden.has("place")) for (const span of coded.places) add(span, "place");
  if (!hidden.has("time")) for (const span of coded.times) add(span, "time");
  if (!hidden.has("said")) {
    coded.statements.forEach((statement, at) => {
      for (const span of statement.content) add(span, "said", String(at));
      if (statement.cue) add(statement.cue, "cue", String(at));
    });
  }
  return marks;
}

/** The pieces of the first `MOST_TEXT` characters. */
export function piecesOf(points: CodePoints, marks: Mark[]): Piece[] {
  const last = Math.min(points.length, MOST_TEXT);
  const inside = marks.filter((mark) => mark.start >= 0 && mark.start < last);
  const cuts = [...new Set([0, last, ...inside.flatMap((mark) => [mark.start, Math.min(mark.end, last)])])].sort((x, y) => x - y);
  const opening = [...inside].sort((x, y) => x.start - y.start);
  let next = 0;
  let open: Mark[] = [];
  const pieces: Piece[] = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [start, end] = [cuts[at] ?? 0, cuts[at + 1] ?? 0];
    open = open.filter((mark) => mark.end > start);
    for (let mark = opening[next]; mark && mark.start <= start; mark = opening[(next += 1)]) open.push(mark);
    const trigger = open.find((mark) => mark.layer === "trigger");
    pieces.push({
      text: points.slice(start, end),
      start,
      layers: [...new Set(open.map((mark) => mark.layer))],
      event: trigger?.of ?? null,
      opens: trigger?.start === start,
    });
  }
  return pieces;
}
