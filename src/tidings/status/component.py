"""The spaCy component of this room: whether each event happened, as the report presents it, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from tidings.ontology import load_ontology
from tidings.parse.tokens import head_of, token_at
from tidings.records import ActorMention, Event, Status
from tidings.status.local import Standing
from tidings.status.positions import with_positions
from tidings.status.reading import Reader
from tidings.status.sources import Sources, is_speech, said_by, same_actor

Chars = tuple[int, int]
_FUTURES = frozenset({"modal will", "modal 'll", "modal wo", "future in the past", "intention go"})
_CONFLICT = frozenset({3, 4})
# A trigger may be what is asked or threatened, not the asking: "wants him tried" is a request that was made.
_DONE_BY_SAYING = {
    "REQUEST": (
        "request ",
        "desire want",
        "desire need",
        "modal must",
        "modal should",
        "attempt seek",
        "attempt press",
    ),
    "THREATEN": ("modal will", "modal 'll", "modal shall", "future in the past", "intention vow", "intention threaten"),
}
_FIRST_PERSON = frozenset({"i", "we"})


@Language.factory(
    "tidings_status",
    requires=["token.dep", "doc._.tidings_events", "doc._.tidings_statements"],
    assigns=["doc._.tidings_events"],
    default_config={"ontology": "plover"},
)
def make_status(nlp: Language, name: str, ontology: str) -> Stage:
    """Build the stage: ``ontology`` is a name or a folder."""
    return Stage(ontology)


class Stage:
    """Sets ``status``, ``certainty``, ``said_by``, ``chain`` and ``positions`` of every event."""

    def __init__(self, ontology: str = "plover") -> None:
        """Note which types are refusals of another type."""
        types = load_ontology(ontology).types.values()
        self._refusals = frozenset(kind.refused_as for kind in types if kind.refused_as)

    def __call__(self, doc: Doc) -> Doc:
        """Hang the events back on the Doc with what the text says of their standing."""
        if doc._.tidings_events:
            reader, sources = Reader(doc), Sources(doc._.tidings_statements)
            placed = [self._placed(doc, event, reader, sources) for event in doc._.tidings_events]
            doc._.tidings_events = with_positions(doc, placed, sources, reader)
        return doc

    def answer_status(self, doc: Doc, spans: Sequence[Chars]) -> list[Status]:
        """How the text presents each given event word; one without a token counts as asserted, certainty 0."""
        reader = Reader(doc)
        heads = [head_of(doc, start, end) for start, end in spans]
        standings = [reader.standing(head) if head is not None else Standing("occurred", 0.0) for head in heads]
        return [Status(status=found.status, certainty=found.certainty) for found in standings]

    def _placed(self, doc: Doc, event: Event, reader: Reader, sources: Sources) -> Event:
        trigger = token_at(doc, event.trigger.start)
        standing = self._standing(trigger, event, reader) if trigger is not None else Standing(event.status, 0.5)
        source, chain, reason = said_by(doc, event, sources, reader)
        if standing.status == "planned" and source is not None and _is_foretold(standing, event, source):
            standing = Standing("possible", min(standing.certainty, 0.5), "foretold by another")
        return event.model_copy(
            update={
                "status": standing.status,
                "certainty": standing.certainty,
                "said_by": source,
                "chain": chain,
                "reasons": {**event.reasons, "said_by": reason} if reason else event.reasons,
            }
        )

    def _standing(self, trigger: Token, event: Event, reader: Reader) -> Standing:
        """The trigger's standing; what its words mean by default ("invited") holds unless they are denied."""
        found = reader.standing(trigger)
        if found.status == "denied":
            refuses = event.type in self._refusals and reader.clause(trigger).modal
            return Standing("occurred", 0.9, "a refusal") if refuses else found
        if event.status != "occurred":
            return Standing(event.status, min(found.certainty, 0.8), "the frame's own")
        if not found.real and found.why.startswith(_DONE_BY_SAYING.get(event.type, ())) and found.why:
            return Standing("occurred", 0.8, "says it by this")
        if is_speech(event) and found.why.startswith("modal") and _in_first_person(trigger, reader):
            return Standing("occurred", 0.8, "says it by this")
        return found


def _is_foretold(standing: Standing, event: Event, source: ActorMention) -> bool:
    """Whether a hostile act is only foretold by another than who is to do it: "Kyiv says Moscow will attack"."""
    told = standing.why in _FUTURES and event.quad in _CONFLICT and bool(event.actors)
    return told and not any(
        same_actor(actor, source) or (actor.code is not None and actor.code == source.code) for actor in event.actors
    )


def _in_first_person(verb: Token, reader: Reader) -> bool:
    """Whether it does what it says by saying it: "we would welcome", "I must condemn"."""
    subject = reader.clause(verb).subject
    return subject is not None and subject.lower_ in _FIRST_PERSON and reader.clause(verb).modal not in {"will", "'ll"}
