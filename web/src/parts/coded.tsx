/** A coded article: its text with everything marked, its events to choose from, and the fields of the chosen one. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { count, plural } from "../lib/format";
import { LAYERS, MOST_MARKS, MOST_TEXT, marksOf, piecesOf } from "../lib/marks";
import { Link, useRouter } from "../lib/router";
import { CodePoints, plain, words } from "../lib/text";
import type { CodedArticle, EventRecord } from "../lib/types";
import { Between, Codes, Mention } from "./actors";
import { Empty, QUADS, StatusTag, Text, TypeTag } from "./basics";
import { EventFields } from "./fields";
import { hearing, Manner, Via } from "./sources";

const LAYER_WORDS: Record<(typeof LAYERS)[number], string> = { actor: "Actors", said: "Statements", time: "Times", place: "Places" };
const MOST_ROWS = 200;

interface Props {
  coded: CodedArticle;
  stories: Record<string, string>;
  /** Whether the article is in the store, so that its parts have addresses to share. */
  stored: boolean;
}

/** The address of the same view with another event chosen. */
function choosing(params: URLSearchParams, id: string | null): string {
  const next = new URLSearchParams(params);
  next.delete("said");
  if (id) next.set("event", id);
  else next.delete("event");
  const text = next.toString();
  return location.pathname + (text ? `?${text}` : "");
}

export function Coded({ coded, stories, stored }: Props) {
  const { params, set } = useRouter();
  const chosen = coded.events.find((event) => event.id === params.get("event")) ?? null;
  const said = params.get("said") === null ? null : Number(params.get("said"));
  const off = params.get("hide") ?? "";
  const hidden = useMemo(() => new Set(off.split(",").filter(Boolean)), [off]);
  const points = useMemo(() => new CodePoints(coded.article.text), [coded]);
  const pieces = useMemo(() => piecesOf(points, marksOf(coded, chosen, hidden, said)), [points, coded, chosen, hidden, said]);
  const byId = useMemo(() => new Map(coded.events.map((event) => [event.id, event])), [coded]);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Come from a list: show the sentence that was promised there.
    const target = body.current?.querySelector(said === null ? ".m-evidence" : `[data-at="${said}"]`);
    if (target && (said !== null || chosen)) target.scrollIntoView({ block: "nearest" });
  }, [chosen?.id, said]);

  return (
    <div class="reader">
      <section class="card text-card" aria-label="The report">
        <fieldset class="layers">
          <legend class="unseen">What is marked in the text</legend>
          {LAYERS.map((layer) => (
            <label key={layer} class={`layer layer-${layer}`}>
              <input
                type="checkbox"
                checked={!hidden.has(layer)}
                onChange={() => set({ hide: LAYERS.filter((each) => (each === layer) !== hidden.has(each)).join(",") }, { replace: true })}
              />
              <span>{LAYER_WORDS[layer]}</span>
            </label>
          ))}
        </fieldset>
        <div class="report" ref={body} lang="en">
          {pieces.map((piece) => {
            const event = piece.event ? byId.get(piece.event) : undefined;
            const classes = piece.layers.map((layer) => `m-${layer}`).join(" ");
            if (!event) return classes ? <span key={piece.start} class={classes} data-at={piece.start}>{piece.text}</span> : piece.text;
            const mine = event.id === chosen?.id;
            return (
              <Link
                key={piece.start}
                to={choosing(params, mine ? null : event.id)}
                replace
                class={`${classes} quad-${QUADS[event.quad] ?? "none"}`}
                data-at={piece.start}
                aria-current={mine ? "true" : undefined}
                tabIndex={piece.opens ? 0 : -1}
                title={`${words(event.type)}, ${event.status}`}
              >
                {piece.text}
              </Link>
            );
          })}
        </div>
        {points.length > MOST_TEXT ? (
          <p class="cut" role="note">
            The report has {count(points.length)} characters; the first {count(MOST_TEXT)} are shown.
          </p>
        ) : null}
        {coded.actors.length + coded.events.length + coded.places.length > MOST_MARKS ? <p class="cut">Only the first {count(MOST_MARKS)} marks are drawn.</p> : null}
        {coded.reason ? <p class="cut"><Text most={300}>{coded.reason}</Text></p> : null}
      </section>
      <div class="found">
        <EventList coded={coded} chosen={chosen} stories={stories} stored={stored} />
        <StatementList coded={coded} said={said} />
        <Found coded={coded} />
      </div>
    </div>
  );
}

