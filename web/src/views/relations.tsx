/** Relations: two actors, a period; scores, counts and stories, in both directions. */

import { query, useApi, usePages } from "../lib/api";
import { count, day, days, plural } from "../lib/format";
import { dayOf, EVERY, stepFor } from "../lib/periods";
import { Link, useRouter } from "../lib/router";
import type { ActorItem, Dyad, Meta, Page, Story } from "../lib/types";
import { ActorPicker, useActorName } from "../parts/actors";
import { Empty, Failure, Loading, More, NoReports, Share, Text, Title } from "../parts/basics";
import { DyadPlots } from "../parts/dyads";
import { StoryRow } from "../parts/rows";

export function Relations({ meta }: { meta: Meta }) {
  const { params, set } = useRouter();
  const [a, b] = [params.get("a"), params.get("b")];
  const since = dayOf(params.get("since")) ?? meta.since;
  const until = dayOf(params.get("until")) ?? meta.until;
  const chosen = params.get("every");
  const by = params.get("by") === "event" ? "event" : "story";
  const [first, second] = [useActorName(a), useActorName(b)];
  const narrowed = params.has("since") || params.has("until");

  return (
    <>
      <Title name={a && b ? `${first} and ${second}` : "Relations"}>
        <span class="ask">
          How{" "}
          <ActorPicker big label="First actor" placeholder="one actor" value={a} onPick={(key) => set({ a: key })} /> and{" "}
          <ActorPicker big label="Second actor" placeholder="another" value={b} onPick={(key) => set({ b: key })} /> deal with each other
        </span>
      </Title>
      {a && b && since && until ? (
        <>
          <div class="controls">
            <label class="field">
              <span>From</span>
              <input type="date" value={since} max={until} onChange={(event) => set({ since: dayOf(event.currentTarget.value) })} />
            </label>
            <label class="field">
              <span>To</span>
              <input type="date" value={until} min={since} onChange={(event) => set({ until: dayOf(event.currentTarget.value) })} />
            </label>
            <label class="field">
              <span>In steps of a</span>
              <select value={chosen ?? ""} onChange={(event) => set({ every: event.currentTarget.value })}>
                <option value="">{`${stepFor(since, until)} (fitting)`}</option>
                {EVERY.map((every) => (
                  <option key={every}>{every}</option>
                ))}
              </select>
            </label>
            <label class="field">
              <span>Counting</span>
              <select value={by} onChange={(event) => set({ by: event.currentTarget.value === "event" ? "event" : null })}>
                <option value="story">stories</option>
                <option value="event">every event</option>
              </select>
            </label>
            {narrowed ? (
              <button type="button" class="quiet" onClick={() => set({ since: null, until: null, every: null })}>
                Whole time
              </button>
            ) : null}
            <Share to={location.pathname + location.search} what="this view" />
          </div>
          <Pair a={a} b={b} names={[first, second]} since={since} until={until} every={EVERY.find((each) => each === chosen) ?? stepFor(since, until)} by={by} meta={meta} />
        </>
      ) : (
        <Start meta={meta} first={a} />
      )}
    </>
  );
}

interface PairProps {
  a: string;
  b: string;
  names: [string, string];
  since: string;
  until: string;
  every: string;
  by: string;
  meta: Meta;
}

function Pair({ a, b, names, since, until, every, by, meta }: PairProps) {
  const quads = new Map(meta.types.map((type) => [type.name, type.quad]));
  const { set } = useRouter();
  const when = { since, until };
  const there = useApi<Dyad>(`/api/dyads${query({ actor: a, recipient: b, every, by, ...when })}`);
  const back = useApi<Dyad>(`/api/dyads${query({ actor: b, recipient: a, every, by, ...when })}`);
  const thereStories = usePages<Story>(`/api/stories${query({ actor: a, recipient: b, ...when, limit: 20 })}`);
  const backStories = usePages<Story>(`/api/stories${query({ actor: b, recipient: a, ...when, limit: 20 })}`);
  const error = there.error ?? back.error;
  const again = () => {
    there.again();
    back.again();
  };
  const nothing = there.data && back.data && !there.data.periods.some((each) => each.events) && !back.data.periods.some((each) => each.events);
  return (
    <>
      <section aria-label="Over time" class="card" aria-busy={there.loading || back.loading}>
        {error ? (
          <Failure error={error} again={again} />
        ) : !there.data || !back.data ? (
          <Loading what="their relation" />
        ) : nothing ? (
          <Empty title={`No report has ${names[0]} and ${names[1]} dealing with each other in this time.`}>Choose a longer time or other actors.</Empty>
        ) : (
          // The step of the answer, not of the question: while a new answer is on its way the old one is still shown.
          <DyadPlots
            there={there.data}
            back={back.data}
            names={names}
            since={since}
            until={until}
            every={there.data.every}
            onBrush={(from, to) => set({ since: from < since ? since : from, until: to > until ? until : to, every: null })}
          />
        )}
      </section>
      <Stories lists={[thereStories, backStories]} names={names} since={since} until={until} quads={quads} />
    </>
  );
}

