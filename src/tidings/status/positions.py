"""Whether the sources of an article disagree about an event: who reports it, and who denies it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from tidings.parse.tokens import token_at
from tidings.records import ActorMention, Event, Position, Span, Statement
from tidings.status.local import VERBAL
from tidings.status.reading import Reader
from tidings.status.sources import Sources, is_speech, same_actor

_NEAR = 20  # events that are compared with one before them
_SENTENCES = 3  # "denied the accusation" answers what stands no further back
_REACH = 2000  # characters, likewise
_IT = frozenset({"it", "this", "that", "so", "which"})


def with_positions(doc: Doc, events: Sequence[Event], sources: Sources, reader: Reader) -> list[Event]:
    """The events, each with the positions of its sources where one denies what another reports.

    Args:
        doc: what the events were found in.
        events: with their status and source, ordered by trigger.
        sources: the statements of the Doc.
        reader: reads the standing of further mentions.
    """
    held = [_held(doc, event, sources, reader) for event in events]
    own = [len(positions) for positions in held]
    blamed = _blamed(events, sources)
    _exchange(blamed, held)
    for statement in sources.denials:
        _answer(doc, statement, blamed, held, reader)
    _contradict(doc, blamed, held, sources, reader)
    return [
        _settled(event, positions, count) if _disagree(positions) else event
        for event, positions, count in zip(events, held, own, strict=True)
    ]


def _held(doc: Doc, event: Event, sources: Sources, reader: Reader) -> list[Position]:
    """The event's own position, and those of its other mentions that a statement or a verb tells."""
    around = sources.around(event.trigger)
    found = [_position(event.said_by, event.status, event.certainty, around)]
    for mention in event.also:
        token, around = token_at(doc, mention.start), sources.around(mention)
        if token is None or (not around and token.pos_ not in VERBAL):
            continue
        standing = reader.standing(token)
        speaker = next((statement.speaker for statement in around), None)
        if around and speaker is None:
            continue
        _add(found, _position(speaker, standing.status, standing.certainty, around))
    return found


def _position(source: ActorMention | None, status: str, certainty: float, around: Sequence[Statement]) -> Position:
    words = around[0].content[0] if around and around[0].content else None
    return Position.model_validate(
        {"said_by": source, "status": status, "certainty": certainty, "statement": words if source else None}
    )


def _add(positions: list[Position], new: Position) -> None:
    """Keep one position a source and side."""
    if not any(_denies(old) == _denies(new) and _one_source(old, new) for old in positions):
        positions.append(new)


def _denies(position: Position) -> bool:
    return position.status == "denied"


def _one_source(one: Position, other: Position) -> bool:
    if one.said_by is None or other.said_by is None:
        return one.said_by is other.said_by
    return same_actor(one.said_by, other.said_by)


def _disagree(positions: Sequence[Position]) -> bool:
    """Whether two sources, or a source and the article, take different sides."""
    denying, telling = [p for p in positions if _denies(p)], [p for p in positions if not _denies(p)]
    return any(not _one_source(one, other) for one in denying for other in telling)


def _settled(event: Event, positions: Sequence[Position], own: int) -> Event:
    """An event with its positions, of which the first ``own`` are of its own mentions.

    What one mention alleges stays so, though another tells that the accused denies it (coding guidelines).
    """
    ordered = tuple(sorted(positions, key=lambda each: each.statement.start if each.statement else -1))
    changes: dict[str, object] = {"positions": ordered}
    first = positions[0]
    if _denies(first) and first.said_by is not None and _is_of(first.said_by, event):
        told = next((each for each in positions[1:own] if not _denies(each)), None)
        if told is not None:
            chain = (told.said_by,) if told.said_by else ()
            changes |= {"status": told.status, "certainty": told.certainty, "said_by": told.said_by, "chain": chain}
    return event.model_copy(update=changes)


def _is_of(source: ActorMention, event: Event) -> bool:
    return any(same_actor(source, actor) or _same_code(source, actor) for actor in event.actors)


def _same_code(one: ActorMention, other: ActorMention) -> bool:
    return one.code is not None and one.code == other.code


def _exchange(events: Sequence[Event], held: list[list[Position]]) -> None:
    """Two records of one act, told by one source and denied by another, learn of each other."""
    own = [positions[0] for positions in held]
    for at, event in enumerate(events):
        for before in range(max(0, at - _NEAR), at):
            if _denies(own[at]) != _denies(own[before]) and _same_act(events[before], event):
                _add(held[at], own[before])
                _add(held[before], own[at])


