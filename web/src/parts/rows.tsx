/** Events, statements and stories as rows of a list. */

import { articleAddress, Link, storyAddress } from "../lib/router";
import { day, days, list, plural } from "../lib/format";
import { clip, words } from "../lib/text";
import type { EventItem, EventRecord, Span, StatementItem, Story } from "../lib/types";
import { CodePoints } from "../lib/text";
import { Between, Mention } from "./actors";
import { Disputed, Manner, Via } from "./sources";
import { Outlet, QUADS, Score, StatusTag, Text, TypeTag } from "./basics";

/** A sentence with one part of it marked; offsets are those of the article. */
export function Marked({ sentence, part, most = 600 }: { sentence: Span; part: Span | null; most?: number }) {
  const points = new CodePoints(sentence.text);
  if (!part || part.start < sentence.start || part.end > sentence.end) return <Text most={most}>{sentence.text}</Text>;
  const from = points.unit(part.start - sentence.start);
  const to = points.unit(part.end - sentence.start);
  const begin = from > most / 2 ? from - Math.floor(most / 4) : 0;
  return (
    <bdi>
      {begin ? "…" : ""}
      {sentence.text.slice(begin, from)}
      <mark>{clip(sentence.text.slice(from, to), 80)}</mark>
      {clip(sentence.text.slice(to), Math.max(40, most - (from - begin)))}
    </bdi>
  );
}

export const eventDay = (event: EventRecord, published: string | null): string =>
  event.date.value ? day(event.date.value) : published ? `reported ${day(published)}` : "no date";

/** Whose word an event is; nothing where the report asserts it itself. */
export function SaidBy({ event }: { event: EventRecord }) {
  if (!event.said_by) return null;
  return (
    <span>
      according to <Text most={60}>{event.said_by.name ?? event.said_by.text}</Text> <Via of={event.chain?.slice(0, -1)} />
    </span>
  );
}

export function EventRow({ item }: { item: EventItem }) {
  const { event, article } = item;
  return (
    <li class={`row quad-${QUADS[event.quad] ?? "none"}`}>
      <p class="row-head">
        <TypeTag type={event.type} mode={event.mode} quad={event.quad} />
        <Between actors={event.actors} recipients={event.recipients} />
        <Score value={event.score} />
      </p>
      <p class="evidence">
        <Link to={articleAddress(article.id, event.id)} class="cover">
          <Marked sentence={event.evidence} part={event.trigger} />
        </Link>
      </p>
      <p class="row-foot">
        <StatusTag status={event.status} />
        <span>{eventDay(event, article.published)}</span>
        <SaidBy event={event} />
        {event.place ? <Text most={60}>{event.place.name ?? event.place.text}</Text> : null}
        <Outlet source={article.source} url={article.url} />
        {item.story_id ? <Link to={storyAddress(item.story_id)}>Its story</Link> : null}
        <Disputed positions={event.positions} />
      </p>
    </li>
  );
}

export function StatementRow({ item }: { item: StatementItem }) {
  const { statement, article } = item;
  return (
    <li class="row statement-row">
      <p class="row-head">
        {statement.speaker ? <Mention actor={statement.speaker} /> : <span class="nobody">speaker not named</span>}
        {statement.cue ? (
          <span class="cue">
            <Text most={60}>{statement.cue.text}</Text>
          </span>
        ) : null}
        <Via of={statement.via} />
        <Manner statement={statement} />
      </p>
      <blockquote class="evidence">
        <Link to={`${articleAddress(article.id)}?said=${statement.content[0]?.start ?? 0}`} class="cover">
          {statement.content.map((part, at) => (
            <span key={at}>
              {at ? " … " : ""}
              <Text most={500}>{part.text}</Text>
            </span>
          ))}
        </Link>
      </blockquote>
      <p class="row-foot">
        <span>{day(article.published)}</span>
        <Text most={100}>{article.title}</Text>
        <Outlet source={article.source} url={article.url} />
      </p>
    </li>
  );
}

export function StoryRow({ story, quad }: { story: Story; quad: number }) {
  return (
    <li class="row story-row">
      <p class="row-head">
        <TypeTag type={story.type} quad={quad} />
        <Between actors={story.actors} recipients={story.recipients} />
        <Score value={story.score} />
      </p>
      <h3>
        <Link to={storyAddress(story.id)} class="cover">
          <Text most={160}>{story.title || "Story without a title"}</Text>
        </Link>
      </h3>
      <p class="row-foot">
        <span>{days(story.start ?? story.first, story.end ?? story.last)}</span>
        {story.place?.name ? <Text most={60}>{story.place.name}</Text> : null}
        <span>
          {plural(story.articles, "report")}
          {story.independent < story.articles ? `, ${story.independent} of them independent` : ""}
        </span>
        <Outlets names={story.outlets} />
        {story.disagreements.length ? (
          <span class="dispute">Reports differ on {list(story.disagreements.map((each) => fieldName(each.field)))}</span>
        ) : null}
      </p>
    </li>
  );
}

export const fieldName = (field: string): string => (field === "dead" ? "the number of dead" : `the ${words(field).toLowerCase()}`);

export function Outlets({ names }: { names: string[] }) {
  if (!names.length) return null;
  return (
    <span>
      {names.slice(0, 4).map((name, at) => (
        <span key={at}>
          {at ? ", " : ""}
          <Text most={60}>{name}</Text>
        </span>
      ))}
      {names.length > 4 ? ` and ${plural(names.length - 4, "other outlet")}` : ""}
    </span>
  );
}
