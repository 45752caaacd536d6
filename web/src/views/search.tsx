/** Search: events and statements by words, actors, type, status, speaker, place and dates. */

import { useEffect, useState } from "preact/hooks";
import { query, usePages } from "../lib/api";
import { count, plural } from "../lib/format";
import { dayOf } from "../lib/periods";
import { Link, useRouter } from "../lib/router";
import { words } from "../lib/text";
import type { EventItem, Meta, StatementItem } from "../lib/types";
import { ActorPicker } from "../parts/actors";
import { Empty, Failure, Loading, More, Share, Title } from "../parts/basics";
import { EventRow, StatementRow } from "../parts/rows";

const EVENT_KEYS = ["text", "actor", "recipient", "type", "status", "said_by", "place", "since", "until", "min_confidence"];
const STATEMENT_KEYS = ["text", "speaker", "about", "since", "until"];

export function Search({ meta }: { meta: Meta }) {
  const { params, set } = useRouter();
  const what = params.get("in") === "statements" ? "statements" : "events";
  const keys = what === "events" ? EVENT_KEYS : STATEMENT_KEYS;
  const asked = Object.fromEntries(keys.map((key) => [key, params.get(key)]));
  const any = keys.some((key) => params.get(key));
  const all = new URLSearchParams(params);
  const tab = (name: string | null) => {
    const next = new URLSearchParams(all);
    if (name) next.set("in", name);
    else next.delete("in");
    return `/search${next.size ? `?${next}` : ""}`;
  };
  return (
    <>
      <Title name="Search">Search</Title>
      <search class="card search-form">
        <Words label={what === "events" ? "Words in the title or the evidence" : "Words of what was said"} value={params.get("text") ?? ""} onChange={(text) => set({ text }, { replace: true })} />
        <div class="controls">
          {what === "events" ? (
            <>
              <ActorPicker label="Actor" value={params.get("actor")} onPick={(actor) => set({ actor })} />
              <ActorPicker label="Recipient" value={params.get("recipient")} onPick={(recipient) => set({ recipient })} />
              <Choice label="Type" value={params.get("type")} values={meta.types.map((type) => type.name)} onPick={(type) => set({ type })} />
              <Choice label="Status" value={params.get("status")} values={meta.statuses} onPick={(status) => set({ status })} />
              <ActorPicker label="According to" value={params.get("said_by")} onPick={(said_by) => set({ said_by })} />
              <ActorPicker label="Country of the place" kinds={["country"]} value={params.get("place")} onPick={(place) => set({ place })} />
            </>
          ) : (
            <>
              <ActorPicker label="Speaker" value={params.get("speaker")} onPick={(speaker) => set({ speaker })} />
              <ActorPicker label="About" value={params.get("about")} onPick={(about) => set({ about })} />
            </>
          )}
          <label class="field">
            <span>From</span>
            <input type="date" value={params.get("since") ?? ""} onChange={(event) => set({ since: dayOf(event.currentTarget.value) })} />
          </label>
          <label class="field">
            <span>To</span>
            <input type="date" value={params.get("until") ?? ""} onChange={(event) => set({ until: dayOf(event.currentTarget.value) })} />
          </label>
          {what === "events" ? (
            <label class="field">
              <span>Order</span>
              <select value={params.get("order") === "oldest" ? "oldest" : ""} onChange={(event) => set({ order: event.currentTarget.value })}>
                <option value="">Newest first</option>
                <option value="oldest">Oldest first</option>
              </select>
            </label>
          ) : null}
          {any ? (
            <Link class="quiet" to={what === "events" ? "/search" : "/search?in=statements"}>
              Clear
            </Link>
          ) : null}
        </div>
      </search>
      <div class="section-head">
        <nav class="tabs" aria-label="What to search">
          <Link to={tab(null)} aria-current={what === "events" ? "page" : undefined}>
            Events
          </Link>
          <Link to={tab("statements")} aria-current={what === "statements" ? "page" : undefined}>
            Statements
          </Link>
        </nav>
        <Share to={location.pathname + location.search} what="this search" />
      </div>
      {what === "events" ? <Events key="events" path={`/api/events${query({ ...asked, order: params.get("order") === "oldest" ? "oldest" : "newest", limit: 30 })}`} /> : <Statements key="statements" path={`/api/statements${query({ ...asked, limit: 30 })}`} />}
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

export function Choice({ label, value, values, onPick }: { label: string; value: string | null; values: string[]; onPick: (value: string | null) => void }) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onPick(event.currentTarget.value || null)}>
        <option value="">Any</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

const found = (list: { items: unknown[] | null; total: number | null; more: unknown }, one: string): string =>
  !list.items ? "" : list.total !== null ? `${plural(list.total, one)} found` : list.more ? `The first ${count(list.items.length)}` : `${plural(list.items.length, one)} found`;

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
