"""What `tidings times` and `tidings places` have in common: texts in, one stage over them, failures told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from tidings.errors import ArticleError, ReadError, UsageError
from tidings.markup import neutralised_line
from tidings.read import Quarantined, read_articles
from tidings.records import Article, CodedArticle

if TYPE_CHECKING:
    from tidings import Coder

FAILED = 1


class OneStage:
    """Codes articles with a coder that is loaded when the first one has been read, and remembers what failed."""

    def __init__(self, load: Callable[[], Coder]) -> None:
        """``load`` makes the coder."""
        self._load = load
        self._failed = False

    def code(self, files: Iterable[str], published: str | None = None) -> Iterator[tuple[Coder, CodedArticle]]:
        """Articles in the order of the files; what cannot be read or coded is named on standard error."""
        coder = None
        for article in _read(files, published):
            if isinstance(article, Quarantined):
                self._fail(article.path, article.reason)
                continue
            coder = coder or self._load()
            try:
                yield coder, coder.code(article)
            except ArticleError as error:
                self._fail(error.where, f"{error.what}. {error.fix}")

    def _fail(self, where: str, reason: str) -> None:
        self._failed = True
        print(f"error: {neutralised_line(f'{where}: {reason}')}", file=sys.stderr)

    def finish(self) -> None:
        """Leave with exit code 1 where something failed."""
        if self._failed:
            raise typer.Exit(FAILED)


def _read(files: Iterable[str], published: str | None) -> Iterator[Article | Quarantined]:
    try:
        yield from read_articles(files, published=published)
    except ReadError as error:  # only the option can be wrong here: files that are go to quarantine
        raise UsageError(error.what, where=f"--{error.where}", fix=error.fix) from None
