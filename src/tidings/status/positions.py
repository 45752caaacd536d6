"""Whether the sources of an article disagree about an event: who reports it, and who denies it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tidings.parse.tokens import token_at
from tidings.records import ActorMention, Event, Position, Span, Statement
from tidings.status.claims import Claims, is_of
from tidings.status.denials import PART, Denial, are_kin, denials_of, is_flat, sentences_between, stem_of
from tidings.status.local import VERBAL
from tidings.status.reading import Reader
from tidings.status.sources import Sources, is_speech, same_actor

_NEAR = 20  # events that are compared with one before them
_SENTENCES = 3  # "denied any involvement" answers what stands no further back
_IN_A_ROW = 2  # sentences
_REACH = 2000  # characters, likewise
_SHARED = 3  # letters with which words of one stem begin
_TIMES = frozenset({"DATE", "TIME"})


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
    _exchange(doc, blamed, held, reader)
    claims = Claims(doc, sources.statements)
    for denial in denials_of(doc, sources.denials, reader):
        _answer(doc, denial, claims, blamed, held, reader)
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
    if _denies(first) and first.said_by is not None and is_of(first.said_by, event):
        told = next((each for each in positions[1:own] if not _denies(each)), None)
        if told is not None:
            chain = (told.said_by,) if told.said_by else ()
            changes |= {"status": told.status, "certainty": told.certainty, "said_by": told.said_by, "chain": chain}
    return event.model_copy(update=changes)


def _exchange(doc: Doc, events: Sequence[Event], held: list[list[Position]], reader: Reader) -> None:
    """Two records of one act, told by one source and denied by another, learn of each other."""
    own = [positions[0] for positions in held]
    triggers = [token_at(doc, event.trigger.start) for event in events]
    flat = [trigger is not None and is_flat(trigger, reader) for trigger in triggers]
    for at, event in enumerate(events):
        for before in range(max(0, at - _NEAR), at):
            if _denies(own[at]) == _denies(own[before]) or not flat[at if _denies(own[at]) else before]:
                continue
            one, other = triggers[before], triggers[at]
            if one is None or other is None or not _same_act(events[before], event):
                continue
            if are_kin(one.lemma_, other.lemma_) or _is_close(doc, events[before], event):
                _add(held[at], own[before])
                _add(held[before], own[at])


def _is_close(doc: Doc, one: Event, other: Event) -> bool:
    """Whether two acts of one type in other words ("attacked", "raided") can be one: told in a row."""
    return not is_speech(one) and sentences_between(doc, one.trigger, other.trigger, _IN_A_ROW) <= _IN_A_ROW


def _same_act(one: Event, other: Event) -> bool:
    """Whether two events can be one act: the type is the same, an actor is shared, and nothing contradicts."""
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    if one.place and other.place and one.place.name != other.place.name:
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
    doc: Doc, denial: Denial, claims: Claims, events: Sequence[Event], held: list[list[Position]], reader: Reader
) -> None:
    """ "Denied the accusation": the denial goes to what was claimed right before it.

    "Denied any part in it" goes to the last act that is laid to the speaker.
    """
    upto = bisect_left(events, denial.words.start, key=lambda event: event.trigger.start)
    near = range(max(0, upto - _NEAR), upto)
    position = _position(denial.speaker, "denied", 0.6, [denial.statement])
    found = _laid(doc, denial, events, near, reader) if denial.kind == PART else claims.before(denial, events, near)
    for at in found:
        if events[at].status != "denied":
            _add(held[at], position)


def _laid(doc: Doc, denial: Denial, events: Sequence[Event], near: range, reader: Reader) -> list[int]:
    """The last act before that is laid to the speaker, and that the denial names if it names any."""
    for at in reversed(near):
        event = events[at]
        if sentences_between(doc, event.trigger, denial.words, _SENTENCES) > _SENTENCES:
            break
        if not is_speech(event) and is_of(denial.speaker, event) and _is_named(doc, denial, event, reader):
            return [at]
    return []


def _is_named(doc: Doc, denial: Denial, event: Event, reader: Reader) -> bool:
    if denial.deed is None:
        return True
    word, trigger = denial.deed.lemma_.lower(), token_at(doc, event.trigger.start)
    if trigger is not None and are_kin(word, trigger.lemma_):
        return True
    return denial.deed.pos_ == "PRON" or word in reader.words.deeds


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
    """ "We fired on nobody", "denied the attack", said by those whom another says to have done it."""
    triggers = [token_at(doc, event.trigger.start) for event in events]
    by_stem: dict[str, list[int]] = {}
    for at, trigger in enumerate(triggers):
        if trigger is not None and not is_speech(events[at]) and events[at].status != "denied":
            by_stem.setdefault(stem_of(trigger.lemma_)[:_SHARED], []).append(at)
    told = {trigger.i for trigger in triggers if trigger is not None}
    for token in doc if by_stem else ():
        known = by_stem.get(stem_of(token.lemma_)[:_SHARED])
        if known is None or token.i in told or not _is_denied(token, reader):
            continue
        around = sources.around(Span(start=token.idx, end=token.idx + len(token), text=token.text))
        speaker = around[0].speaker if around else None
        upto = bisect_left(known, token.idx, key=lambda at: events[at].trigger.start)
        for at in reversed(known[max(0, upto - _NEAR) : upto]):
            if speaker is not None and _is_meant(token, triggers[at], events[at], speaker):
                _add(held[at], _position(speaker, "denied", 0.7, around))
                break


def _is_denied(token: Token, reader: Reader) -> bool:
    return token.pos_ in VERBAL | {"NOUN"} and reader.standing(token).status == "denied" and is_flat(token, reader)


def _is_meant(token: Token, trigger: Token | None, event: Event, speaker: ActorMention) -> bool:
    """Whether a denied word is of an earlier act: of one stem, laid to the speaker, and no other name stands at it."""
    if trigger is None or not are_kin(token.lemma_, trigger.lemma_) or token.idx - event.trigger.end > _REACH:
        return False
    if not is_of(speaker, event):
        return False
    names = {word.text for word in token.subtree if word.pos_ == "PROPN" and word.ent_type_ not in _TIMES}
    known = f"{event.evidence.text} {speaker.text}"
    return not names or any(name in known for name in names)
