"""One event as one article reports it: what joining looks at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_AROUND = 8  # words on either side of the trigger


@dataclass(frozen=True, slots=True)
class Report:
    """An event with what its article says of it.

    ``date_start`` and ``date_end`` bound the stated date, ``published`` is the article's day; ``copy_of`` names the
    group of near-duplicate articles that the article belongs to. ``disputed``: a source of the article denies the
    event, or the article denies what a source tells. A party without a code is left out of the codes.
    """

    id: str
    article_id: str
    type: str
    mode: str | None
    quad: int
    score: float
    date_start: dt.date | None
    date_end: dt.date | None
    basis: str
    published: dt.date | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    exact: bool
    status: str
    dead: int | None
    trigger: str
    trigger_start: int
    evidence: str
    evidence_start: int | None
    title: str | None
    source: str | None
    copy_of: str
    disputed: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The stated day; where the date is wider than a day, or not known, the day of publication."""
        if self.date_start is not None and self.date_start == self.date_end:
            return self.date_start
        return self.published or self.date_start

    @property
    def stated(self) -> bool:
        """Whether the report itself names the day."""
        return self.basis == "stated" and self.date_start is not None and self.date_start == self.date_end

    @property
    def clause(self) -> str:
        """The words around the trigger: a sentence often reports several events."""
        at = self.trigger_start - self.evidence_start if self.evidence_start is not None else -1
        if not self.evidence.startswith(self.trigger, max(at, 0)):
            at = max(0, self.evidence.find(self.trigger))
        before = self.evidence[:at].split()[-_AROUND:]
        return " ".join([*before, *self.evidence[at:].split()[: _AROUND + 1]])

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Earliest report first; the same in every run."""
        return (str(self.published or "9999"), self.article_id, self.trigger_start, self.id)
