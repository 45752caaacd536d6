"""What is wrong in an ontology folder: every breach, with file, line, rule and fix."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tidings.errors import OntologyError
from tidings.ontology.load import folder_of, line_in, read_folder, read_toml
from tidings.ontology.model import CounterExample, EventType, Example, Frame, Ontology
from tidings.records import Record

_TRIGGERS = ("verb", "noun", "adjective", "phrase")
_WORD_FIELDS = (*_TRIGGERS, "object", "without_object", "complement", "modifier", "without_modifier")
_SPECIAL = frozenset({"@actor"})


class Problem(Record):
    """One breach of a rule, or advice. ``where`` is ``file:line``."""

    where: str
    rule: str
    what: str
    fix: str
    severity: Literal["error", "advice"] = "error"


def place_of(source: str, name: str, array: str, number: int) -> str:
    """``file:line`` of an example or another member of a type, such as the third of ``examples``."""
    for path in sorted((folder_of(source) / "events").glob("*.toml")):
        table = read_toml(path)
        if table.get("type") == name:
            return f"{path}:{line_in(path.read_text('utf-8'), [array, str(number)])}"
    return name


def check_ontology(source: str) -> list[Problem]:
    """Every breach in an ontology: its form first, then frame by frame and example by example.

    Args:
        source: name or folder.

    Returns: problems ordered by file and line; empty when the ontology is sound.
    """
    try:
        folder = folder_of(source)
        ontology = read_folder(folder)
    except OntologyError as error:
        return [Problem(where=error.where, rule="form", what=error.what, fix=error.fix)]
    found: list[Problem] = []
    for path in sorted((folder / "events").glob("*.toml")):
        kind = next(each for each in ontology.types.values() if f'"{each.type}"' in path.read_text("utf-8"))
        found += _FileCheck(path, kind, ontology).problems()
    return found


class _FileCheck:
    """The rules of one file of ``events/``."""

    def __init__(self, path: Path, kind: EventType, ontology: Ontology) -> None:
        self.path, self.kind, self.ontology = path, kind, ontology
        self.text = path.read_text("utf-8")

    def problems(self) -> list[Problem]:
        found = [*self._whole()]
        for number, frame in enumerate(self.kind.frames):
            found += self._frame(number, frame)
        for number, example in enumerate(self.kind.examples):
            found += self._mode("examples", number, example.mode)
            found += self._trigger("examples", number, example)
        for number, counter in enumerate(self.kind.counter_examples):
            found += self._trigger("counter_examples", number, counter)
        return found

    def _trigger(self, array: str, number: int, example: Example | CounterExample) -> Iterator[Problem]:
        if example.trigger and example.trigger not in example.text:
            yield self._problem(
                [array, str(number), "trigger"], "trigger-in-text",
                f"the trigger {example.trigger!r} does not stand in the example",
                "Write it as it stands in the text",
            )  # fmt: skip

    def _whole(self) -> Iterator[Problem]:
        if not self.kind.examples:
            yield self._problem(
                ["type"], "has-examples", f"{self.kind.type} has no example", "Write [[examples]] with a text"
            )
        if not self.kind.definition.strip():
            yield self._problem(
                ["definition"], "has-definition", "the definition is empty", "Say in a sentence what counts"
            )
        sign = -1 if self.kind.quad > 2 else 1  # noqa: PLR2004  quads 3 and 4 are conflict
        for name, mode in self.kind.modes.items():
            if mode.score * sign < -1:
                yield self._problem(
                    ["modes", name], "score-sign",
                    f"the score {mode.score} of {name} does not suit quad {self.kind.quad}",
                    "Cooperation scores above, conflict below zero",
                )  # fmt: skip

        for key in ("refused_as", "future_as"):
            other = getattr(self.kind, key)
            if other and other not in self.ontology.types:
                yield self._problem(
                    [key], "known-type", f"{key} names the type {other!r}, which this ontology lacks",
                    f"There are: {', '.join(self.ontology.types)}",
                )  # fmt: skip

    def _frame(self, number: int, frame: Frame) -> Iterator[Problem]:
        here = ["frames", str(number)]
        given = [name for name in _TRIGGERS if getattr(frame, name)]
        if len(given) != 1:
            what = "no trigger" if not given else f"several triggers: {', '.join(given)}"
            yield self._problem(
                here, "one-trigger", f"frame {number + 1} has {what}", f"Give one of {', '.join(_TRIGGERS)}"
            )
        yield from self._mode("frames", number, frame.mode)
        words = [word for name in _WORD_FIELDS for word in getattr(frame, name)]
        words += [word for nouns in frame.prep.values() for word in nouns]
        yield from (self._unknown_list(here, word) for word in words if self._is_unknown_list(word))
        for context in frame.contexts:
            if context not in self.ontology.contexts:
                near = difflib.get_close_matches(context, self.ontology.contexts, n=1)
                fix = f"Did you mean {near[0]!r}?" if near else "Add it to contexts.toml"
                yield self._problem([*here, "contexts"], "known-context", f"{context!r} is no context", fix)

    def _mode(self, array: str, number: int, mode: str | None) -> Iterator[Problem]:
        if mode and mode not in self.kind.modes:
            modes = ", ".join(self.kind.modes) or "it has none"
            near = difflib.get_close_matches(mode, self.kind.modes, n=1)
            yield self._problem(
                [array, str(number)], "known-mode", f"{mode!r} is not a mode of {self.kind.type} ({modes})",
                f"Did you mean {near[0]!r}?" if near else f"Add [modes.{mode}]",
            )  # fmt: skip

    def _is_unknown_list(self, word: str) -> bool:
        return word.startswith("@") and word not in _SPECIAL and word[1:] not in self.ontology.lists

    def _unknown_list(self, here: list[str], word: str) -> Problem:
        near = difflib.get_close_matches(word[1:], self.ontology.lists, n=1)
        fix = f"Did you mean '@{near[0]}'?" if near else f"Add {word[1:]} to lists.toml"
        return self._problem(here, "known-list", f"there is no list {word!r}", fix)

    def _problem(self, at: list[str], rule: str, what: str, fix: str) -> Problem:
        return Problem(where=f"{self.path}:{line_in(self.text, at)}", rule=rule, what=what, fix=fix)