/** Both directions, the newest first, each story once, as far as both lists have been read: earlier ones would have gaps among them. */
function inOrder(lists: StoryList[]): Story[] {
  const at = (story: Story) => `${story.start ?? story.first ?? "0000"} ${story.id}`;
  const seen = new Map<string, Story>();
  let end: string | null = null;
  for (const list of lists) {
    for (const story of list.items ?? []) seen.set(story.id, story);
    const last = list.more ? list.items?.at(-1) : undefined;
    if (last && (end === null || at(last) > end)) end = at(last);
  }
  return [...seen.values()].filter((story) => end === null || at(story) >= end).sort((x, y) => (at(x) < at(y) ? 1 : -1));
}

type StoryList = ReturnType<typeof usePages<Story>>;

interface StoriesProps {
  lists: [StoryList, StoryList];
  names: [string, string];
  since: string;
  until: string;
  quads: Map<string, number>;
}

function Stories({ lists, names, since, until, quads }: StoriesProps) {
  const error = lists[0].error ?? lists[1].error;
  const stories = inOrder(lists);
  const ready = lists[0].items && lists[1].items;
  const all = !lists[0].more && !lists[1].more;
  const more = () => {
    lists[0].more?.();
    lists[1].more?.();
  };
  return (
    <section aria-labelledby="stories-title">
      <div class="section-head">
        <h2 id="stories-title">Stories</h2>
        <p class="soft" role="status">
          {ready ? `${plural(stories.length, "story", "stories")}${all ? "" : " so far"}, ${days(since, until)}` : ""}
        </p>
      </div>
      {error ? (
        <Failure error={error} again={() => lists.forEach((list) => list.again())} />
      ) : !ready ? (
        <Loading what="stories" />
      ) : stories.length ? (
        <ul class="rows">
          {stories.map((story) => (
            <StoryRow key={story.id} story={story} quad={quads.get(story.type) ?? 0} />
          ))}
        </ul>
      ) : (
        <Empty title={`No story between ${names[0]} and ${names[1]} in this time.`} />
      )}
      <More list={{ more: all ? null : more, loading: lists[0].loading || lists[1].loading }} what="stories" />
    </section>
  );
}

/** What one sees before two actors are chosen. */
function Start({ meta, first }: { meta: Meta; first: string | null }) {
  const actors = useApi<Page<ActorItem>>("/api/actors?limit=10");
  if (!meta.events) return <NoReports />;
  const items = (actors.data?.items ?? []).slice(0, 7);
  const pairs = items.flatMap((one, at) => items.slice(at + 1, at + 4).map((two) => [one, two] as const)).filter(([one]) => !first || one.key === first);
  return (
    <div class="start">
      <dl class="figures">
        {[
          [meta.articles, "reports"],
          [meta.outlets, "outlets"],
          [meta.events, "events"],
          [meta.stories, "stories"],
        ].map(([value, name]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(Number(value))}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">
        {day(meta.since, "long")} to {day(meta.until, "long")}
      </p>
      {actors.error ? <Failure error={actors.error} again={actors.again} /> : null}
      {pairs.length ? (
        <>
          <h2>Begin with a pair</h2>
          <ul class="pairs">
            {pairs.slice(0, 8).map(([one, two]) => (
              <li key={`${one.key}-${two.key}`}>
                <Link to={`/${query({ a: one.key, b: two.key })}`}>
                  <Text most={40}>{one.name}</Text> <span class="soft">and</span> <Text most={40}>{two.name}</Text>
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
