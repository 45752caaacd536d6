/** Story: one happening, the reports of it, what they say and where they differ. */

import { useEffect, useState } from "preact/hooks";
import { ApiError, get, query, useApi } from "../lib/api";
import { count, day, days, plural } from "../lib/format";
import { articleAddress, Link, storyAddress } from "../lib/router";
import { clip, words } from "../lib/text";
import type { CodedArticle, EventItem, StatementItem, Story, StoryDetail } from "../lib/types";
import { Between } from "../parts/actors";
import { Empty, Failure, Loading, Outlet, Score, Share, StatusTag, Text, Title, TypeTag } from "../parts/basics";
import { eventDay, fieldName, Marked, Outlets, SaidBy, StatementRow } from "../parts/rows";
import { Disputed } from "../parts/sources";

export function StoryView({ id }: { id: string }) {
  const asked = useApi<StoryDetail>(`/api/stories/${encodeURIComponent(id)}`);
  if (asked.error) {
    const gone = asked.error instanceof ApiError && asked.error.status === 404;
    return (
      <>
        <Title name="Story">Story</Title>
        {gone ? <Empty title="The store has no story at this address.">Stories are grouped anew when reports come in; look for it in the search.</Empty> : <Failure error={asked.error} again={asked.again} />}
      </>
    );
  }
  const story = asked.data;
  if (!story) return <Loading what="the story" />;
  const { place } = story;
  const at = place && place.lat !== null && place.lon !== null ? `${place.lat},${place.lon}` : null;
  return (
    <>
      <Title name={story.title ?? "Story"} lead={<Between actors={story.actors} recipients={story.recipients} />}>
        <Text most={240}>{story.title || "Story without a title"}</Text>
      </Title>
      <p class="facts">
        <TypeTag type={story.type} quad={story.reports[0]?.event.quad ?? 0} />
        <Score value={story.score} />
        <span>{days(story.start ?? story.first, story.end ?? story.last)}</span>
        {place?.name ? <Text most={80}>{place.name}</Text> : null}
        {at ? <Link to={`/map${query({ story: story.id, at, here: at })}`}>Find on the map</Link> : null}
        <Share to={storyAddress(story.id)} what="this story" />
      </p>
      <div class="story">
        <section aria-labelledby="reports-title">
          <div class="section-head">
            <h2 id="reports-title">
              {plural(story.articles, "report")}
              {story.outlets.length > 1 ? <> from {count(story.outlets.length)} outlets</> : null}
            </h2>
            <p class="soft">
              {story.independent < story.articles ? `${plural(story.independent, "independent report")}, near copies counted once. ` : ""}
              {days(story.first, story.last)}
            </p>
          </div>
          <ol class="rows">
            {story.reports.slice(0, 200).map((item) => (
              <Report key={item.event.id} item={item} />
            ))}
          </ol>
          <p class="soft">
            <Outlets names={story.outlets} />
          </p>
        </section>
        <div>
          <Disagreements story={story} reports={story.reports} />
          <Said reports={story.reports} />
        </div>
      </div>
    </>
  );
}

function Report({ item }: { item: EventItem }) {
  const { event, article } = item;
  return (
    <li class="row">
      <h3>
        <Link to={articleAddress(article.id, event.id)} class="cover">
          <Text most={160}>{article.title || "Report without a title"}</Text>
        </Link>
      </h3>
      <p class="evidence">
        <Marked sentence={event.evidence} part={event.trigger} />
      </p>
      <p class="row-foot">
        <StatusTag status={event.status} />
        <span>{eventDay(event, article.published)}</span>
        {event.place ? <Text most={60}>{event.place.name ?? event.place.text}</Text> : null}
        <Outlet source={article.source} url={article.url} />
        <SaidBy event={event} />
        {article.published ? <span>published {day(article.published)}</span> : null}
        <Disputed positions={event.positions} />
      </p>
    </li>
  );
}

function Disagreements({ story, reports }: { story: Story; reports: EventItem[] }) {
  if (!story.disagreements.length) return null;
  const outlet = (id: string) => reports.find((each) => each.article.id === id)?.article;
  return (
    <section class="card disputes" aria-labelledby="disputes-title">
      <h2 id="disputes-title">Where reports differ</h2>
      {story.disagreements.map((each) => (
        <div key={each.field}>
          <h3>On {fieldName(each.field)}</h3>
          <ul class="plain">
            {each.values.slice(0, 12).map((value, at) => (
              <li key={at}>
                <strong>
                  <Text most={80}>{shown(each.field, value.value)}</Text>
                </strong>{" "}
                <span class="soft">
                  {value.articles.slice(0, 6).map((id, index) => (
                    <span key={id}>
                      {index ? ", " : ""}
                      <Link to={articleAddress(id)}>
                        <Text most={60}>{outlet(id)?.source ?? outlet(id)?.title ?? "a report"}</Text>
                      </Link>
                    </span>
                  ))}
                  {value.articles.length > 6 ? ` and ${count(value.articles.length - 6)} more` : ""}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined) return "not said";
  if (typeof value === "number") return count(value);
  const text = clip(String(value), 80);
  if (field === "date") return day(text);
  return field === "status" ? words(text) : text;
}

const MOST_READ = 6;

/** Who says what in the reports of the story: the statements of its first few reports. */
function Said({ reports }: { reports: EventItem[] }) {
  const ids = [...new Set(reports.map((item) => item.article.id))];
  const key = ids.slice(0, MOST_READ).join("\n");
  const [items, setItems] = useState<StatementItem[] | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    Promise.all(key.split("\n").map((id) => get<{ coded: CodedArticle }>(`/api/articles/${encodeURIComponent(id)}`, stop.signal))).then(
      (articles) => setItems(articles.flatMap(({ coded }) => coded.statements.slice(0, 20).map((statement) => ({ statement, article: coded.article })))),
      (problem: Error) => stop.signal.aborted || setError(problem),
    );
    return () => stop.abort();
  }, [key]);
  return (
    <section aria-labelledby="said-title">
      <div class="section-head">
        <h2 id="said-title">Said in these reports</h2>
        {ids.length > MOST_READ ? <p class="soft">From the first {count(MOST_READ)} reports.</p> : null}
      </div>
      {error ? <Failure error={error} /> : !items ? <Loading what="statements" /> : items.length ? (
        <ul class="rows">
          {items.map((item, index) => (
            <StatementRow key={index} item={item} />
          ))}
        </ul>
      ) : (
        <Empty title="The reports quote nobody." />
      )}
    </section>
  );
}