def _same_act(one: Event, other: Event) -> bool:
    """Whether two events can be one act: the type is the same, a party is shared, and nothing contradicts."""
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    days = one.date.value or "", other.date.value or ""
    if all(days) and not days[0].startswith(days[1]) and not days[1].startswith(days[0]):
        return False
    shared = 0
    for mine, theirs in ((_who(one), _who(other)), (_whom(one), _whom(other))):
        if mine and theirs and not mine & theirs:
            return False
        shared += bool(mine & theirs)
    return shared > 0


def _who(event: Event) -> set[str]:
    return {each.code for each in event.actors if each.code}


def _whom(event: Event) -> set[str]:
    """Codes of the recipients; one that also acts is more likely a pronoun read wrongly."""
    return {each.code for each in event.recipients if each.code} - _who(event)


def _answer(
    doc: Doc, statement: Statement, events: Sequence[Event], held: list[list[Position]], reader: Reader
) -> None:
    """ "Denied the accusation": the denial goes to the last act before it that is laid to the speaker."""
    speaker, content = statement.speaker, statement.content[0]
    last = bisect_left(events, content.end, key=lambda event: event.trigger.start)
    if speaker is None or (last and _inside(events[last - 1].trigger, content)) or not _refers(doc, content, reader):
        return
    for at in range(last - 1, max(-1, last - 1 - _NEAR), -1):
        event = events[at]
        if is_speech(event):
            continue
        if _sentences_between(doc, event.trigger, content) > _SENTENCES:
            return
        if _is_of(speaker, event) and event.status != "denied":
            _add(held[at], _position(speaker, "denied", 0.6, [statement]))
            return


def _refers(doc: Doc, content: Span, reader: Reader) -> bool:
    """Whether words stand for what was said before: "it", "the claim", "any responsibility"."""
    found = doc.char_span(content.start, content.end, alignment_mode="expand")
    if found is None:
        return False
    head, words = found.root, reader.words
    sign = words.noun.get(head.lemma_.lower())
    return (
        head.lower_ in _IT
        or (sign is not None and sign.name in {"hedge", "request"})
        or head.lemma_.lower() in words.messages | words.guilt
    )


def _blamed(events: Sequence[Event], sources: Sources) -> list[Event]:
    """The events; what somebody is accused of is laid to whom the accusation is directed at, not to the accuser."""
    cues = {event.trigger.start: event for event in events if is_speech(event) and event.recipients}
    found = []
    for event in events:
        starts = [each.cue.start for each in sources.around(event.trigger) if each.cue is not None]
        accusing = next((cues[start] for start in starts if start in cues), None)
        own = accusing is not None and _who(event) <= _who(accusing)
        found.append(event.model_copy(update={"actors": accusing.recipients}) if accusing and own else event)
    return found


def _contradict(
    doc: Doc, events: Sequence[Event], held: list[list[Position]], sources: Sources, reader: Reader
) -> None:
    """ "We fired on nobody", said by those whom another says to have fired."""
    triggers = [token_at(doc, event.trigger.start) for event in events]
    by_word: dict[str, list[int]] = {}
    for at, trigger in enumerate(triggers):
        if trigger is not None and not is_speech(events[at]) and events[at].status != "denied":
            by_word.setdefault(trigger.lemma_.lower(), []).append(at)
    told = {trigger.i for trigger in triggers if trigger is not None}
    for token in doc if by_word else ():
        known = by_word.get(token.lemma_.lower())
        if known is None or token.i in told or reader.standing(token).status != "denied":
            continue
        around = sources.around(Span(start=token.idx, end=token.idx + len(token), text=token.text))
        speaker = around[0].speaker if around else None
        upto = bisect_left(known, token.idx, key=lambda at: events[at].trigger.start)
        before = [at for at in known[max(0, upto - _NEAR) : upto] if 0 <= token.idx - events[at].trigger.end <= _REACH]
        laid = [at for at in before if speaker is not None and _is_of(speaker, events[at])]
        if laid:
            _add(held[laid[-1]], _position(speaker, "denied", 0.7, around))


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _sentences_between(doc: Doc, one: Span, other: Span) -> int:
    first, last = token_at(doc, one.start), token_at(doc, other.start)
    if first is None or last is None or other.start - one.end > _REACH:
        return _SENTENCES + 1
    return sum(1 for token in doc[first.i + 1 : last.i + 1] if token.is_sent_start)
