"""The records: what goes in and what comes out. The JSON Schema, the store and the API come from them.

Offsets are half-open code points of ``article.text`` as given, never of a cleaned copy.
A field that cannot be filled is None (or empty) and says why in ``reason`` or ``reasons``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

StatusName = Literal["occurred", "ongoing", "planned", "possible", "denied"]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["neutral", "asserting", "doubting", "demanding", "denying", "accusing"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["stated", "published", "none"]


def _as_date(value: object) -> object:
    """Accept an ISO day, also as the start of an ISO instant ("2024-05-17T08:00:00Z")."""
    if isinstance(value, str):
        found = re.match(r"\s*(\d{4}-\d\d-\d\d)(?:[T ].*)?$", value)
        if not found:
            message = f"{value!r} is not a date: write it as YYYY-MM-DD"
            raise ValueError(message)
        return dt.date.fromisoformat(found[1])
    return value


Day = Annotated[dt.date, BeforeValidator(_as_date)]


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """Words of the article: ``article.text[start:end] == text``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Article(Record):
    """One news report as read. ``id`` is made from the content where none is given."""

    text: str
    title: str | None = None
    published: Day | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    id: str = ""

    @model_validator(mode="before")
    @classmethod
    def _give_id(cls, data: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever the caller gave
        if isinstance(data, dict) and not data.get("id") and isinstance(data.get("text"), str):
            parts = [str(data.get(key) or "") for key in ("url", "published", "title", "text")]
            digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass"))
            return {**data, "id": digest.hexdigest()[:16]}
        return data


class Actor(Record):
    """Who a mention is. ``code`` is ISO 3166 alpha-3, or UNO EUR IGO NGO MNC ISM IMG."""

    code: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    wikidata: str | None = None
    reason: str | None = None


class KnownWords(Span):
    """Words of an actor string that the knowledge tables have, and the row that was read for them on the date.

    ``kind`` is the kind of name (adjective, leader, organisation, ...) or "role"; ``since`` and ``until`` bound the
    row's time, None where it is open.
    """

    kind: str
    code: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    others: int = 0


class Identification(Record):
    """Who an actor string is, with the words that say so. ``others`` of a word counts the rows not taken."""

    actor: Actor | None
    words: tuple[KnownWords, ...] = ()


class ActorMention(Span):
    """A span that names an actor, with the actor it names at the publication date.

    ``antecedent`` is an earlier mention of the same actor that says who it is; ``country_from`` the mention that gives
    the country where neither the actor's own words nor an antecedent do.
    """

    code: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    wikidata: str | None = None
    reason: str | None = None
    antecedent: Span | None = None
    country_from: Span | None = None


class Place(Record):
    """A place of the gazetteer. ``kind``: country, province, district, city, region, water or feature.

    ``probability`` is how likely a toponym means it, of all that bear the name, in [0, 1]; None for a place by itself.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    province: str | None = None
    geonames_id: int | None = None
    kind: str | None = None
    population: int | None = None
    probability: float | None = Field(default=None, ge=0, le=1)


class PlaceMention(Span):
    """A span that names a place; the rest is None with a ``reason`` where nothing was found."""

    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    province: str | None = None
    geonames_id: int | None = None
    kind: str | None = None
    reason: str | None = None


class TimeMention(Span):
    """A time expression with its TimeML type and value; ``value`` is None where it stays open.

    ``mod``, ``quant`` and ``freq`` are those of TimeML: START ("early 2008"), APPROX ("about two years"), MORE_THAN;
    EVERY ("every Friday"); 2X ("twice a month"). None where the words say nothing of the kind.
    """

    type: TimeType
    value: str | None = None
    reason: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None


class When(Record):
    """When an event happened.

    ``value`` is ISO 8601 at its own precision: "2024-05-17", "2024-05", "2024"; ``start`` and ``end`` are the
    first and the last day that it covers. ``basis`` says where it comes from: a time expression (``stated``,
    ``mention`` has its words), the publication date (``published``), or nowhere (``none``, with a ``reason``).
    """

    value: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    basis: Basis = "none"
    mention: Span | None = None
    reason: str | None = None


class Status(Record):
    """Whether the report presents an event as happened; ``certainty`` in [0, 1]."""

    status: StatusName
    certainty: float = Field(ge=0, le=1)


class Relation(Record):
    """One event type between a given actor and recipient, with its probability."""

    type: str
    probability: float = Field(ge=0, le=1)


class Size(Record):
    """Numbers of people that the event's own clause gives."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    displaced: int | None = None
    participants: int | None = None


class Statement(Record):
    """An attribution: who said what, with the words that say so.

    ``stance`` is what the cue makes of the content ("denied", "urged"); neutral where there is no cue. ``via`` has the
    speakers of the statements that this one lies in, the outermost first: "Reuters quoted officials as saying".
    """

    speaker: ActorMention | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: StatementKind
    stance: Stance = "neutral"
    via: tuple[ActorMention, ...] = ()
    reason: str | None = None


class Position(Record):
    """What one source says of an event about which the sources of an article disagree.

    ``said_by`` is None where the article itself says so; ``statement`` has the words that hold it, None outside any.
    """

    said_by: ActorMention | None
    status: StatusName
    certainty: float = Field(ge=0, le=1)
    statement: Span | None = None


class Event(Record):
    """One discrete interaction. ``id`` is article id + trigger + type: the same in every run.

    ``chain`` has every source that the event passed through, the outermost first; its last is ``said_by``.
    ``reasons`` has, by field, why it is empty, or for a place from outside the clause what it is carried over from.
    ``positions`` is filled where one source denies what another, or the article, reports; else empty.
    """

    id: str
    type: str
    mode: str | None = None
    quad: int
    score: float
    contexts: tuple[str, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    recipients: tuple[ActorMention, ...] = ()
    date: When = When()
    place: PlaceMention | None = None
    status: StatusName = "occurred"
    certainty: float = Field(default=1.0, ge=0, le=1)
    said_by: ActorMention | None = None
    chain: tuple[ActorMention, ...] = ()
    positions: tuple[Position, ...] = ()
    trigger: Span
    evidence: Span
    also: tuple[Span, ...] = ()
    size: Size | None = None
    confidence: float = Field(ge=0, le=1)
    reasons: dict[str, str] = Field(default_factory=dict)


class Versions(Record):
    """What coded an article: the same three versions give the same events."""

    coder: str
    ontology: str
    knowledge: str
    parser: str


class CodedArticle(Record):
    """An article with what was found in it, each list ordered by position."""

    article: Article
    sentences: tuple[Span, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    versions: Versions | None = None
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready data; ``CodedArticle.from_dict`` brings it back unchanged."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild what ``to_dict`` wrote."""
        return cls.model_validate(data)

    def _repr_html_(self) -> str:
        """Show the marked article and its events in a notebook."""
        from tidings.markup import fragment  # noqa: PLC0415  templates load only when shown

        return fragment(self.to_dict())


class Party(Record):
    """An actor of a story or a dyad: its code, with the name that the reports give it most often."""

    code: str
    name: str | None = None


class DisputedValue(Record):
    """One of the values that reports of a story give, and the articles that give it."""

    value: str
    articles: tuple[str, ...]


class Disagreement(Record):
    """What the reports of a story do not say alike: ``status``, ``place``, ``date`` or the number of ``dead``."""

    field: Literal["status", "place", "date", "dead"]
    values: tuple[DisputedValue, ...]


class StoryPlace(Record):
    """Where a story happened: the most exact place that most of its reports name."""

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


class Story(Record):
    """The reports of one happening, in any number of articles.

    ``id`` is made of its first report, so it is the same in every run. ``first`` and ``last`` are the days of the first
    and the last report, ``start`` and ``end`` those of the happening itself (None where no report gives any).
    ``articles`` counts all reports, ``independent`` those sources that do not copy each other: near-duplicates and
    articles of one outlet count once. ``score`` is the mean PLOVER score of its events.
    """

    id: str
    type: str
    title: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    articles: int
    outlets: tuple[str, ...] = ()
    independent: int
    events: tuple[str, ...]
    disagreements: tuple[Disagreement, ...] = ()
    place: StoryPlace | None = None
    score: float


class GoldParty(Record):
    """An actor or recipient as a gold coding names it; ``code`` is what is compared."""

    code: str | None = None
    sectors: tuple[str, ...] = ()
    text: str = ""


class GoldEvent(Record):
    """An event as a gold coding has it.

    ``status`` is None where the gold does not say; without a ``trigger`` the event may stand anywhere in the text;
    without ``evidence`` its sentence is the one that the trigger stands in.
    """

    type: str
    mode: str | None = None
    status: StatusName | None = None
    actors: tuple[GoldParty, ...] = ()
    recipients: tuple[GoldParty, ...] = ()
    trigger: Span | None = None
    evidence: Span | None = None


class GoldArticle(Record):
    """An article with the events that must be found in it; ``where`` is the file and line that it was read from."""

    article: Article
    events: tuple[GoldEvent, ...] = ()
    where: str = ""

    @classmethod
    def of(cls, coded: CodedArticle, *, where: str = "") -> Self:
        """What a coded article says of its events, taken as the truth."""
        events = tuple(
            GoldEvent(
                type=event.type, mode=event.mode, status=event.status, actors=_gold_parties(event.actors),
                recipients=_gold_parties(event.recipients), trigger=event.trigger, evidence=event.evidence,
            )
            for event in coded.events
        )  # fmt: skip
        return cls(article=coded.article, events=events, where=where)


def _gold_parties(mentions: tuple[ActorMention, ...]) -> tuple[GoldParty, ...]:
    return tuple(GoldParty(code=each.code, sectors=each.sectors, text=each.text) for each in mentions)


PUBLIC_RECORDS: tuple[type[Record], ...] = (
    Article, CodedArticle, Event, Statement, ActorMention, Actor, PlaceMention, Place,
    TimeMention, When, Span, Relation, Status, Position, Size, Versions,
    Story, Disagreement, DisputedValue, StoryPlace, Party,
)  # fmt: skip
