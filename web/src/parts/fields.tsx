/** Every field of an event: what it says, the words that say it, or why it is empty. */

import type { ComponentChildren } from "preact";
import { day, days, percent, plural, score } from "../lib/format";
import { articleAddress, Link, storyAddress } from "../lib/router";
import { words } from "../lib/text";
import type { ActorMention, EventRecord } from "../lib/types";
import { Codes } from "./actors";
import { quadName, Share, Text } from "./basics";
import { Marked } from "./rows";
import { Positions } from "./sources";

function Field({ name, reason, children }: { name: string; reason?: string | null | undefined; children?: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <span class="reason">Empty: <Text most={200}>{reason ?? "not given in the report"}</Text></span>}</dd>
    </div>
  );
}

function Parties({ of }: { of: ActorMention[] }) {
  return (
    <ul class="plain">
      {of.slice(0, 20).map((each, at) => (
        <li key={at}>
          {each.name ? <><Text most={80}>{each.name}</Text> </> : null}
          <Codes code={each.code} sectors={each.sectors} /> <Quoted text={each.text} />
          {each.antecedent ? <span class="soft"> meaning <Quoted text={each.antecedent.text} /></span> : null}
          {each.country_from ? <span class="soft"> country by <Quoted text={each.country_from.text} /></span> : null}
          {each.reason ? <span class="reason"> <Text most={160}>{each.reason}</Text></span> : null}
          {each.wikidata ? <span class="soft"> Wikidata <Text most={20}>{each.wikidata}</Text></span> : null}
        </li>
      ))}
    </ul>
  );
}

const Quoted = ({ text }: { text: string }) => <q><Text most={120}>{text}</Text></q>;

const BASIS: Record<string, string> = { stated: "stated in the report", published: "taken from the day of publication" };

interface Props {
  event: EventRecord;
  article: { id: string; source: string | null; published: string | null };
  story: string | null;
  stored: boolean;
}

export function EventFields({ event, article, story, stored }: Props) {
  const { place, date, reasons } = event;
  const size = Object.entries(event.size ?? {}).filter(([, value]) => typeof value === "number");
  const at = place?.lat !== null && place?.lon !== null && place ? `${place.lat},${place.lon}` : null;
  return (
    <div class="fields">
      <blockquote class="evidence">
        <Marked sentence={event.evidence} part={event.trigger} most={1200} />
      </blockquote>
      <dl>
        <Field name="Type">
          {words(event.type)}
          {event.mode ? `, ${words(event.mode).toLowerCase()}` : ""} <span class="soft">{quadName(event.quad)}, score {score(event.score)}</span>
        </Field>
        {event.mode || !reasons.mode ? null : <Field name="Mode" reason={reasons.mode} />}
        <Field name="Actor" reason={reasons.actors}>{event.actors.length ? <Parties of={event.actors} /> : undefined}</Field>
        <Field name="Recipient" reason={reasons.recipients}>{event.recipients.length ? <Parties of={event.recipients} /> : undefined}</Field>
        <Field name="When" reason={date.reason ?? reasons.date}>
          {date.value ? (
            <>
              {date.start && date.end && date.start !== date.end ? days(date.start, date.end) : day(date.value, "long")}{" "}
              <span class="soft">{BASIS[date.basis] ?? ""}</span> {date.mention ? <Quoted text={date.mention.text} /> : null}
            </>
          ) : undefined}
        </Field>
        <Field name="Where" reason={place?.reason ?? reasons.place}>
          {place?.name ? (
            <>
              <Text most={120}>{[place.name, place.province].filter((part, index, all) => part && all.indexOf(part) === index).join(", ")}</Text> <Codes code={place.country} />{" "}
              <Quoted text={place.text} />
            </>
          ) : undefined}
        </Field>
        <Field name="Status">
          {words(event.status)} <span class="soft">certainty {percent(event.certainty)}</span>
        </Field>
        <Field name="According to" reason={reasons.said_by}>{event.said_by ? <Parties of={[event.said_by]} /> : undefined}</Field>
        {event.chain && event.chain.length > 1 ? <Field name="Passed on by"><Parties of={event.chain.slice(0, -1)} /></Field> : null}
        {event.positions?.length ? <Field name="Sources disagree"><Positions of={event.positions} /></Field> : null}
        {event.contexts.length ? <Field name="Context">{event.contexts.slice(0, 8).map(words).join(", ")}</Field> : null}
        {size.length ? <Field name="People">{size.map(([name, value]) => `${plural(Number(value), words(name).toLowerCase(), words(name).toLowerCase())}`).join(", ")}</Field> : null}
        {event.also.length ? <Field name="Also at"><ul class="plain">{event.also.slice(0, 10).map((span, index) => <li key={index}><Quoted text={span.text} /></li>)}</ul></Field> : null}
        <Field name="Confidence">
          <meter min={0} max={1} value={event.confidence} aria-label="Confidence" /> {percent(event.confidence)}{" "}
          <span class="soft">of events rated like this are right</span>
        </Field>
        <Field name="Source" reason="the report does not name its outlet">{article.source ? <Text most={100}>{article.source}</Text> : undefined}</Field>
        {Object.entries(reasons)
          .filter(([name]) => !["mode", "actors", "recipients", "date", "place", "said_by"].includes(name))
          .slice(0, 10)
          .map(([name, reason]) => <Field key={name} name={words(name)} reason={reason} />)}
      </dl>
      {stored ? (
        <p class="actions">
          {story ? <Link to={storyAddress(story)}>Its story</Link> : null}
          {at ? <Link to={`/map?${new URLSearchParams({ ...(story ? { story } : {}), at, here: at })}`}>Find on the map</Link> : null}
          <Share to={articleAddress(article.id, event.id)} what="this event" />
        </p>
      ) : null}
    </div>
  );
}
