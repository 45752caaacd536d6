/** Search: events, statements and stories by words, actors, type, status, speaker, stance, place and dates. */

import { useEffect, useState } from "preact/hooks";
import { query, usePages } from "../lib/api";
import { count, plural } from "../lib/format";
import { dayOf } from "../lib/periods";
import { Link, useRouter } from "../lib/router";
import { words } from "../lib/text";
import type { EventItem, Meta, StatementItem, Story } from "../lib/types";
import { ActorPicker } from "../parts/actors";
import { Empty, Failure, Loading, More, NoReports, Share, Title } from "../parts/basics";
import { EventRow, StatementRow, StoryRow } from "../parts/rows";

const KEYS = {
  events: ["text", "actor", "recipient", "type", "status", "said_by", "place", "since", "until", "min_confidence", "disputed"],
  statements: ["text", "speaker", "about", "stance", "kind", "since", "until"],
  stories: ["text", "actor", "recipient", "type", "since", "until", "disputed"],
};
const LABELS = { events: "Words in the title or the evidence", statements: "Words of what was said", stories: "Words in a title or a sentence that reports it" };
const TABS = [
  ["events", "Events"],
  ["statements", "Statements"],
  ["stories", "Stories"],
] as const;
const KINDS = ["direct", "mixed", "indirect"];

export function Search({ meta }: { meta: Meta }) {
  const { params, set } = useRouter();
  const what = TABS.find(([name]) => name === params.get("in"))?.[0] ?? "events";
  const keys = KEYS[what];
  const asked = Object.fromEntries(keys.map((key) => [key, params.get(key)]));
  const any = keys.some((key) => params.get(key));
  const order = params.get("order") === "oldest" ? "oldest" : "newest";
  const all = new URLSearchParams(params);
  const tab = (name: keyof typeof KEYS) => {
    const next = new URLSearchParams(all);
    if (name === "events") next.delete("in");
    else next.set("in", name);
    return `/search${next.size ? `?${next}` : ""}`;
  };
  return (
    <>
      <Title name="Search">Search</Title>
      <search class="card search-form">
        <Words label={LABELS[what]} value={params.get("text") ?? ""} onChange={(text) => set({ text }, { replace: true })} />
        <div class="controls">
          {what === "statements" ? (
            <>
              <ActorPicker label="Speaker" value={params.get("speaker")} onPick={(speaker) => set({ speaker })} />
              <ActorPicker label="About" value={params.get("about")} onPick={(about) => set({ about })} />
              <Choice label="Stance" value={params.get("stance")} values={meta.stances} onPick={(stance) => set({ stance })} />
              <Choice label="In quotation marks" value={params.get("kind")} values={KINDS} names={{ direct: "All of it", mixed: "A part of it", indirect: "Nothing" }} onPick={(kind) => set({ kind })} />
            </>
          ) : (
            <>
              <ActorPicker label="Actor" value={params.get("actor")} onPick={(actor) => set({ actor })} />
              <ActorPicker label="Recipient" value={params.get("recipient")} onPick={(recipient) => set({ recipient })} />
              <Choice label="Type" value={params.get("type")} values={meta.types.map((type) => type.name)} onPick={(type) => set({ type })} />
            </>
          )}
          {what === "events" ? (
            <>
              <Choice label="Status" value={params.get("status")} values={meta.statuses} onPick={(status) => set({ status })} />
              <ActorPicker label="According to" value={params.get("said_by")} onPick={(said_by) => set({ said_by })} />
              <ActorPicker label="Country of the place" kinds={["country"]} value={params.get("place")} onPick={(place) => set({ place })} />
            </>
          ) : null}
          <label class="field">
            <span>From</span>
            <input type="date" value={params.get("since") ?? ""} onChange={(event) => set({ since: dayOf(event.currentTarget.value) })} />
          </label>
          <label class="field">
            <span>To</span>
            <input type="date" value={params.get("until") ?? ""} onChange={(event) => set({ until: dayOf(event.currentTarget.value) })} />
          </label>
          <label class="field">
            <span>Order</span>
            <select value={params.get("order") === "oldest" ? "oldest" : ""} onChange={(event) => set({ order: event.currentTarget.value })}>
              <option value="">Newest first</option>
              <option value="oldest">Oldest first</option>
            </select>
          </label>
          {what === "statements" ? null : (
            <label class="check">
              <input type="checkbox" checked={params.get("disputed") === "true"} onChange={(event) => set({ disputed: event.currentTarget.checked ? "true" : null })} />
              <span>{what === "events" ? "Only where sources disagree" : "Only where reports differ"}</span>
            </label>
          )}
          {any ? (
            <Link class="quiet" to={what === "events" ? "/search" : `/search?in=${what}`}>
              Clear
            </Link>
          ) : null}
        </div>
      </search>
      <div class="section-head">
        <nav class="tabs" aria-label="What to search">
          {TABS.map(([name, shown]) => (
            <Link key={name} to={tab(name)} aria-current={what === name ? "page" : undefined}>
              {shown}
            </Link>
          ))}
        </nav>
        <Share to={location.pathname + location.search} what="this search" />
      </div>
      {meta.articles ? null : <NoReports />}
      {what === "events" && meta.articles ? <Events path={`/api/events${query({ ...asked, order, limit: 30 })}`} /> : null}
      {what === "statements" && meta.articles ? <Statements path={`/api/statements${query({ ...asked, order, limit: 30 })}`} /> : null}
      {what === "stories" && meta.articles ? <Stories meta={meta} path={`/api/stories${query({ ...asked, order, limit: 30 })}`} /> : null}
    </>
  );
}

