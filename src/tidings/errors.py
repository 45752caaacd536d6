"""Every error tidings raises, drawn once.

TidingsError
├── ConfigError        the coder file: file, line, what, fix
├── OntologyError      an ontology folder: file, line, rule, fix
├── KnowledgeError     a knowledge table: file, row, rule, fix
├── ModelError         a parser or model that is not installed or will not load
├── ReadError          input that cannot be read (goes to quarantine)
├── ArticleError       an article that cannot be coded (goes to quarantine)
├── SpanError          a span outside the text
├── StoreError         the store: not a DuckDB file, locked, of another version
└── UsageError         arguments that make no sense (exit code 2)

Each prints as one line: what, where, what to do, and a slug that names its documentation page.
"""

from __future__ import annotations


class TidingsError(Exception):
    """Base of all errors of tidings.

    Attributes:
        what: what is wrong, one line.
        where: file, line, row or argument; empty when there is no such place.
        fix: what the user can do; empty when nothing is known.
        slug: the heading on the documentation page ``reference/errors``.
    """

    slug = "error"

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        """Keep the parts, so that programs need not parse the message."""
        self.what, self.where, self.fix = what, where, fix
        super().__init__(what, where, fix)

    def __str__(self) -> str:
        """One line: ``where: what. fix [docs: errors/slug]``."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        tail = f". {self.fix}" if self.fix else ""
        return " ".join(f"{head}{tail} [docs: errors/{self.slug}]".split())

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return _rebuild, (type(self), self.what, self.where, self.fix)


def _rebuild(kind: type[TidingsError], what: str, where: str, fix: str) -> TidingsError:
    return kind(what, where=where, fix=fix)


class ConfigError(TidingsError):
    """The coder file is wrong; ``where`` is ``file:line``."""

    slug = "config"


class OntologyError(TidingsError):
    """An ontology folder breaks a rule; ``where`` is ``file:line``."""

    slug = "ontology"


class KnowledgeError(TidingsError):
    """A knowledge table breaks a rule; ``where`` is ``file:row``."""

    slug = "knowledge"


class ModelError(TidingsError):
    """A parser or model is not installed or does not load."""

    slug = "model"


class ReadError(TidingsError):
    """Input that cannot be read; ``where`` is the file, with a line for JSON Lines and CSV."""

    slug = "read"


class ArticleError(TidingsError):
    """An article that cannot be coded."""

    slug = "article"


class SpanError(TidingsError):
    """A span that does not lie in the text; spans are half-open code points."""

    slug = "span"


class StoreError(TidingsError):
    """The store cannot be opened, read or written."""

    slug = "store"


class UsageError(TidingsError):
    """Arguments that make no sense."""

    slug = "usage"
