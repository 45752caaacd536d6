/** The records of the HTTP API, as far as the page reads them. Offsets are Unicode code points of `article.text`. */

export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface ActorMention extends Span {
  code: string | null;
  sectors: string[];
  name: string | null;
  wikidata: string | null;
  reason: string | null;
  antecedent: Span | null;
  country_from: Span | null;
}

export interface PlaceMention extends Span {
  name: string | null;
  lat: number | null;
  lon: number | null;
  country: string | null;
  province: string | null;
  geonames_id: number | null;
  kind: string | null;
  reason: string | null;
}

export interface TimeMention extends Span {
  type: string;
  value: string | null;
  reason: string | null;
  mod?: string | null;
  quant?: string | null;
  freq?: string | null;
}

export interface When {
  value: string | null;
  start: string | null;
  end: string | null;
  basis: string;
  mention: Span | null;
  reason: string | null;
}

export type Size = Partial<Record<"dead" | "injured" | "arrested" | "displaced" | "participants", number | null>>;

export interface EventRecord {
  id: string;
  type: string;
  mode: string | null;
  quad: number;
  score: number;
  contexts: string[];
  actors: ActorMention[];
  recipients: ActorMention[];
  date: When;
  place: PlaceMention | null;
  status: string;
  certainty: number;
  said_by: ActorMention | null;
  /** Not in stores that were filled by an older tidings; likewise `positions`, `stance` and `via`. */
  chain?: ActorMention[];
  positions?: Position[];
  trigger: Span;
  evidence: Span;
  also: Span[];
  size: Size | null;
  confidence: number;
  reasons: Record<string, string>;
}

export interface Position {
  said_by: ActorMention | null;
  status: string;
  certainty: number;
  statement: Span | null;
}

export interface Statement {
  speaker: ActorMention | null;
  cue: Span | null;
  content: Span[];
  kind: string;
  stance?: string;
  via?: ActorMention[];
  reason: string | null;
}

export interface Versions {
  coder: string;
  ontology: string;
  knowledge: string;
  parser: string;
}

export interface CodedArticle {
  article: {
    id: string;
    text: string;
    title: string | null;
    published: string | null;
    source: string | null;
    url: string | null;
  };
  actors: ActorMention[];
  places: PlaceMention[];
  times: TimeMention[];
  events: EventRecord[];
  statements: Statement[];
  versions: Versions | null;
  reason: string | null;
}

export interface ArticleHead {
  id: string;
  title: string | null;
  published: string | null;
  source: string | null;
  url: string | null;
}

export interface EventItem {
  event: EventRecord;
  article: ArticleHead;
  story_id: string | null;
}

export interface StatementItem {
  statement: Statement;
  article: ArticleHead;
}

export interface Party {
  code: string | null;
  name: string | null;
}

export interface Story {
  id: string;
  type: string;
  title: string | null;
  first: string | null;
  last: string | null;
  start: string | null;
  end: string | null;
  actors: Party[];
  recipients: Party[];
  articles: number;
  outlets: string[];
  independent: number;
  events: string[];
  disagreements: { field: string; values: { value: unknown; articles: string[] }[] }[];
  place: { name: string | null; lat: number | null; lon: number | null; country: string | null } | null;
  score: number | null;
}

export interface StoryDetail extends Story {
  reports: EventItem[];
}

export interface DyadPeriod {
  start: string;
  events: number;
  stories: number;
  articles: number;
  mean_score: number | null;
  low: number | null;
  high: number | null;
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
  types: Record<string, number>;
}

export interface Dyad {
  actor: string;
  recipient: string;
  every: string;
  by: string;
  periods: DyadPeriod[];
}

export interface TimelinePeriod {
  start: string;
  events: number;
  mean_score: number;
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
}

export interface Timeline {
  every: string;
  periods: TimelinePeriod[];
  undated: number;
}

export interface ActorItem {
  key: string;
  name: string;
  kind: string;
  events: number;
}

export interface PlaceItem {
  name: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  geonames_id: number | null;
  events: number;
  score: number | null;
}

export interface Meta {
  types: { name: string; quad: number; score: number; modes: string[]; description: string }[];
  statuses: string[];
  stances: string[];
  since: string | null;
  until: string | null;
  articles: number;
  events: number;
  stories: number;
  outlets: number;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number | null;
}
