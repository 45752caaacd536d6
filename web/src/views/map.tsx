/** Map: where events happened, filtered, with a timeline that narrows it. */

import { useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import { query, useApi, usePages } from "../lib/api";
import { type Cluster, placeKey } from "../lib/clusters";
import { count, isoDay, period, plural } from "../lib/format";
import { dayOf } from "../lib/periods";
import { Link, useRouter } from "../lib/router";
import { colour } from "../lib/theme";
import { align, barsFor, middle } from "../lib/timeline";
import type { EventItem, Meta, PlaceItem, Timeline as Counted } from "../lib/types";
import { ActorPicker } from "../parts/actors";
import { Empty, Failure, Loading, More, Score, Share, Text, Title } from "../parts/basics";
import { Plot } from "../parts/plot";
import { EventRow } from "../parts/rows";
import { WorldMap } from "../parts/worldmap";
import { Choice } from "./search";

const FILTERS = ["actor", "recipient", "type", "status", "since", "until", "story", "text"];
const MOST_PLACES = 500;

function pairOf(text: string | null): [number, number] | null {
  const parts = (text ?? "").split(",").map(Number);
  const [lat, lon] = parts;
  return parts.length === 2 && lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : null;
}

export function MapView({ meta }: { meta: Meta }) {
  const { params, set } = useRouter();
  const asked = Object.fromEntries(FILTERS.map((key) => [key, params.get(key)]));
  const list = usePages<PlaceItem>(`/api/places${query({ ...asked, limit: MOST_PLACES })}`);
  const places = list.items ?? [];
  const here = params.get("here");
  const chosen = places.find((place) => placeKey(place) === here) ?? null;
  const centre = pairOf(params.get("at"));
  const zoom = Math.max(1, Number(params.get("z")) || (centre ? 4 : 1));
  const [near, setNear] = useState<PlaceItem[]>([]);
  const total = places.reduce((sum, place) => sum + place.events, 0);

  const pick = (cluster: Cluster) => {
    setNear(cluster.places.length > 1 ? cluster.places : []);
    set({ here: placeKey(cluster.places[0] as PlaceItem) });
  };
  return (
    <>
      <Title name="Map">Where it happened</Title>
      <div class="controls">
        <ActorPicker label="Actor" value={params.get("actor")} onPick={(actor) => set({ actor })} />
        <ActorPicker label="Recipient" value={params.get("recipient")} onPick={(recipient) => set({ recipient })} />
        <Choice label="Type" value={params.get("type")} values={meta.types.map((type) => type.name)} onPick={(type) => set({ type })} />
        <Choice label="Status" value={params.get("status")} values={meta.statuses} onPick={(status) => set({ status })} />
        <label class="field">
          <span>From</span>
          <input type="date" value={params.get("since") ?? ""} onChange={(event) => set({ since: dayOf(event.currentTarget.value) })} />
        </label>
        <label class="field">
          <span>To</span>
          <input type="date" value={params.get("until") ?? ""} onChange={(event) => set({ until: dayOf(event.currentTarget.value) })} />
        </label>
        {params.size ? <Link class="quiet" to="/map">Whole map</Link> : null}
        <Share to={location.pathname + location.search} what="this map" />
      </div>
      {params.get("story") ? <p class="soft">Only one story. <Link to={`/story/${encodeURIComponent(params.get("story") ?? "")}`}>Read it</Link></p> : null}
      <section class="card map-card" aria-label="Map" aria-busy={list.loading}>
        <WorldMap places={places} centre={centre} zoom={zoom} here={here} onMove={(to, z) => set({ at: to.join(","), z: String(z) }, { replace: true })} onPick={pick} />
        <p class="map-foot soft">
          <span role="status">
            {list.items ? `${plural(total, "event")} at ${plural(places.length, "place")}${list.more ? "; places with fewer events are left out" : ""}` : ""}
          </span>
          <span class="key key-up">cooperation</span>
          <span class="key key-even">both</span>
          <span class="key key-down">conflict</span>
          <span class="key key-disputed">disputed border</span>
        </p>
      </section>
      <Timeline meta={meta} asked={asked} />
      {list.error ? <Failure error={list.error} again={list.again} /> : !list.items ? <Loading what="places" /> : places.length ? null : <Empty title="No event with a known place fits all of these." />}
      <div class="beside">
        <PlaceList places={near.length && chosen && near.includes(chosen) ? near : places} here={here} all={!near.length} onAll={() => setNear([])} />
        {chosen ? <EventsAt place={chosen} asked={asked} /> : places.length ? <Empty title="Choose a place to see what happened there." /> : null}
      </div>
    </>
  );
}

type Asked = Record<string, string | null>;

function Timeline({ meta, asked }: { meta: Meta; asked: Asked }) {
  const { set } = useRouter();
  const [hover, setHover] = useState<number | null>(null);
  const since = dayOf(asked.since ?? null) ?? meta.since ?? "2000-01-01";
  const until = dayOf(asked.until ?? null) ?? meta.until ?? since;
  const counted = useApi<Counted>(`/api/timeline${query({ ...asked, every: barsFor(since, until) })}`);
  const bars = useMemo(() => (counted.data ? align(counted.data, since, until) : { every: barsFor(since, until), starts: [], counts: [] }), [counted.data, since, until]);
  const data = useMemo<uPlot.AlignedData>(() => [bars.starts.map((at) => middle(at, bars.every)), bars.counts], [bars]);
  if (counted.error) return <Failure error={counted.error} again={counted.again} />;
  const start = hover === null ? undefined : bars.starts[hover];
  return (
    <figure class="card timeline">
      <figcaption>
        <h2>Over time</h2>
        <span class="soft">
          {start !== undefined && hover !== null ? `${period(isoDay(start), bars.every)}: ${plural(bars.counts[hover] ?? 0, "event")}` : "Events with and without a known place. Drag to narrow the map, or set From and To above."}
        </span>
      </figcaption>
      <Plot
        label={`Number of events by ${bars.every}. The table below has the same figures; the fields From and To narrow the time as a drag does.`}
        height={120}
        every={bars.every}
        data={data}
        range={(_, __, max) => [0, Math.max(2, max * 1.08)]}
        tick={(value) => (Number.isInteger(value) ? count(value) : "")}
        series={() => {
          const paths = uPlot.paths.bars?.({ size: [0.74, 40], radius: 0.12 });
          return [{ fill: colour("--accent"), stroke: colour("--accent"), width: 0, points: { show: false }, ...(paths ? { paths } : {}) }];
        }}
        onHover={setHover}
        onBrush={(from, to) => set({ since: from < since ? since : from, until: to > until ? until : to })}
      />
      <details class="as-table">
        <summary>The chart as a table</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label="The chart as a table">
          <table>
            <thead><tr><th scope="col">Time</th><th scope="col">Events</th></tr></thead>
            <tbody>
              {bars.starts.map((at, index) => (
                <tr key={at}><th scope="row">{period(isoDay(at), bars.every)}</th><td>{count(bars.counts[index] ?? 0)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function PlaceList({ places, here, all, onAll }: { places: PlaceItem[]; here: string | null; all: boolean; onAll: () => void }) {
  const { set } = useRouter();
  const [most, setMost] = useState(20);
  if (!places.length) return null;
  return (
    <section aria-labelledby="places-title">
      <div class="section-head">
        <h2 id="places-title">{all ? "Places" : "Places here"}</h2>
        {all ? null : <button type="button" class="quiet" onClick={onAll}>All places</button>}
      </div>
      <ol class="places">
        {places.slice(0, most).map((place) => (
          <li key={`${place.geonames_id ?? place.name} ${placeKey(place)}`}>
            <button type="button" aria-pressed={placeKey(place) === here} onClick={() => set({ here: placeKey(place), at: placeKey(place), z: null })}>
              <span><Text most={60}>{place.name}</Text> <span class="code">{place.country ?? ""}</span></span>
              <span>{count(place.events)} <Score value={place.score} /></span>
            </button>
          </li>
        ))}
      </ol>
      {places.length > most ? <button type="button" class="more" onClick={() => setMost(most + 60)}>More places</button> : null}
    </section>
  );
}

/** What asks for the events of one place: by its number where it has one, else by where it lies. */
function of(place: PlaceItem): Record<string, string | number | null> {
  if (place.geonames_id !== null) return { geonames_id: place.geonames_id };
  return place.lat === null || place.lon === null ? { place: place.country } : { near: `${place.lat.toFixed(6)},${place.lon.toFixed(6)}` };
}

function EventsAt({ place, asked }: { place: PlaceItem; asked: Asked }) {
  const list = usePages<EventItem>(`/api/events${query({ ...asked, ...of(place), order: "newest", limit: 20 })}`);
  return (
    <section aria-labelledby="at-title" aria-busy={list.loading}>
      <div class="section-head">
        <h2 id="at-title"><Text most={60}>{place.name}</Text></h2>
        <p class="soft" role="status">{list.total === null ? "" : plural(list.total, "event")}</p>
      </div>
      {list.error ? <Failure error={list.error} again={list.again} /> : !list.items ? <Loading what="events" /> : (
        <ul class="rows">{list.items.map((item) => <EventRow key={item.event.id} item={item} />)}</ul>
      )}
      <More list={list} what="events" />
    </section>
  );
}