/** The words looked for; the address follows a moment after the typing. */
function Words({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const wait = setTimeout(() => onChange(text), 250);
    return () => clearTimeout(wait);
  }, [text]);
  return (
    <label class="field words">
      <span>{label}</span>
      <input type="search" maxLength={200} value={text} onInput={(event) => setText(event.currentTarget.value)} />
    </label>
  );
}

export function Choice({ label, value, values, names = {}, onPick }: { label: string; value: string | null; values: string[]; names?: Record<string, string>; onPick: (value: string | null) => void }) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onPick(event.currentTarget.value || null)}>
        <option value="">Any</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {names[each] ?? words(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

const found = (list: { items: unknown[] | null; total: number | null; more: unknown }, one: string, many = `${one}s`): string =>
  !list.items ? "" : list.total !== null ? `${plural(list.total, one, many)} found` : list.more ? `The first ${count(list.items.length)}` : `${plural(list.items.length, one, many)} found`;

function Events({ path }: { path: string }) {
  const list = usePages<EventItem>(path);
  return (
    <section aria-label="Events found" aria-busy={list.loading}>
      <p class="soft" role="status">{found(list, "event")}</p>
      {list.error ? <Failure error={list.error} again={list.again} /> : null}
      {list.items?.length ? (
        <ul class="rows">
          {list.items.map((item) => (
            <EventRow key={item.event.id} item={item} />
          ))}
        </ul>
      ) : list.items ? (
        <Empty title="No event fits all of these.">Take one condition away, or make the time longer.</Empty>
      ) : list.error ? null : (
        <Loading what="events" />
      )}
      <More list={list} what="events" />
    </section>
  );
}

function Statements({ path }: { path: string }) {
  const list = usePages<StatementItem>(path);
  return (
    <section aria-label="Statements found" aria-busy={list.loading}>
      <p class="soft" role="status">{found(list, "statement")}</p>
      {list.error ? <Failure error={list.error} again={list.again} /> : null}
      {list.items?.length ? (
        <ul class="rows">
          {list.items.map((item, at) => (
            <StatementRow key={at} item={item} />
          ))}
        </ul>
      ) : list.items ? (
        <Empty title="Nobody is quoted with all of these.">Take one condition away, or make the time longer.</Empty>
      ) : list.error ? null : (
        <Loading what="statements" />
      )}
      <More list={list} what="statements" />
    </section>
  );
}

function Stories({ path, meta }: { path: string; meta: Meta }) {
  const list = usePages<Story>(path);
  const quads = new Map(meta.types.map((type) => [type.name, type.quad]));
  return (
    <section aria-label="Stories found" aria-busy={list.loading}>
      <h2 class="unseen">Stories found</h2>
      <p class="soft" role="status">{found(list, "story", "stories")}</p>
      {list.error ? <Failure error={list.error} again={list.again} /> : null}
      {list.items?.length ? (
        <ul class="rows">
          {list.items.map((story) => (
            <StoryRow key={story.id} story={story} quad={quads.get(story.type) ?? 0} />
          ))}
        </ul>
      ) : list.items ? (
        <Empty title="No story fits all of these.">Take one condition away, or make the time longer.</Empty>
      ) : list.error ? null : (
        <Loading what="stories" />
      )}
      <More list={list} what="stories" />
    </section>
  );
}
