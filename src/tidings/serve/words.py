"""Text search over events: rare words lead straight to their events, frequent ones are looked for in every text."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.serve.conditions import Conditions, terms_of
from tidings.serve.reading import Reading

# So few events are looked at one by one; so many words that hold a term are looked up.
_FEW_EVENTS, _MANY_WORDS = 2_000, 64
# A term of more than this share of all events is looked for in the texts: there is little to skip.
_FREQUENT = 8
_HOLDING = f"""
with asked as (select unnest(range(len($1))) as place, unnest($1::text[]) as part, lower(unnest($2::text[])) as term)
select a.place, count(v.word), coalesce(sum(v.events), 0)::bigint, (list(v.word order by v.word))[:{_MANY_WORDS}],
    any_value(a.term)
from asked a left join serve.vocabulary v on contains(v.word, lower(a.part)) group by a.place
"""  # noqa: S608  own names
_WITH = "p.word between ? and ? and p.word in (select unnest(?::text[]))"
_EVENTS = f"select distinct p.n from serve.postings p where {_WITH}"  # noqa: S608  own names
_TEXTS = "select n, words from serve.events where n in (select unnest(?::integer[]))"


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, the words that may hold it, and at most how many events these are in."""

    text: str
    words: list[str]
    events: int

    @property
    def values(self) -> tuple[str, str, list[str]]:
        return self.words[0], self.words[-1], self.words


def add_words(where: Conditions, reading: Reading, event: str, text: str | None) -> None:
    """Every word, and every phrase in quotation marks, must be in the text of an event, whatever its case.

    Args:
        where: takes the condition.
        reading: of the copy.
        event: our own name of ``serve.events`` in the question.
        text: as typed.

    Raises:
        UsageError: there are too many words.
    """
    terms = terms_of(text)
    if not terms:
        return
    # A term without a blank is part of one word of the text; so is each part of a phrase.
    parts = [max(term.split(" "), key=len) for term in terms]
    found = sorted(reading.fetch(_HOLDING, [parts, terms]))
    known = [
        _Term(term, list(row[3] or ()), row[2]) for term, row in zip(terms, found, strict=True) if row[1] <= _MANY_WORDS
    ]
    if any(not each.words for each in known):
        where.never()
        return
    rarest = min(known, key=lambda each: each.events, default=None)
    if rarest is not None and rarest.events <= _FEW_EVENTS:
        hits = [n for (n,) in reading.fetch(_EVENTS, rarest.values)]
        others = [row[4] for term, row in zip(terms, found, strict=True) if term != rarest.text or " " in term]
        if others and hits:
            # Asked for as a condition, each term would be looked for in every text.
            texts = reading.fetch(_TEXTS, [hits])
            hits = [n for n, told in texts if all(term in told for term in others)]
        where.add(f"{event}.n in (select unnest(?::integer[]))", sorted(hits))
        return
    rare = [each for each in known if each.events * _FREQUENT <= reading.snapshot.counts["events"]]
    for each in rare:
        where.add(f"{event}.n in (select p.n from serve.postings p where {_WITH})", *each.values)  # noqa: S608  own names
    exact = {each.text for each in rare if " " not in each.text}
    for term in terms:
        if term not in exact:
            where.add(f"contains({event}.words, lower(?))", term)