function EventList({ coded, chosen, stories, stored }: { coded: CodedArticle; chosen: EventRecord | null; stories: Record<string, string>; stored: boolean }) {
  const { params } = useRouter();
  const detail = useRef<HTMLLIElement>(null);
  const events = coded.events.slice(0, MOST_ROWS);
  if (chosen && !events.includes(chosen)) events.push(chosen);
  return (
    <section aria-labelledby="events-title">
      <div class="section-head">
        <h2 id="events-title">{plural(coded.events.length, "event")}</h2>
        <p class="soft" role="status">
          {chosen ? `${words(chosen.type)} chosen` : coded.events.length ? "Choose one to see its evidence." : ""}
        </p>
      </div>
      {coded.events.length ? (
        <ol class="choices">
          {events.map((event) => {
            const mine = event.id === chosen?.id;
            return (
              <li key={event.id} class={`choice quad-${QUADS[event.quad] ?? "none"} ${mine ? "open" : ""}`} ref={mine ? detail : undefined}>
                <Link to={choosing(params, mine ? null : event.id)} replace class="choice-head" aria-expanded={mine}>
                  <TypeTag type={event.type} mode={event.mode} quad={event.quad} />
                  <Between actors={event.actors} recipients={event.recipients} />
                  {event.positions?.length ? <span class="dispute">Sources disagree</span> : null}
                  <StatusTag status={event.status} />
                </Link>
                {mine ? <EventFields event={event} article={coded.article} story={stories[event.id] ?? null} stored={stored} /> : null}
              </li>
            );
          })}
        </ol>
      ) : (
        <Empty title="No political event was found in this report." />
      )}
      {coded.events.length > MOST_ROWS ? <p class="soft">The first {count(MOST_ROWS)} of {count(coded.events.length)}.</p> : null}
    </section>
  );
}

function StatementList({ coded, said }: { coded: CodedArticle; said: number | null }) {
  const { params } = useRouter();
  if (!coded.statements.length) return null;
  return (
    <section aria-labelledby="statements-title">
      <div class="section-head">
        <h2 id="statements-title">{plural(coded.statements.length, "statement")}</h2>
      </div>
      <ul class="statements">
        {coded.statements.slice(0, MOST_ROWS).map((statement, at) => (
          <li key={at} class={statement.content.some((part) => part.start === said) ? "open" : undefined}>
            <p class="speaker">
              {statement.speaker ? <Mention actor={statement.speaker} /> : <span class="nobody">{plain(statement.reason ?? "speaker not named")}</span>}{" "}
              {statement.cue ? <span class="cue"><Text most={60}>{statement.cue.text}</Text></span> : null}
              <Via of={statement.via} /> <Manner statement={statement} />
            </p>
            <blockquote>
              <Link to={hearing(params, statement.content[0]?.start ?? 0)} replace class="cover" aria-current={statement.content.some((part) => part.start === said) ? "true" : undefined}>
                {statement.content.map((part, index) => (
                  <span key={index}>
                    {index ? " … " : ""}
                    <Text most={500}>{part.text}</Text>
                  </span>
                ))}
              </Link>
            </blockquote>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Actors, places and times as tables: what the marks say, without colours. */
function Found({ coded }: { coded: CodedArticle }) {
  return (
    <details class="as-table">
      <summary>
        {plural(coded.actors.length, "actor mention")}, {plural(coded.places.length, "place")}, {plural(coded.times.length, "time")}
      </summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Mentions">
        <table>
          <thead>
            <tr>
              <th scope="col">Words</th>
              <th scope="col">Kind</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {coded.actors.slice(0, MOST_ROWS).map((each, at) => (
              <tr key={`a${at}`}>
                <th scope="row"><Text most={80}>{each.text}</Text></th>
                <td>Actor</td>
                <td>{each.code ? <><Text most={60}>{each.name}</Text> <Codes code={each.code} sectors={each.sectors} /></> : <Text most={120}>{each.reason ?? "not identified"}</Text>}</td>
              </tr>
            ))}
            {coded.places.slice(0, MOST_ROWS).map((each, at) => (
              <tr key={`p${at}`}>
                <th scope="row"><Text most={80}>{each.text}</Text></th>
                <td>Place</td>
                <td><Text most={120}>{each.name ? [each.name, each.province, each.country].filter(Boolean).join(", ") : (each.reason ?? "not found")}</Text></td>
              </tr>
            ))}
            {coded.times.slice(0, MOST_ROWS).map((each, at) => (
              <tr key={`t${at}`}>
                <th scope="row"><Text most={80}>{each.text}</Text></th>
                <td>Time</td>
                <td><Text most={120}>{each.value ?? each.reason ?? "open"}</Text></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
