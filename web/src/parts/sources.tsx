/** Whose word it is: those who pass something on, those who disagree, and what a cue makes of what is said. */

import { percent } from "../lib/format";
import { Link, useRouter } from "../lib/router";
import { clip, words } from "../lib/text";
import type { ActorMention, Position, Statement } from "../lib/types";
import { Mention } from "./actors";
import { StatusTag, Text } from "./basics";

const MOST = 12;

/** The address of the same view with a statement shown in the text; an event that is chosen stays so. */
export function hearing(params: URLSearchParams, start: number): string {
  const next = new URLSearchParams(params);
  next.set("said", String(start));
  return `${location.pathname}?${next}`;
}

/** Who passes on what another says, the nearest to that one first. */
export function Via({ of }: { of: ActorMention[] | undefined }) {
  if (!of?.length) return null;
  return (
    <span class="via">
      {[...of].reverse().slice(0, MOST).map((each, at) => (
        <span key={at}>
          {at ? ", " : ""}via <Mention actor={each} />
        </span>
      ))}
    </span>
  );
}

/** Kind, and stance where the cue takes one. */
export function Manner({ statement }: { statement: Statement }) {
  const stance = statement.stance ?? "neutral";
  return (
    <>
      <span class="kind">{words(statement.kind)}</span>
      {stance === "neutral" ? null : <span class={`stance stance-${/^[a-z]+$/.test(stance) ? stance : "none"}`}>{words(stance)}</span>}
    </>
  );
}

const nameOf = (position: Position): string => (position.said_by ? clip(position.said_by.name ?? position.said_by.text, 40) : "the report");

/** In a row: that sources disagree, and who says what. */
export function Disputed({ positions }: { positions: Position[] | undefined }) {
  if (!positions?.length) return null;
  return (
    <span class="dispute">
      Sources disagree:{" "}
      {positions.slice(0, 4).map((each, at) => (
        <span key={at}>
          {at ? "; " : ""}
          <Text most={60}>{nameOf(each)}</Text>: {words(each.status).toLowerCase()}
        </span>
      ))}
    </span>
  );
}

/** In the fields of an event: every source with its status, and the words that hold it, which lead to their place in the text. */
export function Positions({ of }: { of: Position[] }) {
  const { params } = useRouter();
  return (
    <ul class="positions">
      {of.slice(0, MOST).map((each, at) => (
        <li key={at}>
          <p>
            {each.said_by ? <Mention actor={each.said_by} /> : <span class="nobody">The report itself</span>} <StatusTag status={each.status} /> <span class="soft">certainty {percent(each.certainty)}</span>
          </p>
          {each.statement ? (
            <Link to={hearing(params, each.statement.start)} replace title="Show it in the text">
              <q><Text most={300}>{each.statement.text}</Text></q>
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
