"""Gold files: hand-coded articles, as coded articles of our own or as PLOVER JSON records."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from tidings.errors import ReadError
from tidings.read.decode import decode
from tidings.records import Article, CodedArticle, Event, GoldArticle, GoldEvent, GoldParty, Record, Span

_R = TypeVar("_R", bound=Record)
_BLANK = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STATUS = re.compile(r"(?:^|;)\s*status=(occurred|ongoing|planned|possible|denied)\s*(?:;|$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMATS = "Write what `tidings code --format jsonl` or `--format plover` writes"
# What an event of ours has, but none can compare with: a hand-made gold may leave it out.
_NOT_COMPARED: dict[str, Any] = {"id": "", "quad": 1, "score": 0.0, "confidence": 1.0}


def read_gold(file: str | Path) -> list[GoldArticle]:
    """Read a gold file: JSON Lines, or one JSON array; "-" is standard input.

    Each item is either a coded article (``CodedArticle.to_dict()``, of which ``article`` and ``events`` are read), or
    a PLOVER JSON record as ``tidings.exchange.plover`` writes it. PLOVER records with the same text are one article.
    An event of ours without a ``status`` key, and a PLOVER record without one in its comment, has no status.

    Raises:
        ReadError: the file cannot be read, is empty, or an item is neither of the two; names file and line.
    """
    name = "standard input" if str(file) == "-" else str(file)
    articles: dict[tuple[str, str], GoldArticle] = {}
    for line, item in _items(decode(_data(file, name), name), name):
        kind, found = _article(item, f"{name}:{line}")
        key = (kind, found.article.text if kind == "plover" else found.article.id)
        articles[key] = _joined(articles[key], found, kind) if key in articles else found
    if not articles:
        raise ReadError("holds no gold article", where=name, fix=_FORMATS)
    return list(articles.values())


def _data(file: str | Path, name: str) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=name, fix="Name a file of gold articles") from None


def _items(text: str, name: str) -> Iterator[tuple[int, object]]:
    """JSON values one after another (a line each, or indented), or those of one array, with the line of each."""
    decoder, line, seen = json.JSONDecoder(), 1, 0
    at = _after(text, 0)
    array = text[at : at + 1] == "["
    at = _after(text, at + 1) if array else at
    while at < len(text) and not (array and text[at] == "]"):
        line, seen = line + text.count("\n", seen, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise _not_json(str(error), f"{name}:{line}") from None
        yield line, value
        at = _next(text, at, f"{name}:{line}") if array else _after(text, at)
    if array and (at == len(text) or _after(text, at + 1) < len(text)):
        line += text.count("\n", seen, at)
        raise _not_json("the array does not end with the file", f"{name}:{line}")


def _after(text: str, at: int) -> int:
    """Where the blanks from here on end."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _next(text: str, at: int, where: str) -> int:
    """Where the next item of an array begins, or its end."""
    at = _after(text, at)
    if text[at : at + 1] == ",":
        return _after(text, at + 1)
    if text[at : at + 1] in {"]", ""}:
        return at
    raise _not_json("no comma after this item", where)


def _not_json(what: str, where: str) -> ReadError:
    return ReadError(f"not JSON: {what}", where=where, fix="Mend or delete this item; a gold file has one a line")


def _article(item: object, where: str) -> tuple[str, GoldArticle]:
    """What an item is, told by its keys, and the article in it."""
    if isinstance(item, dict):
        if {"article", "events"} <= item.keys():
            return "coded", _of_coded(item, where)
        if {"event", "text"} <= item.keys():
            return "plover", _of_plover(item, where)
        keys = ", ".join(map(repr, list(item)[:6])) or "no key"
        what = f"neither a coded article (article, events) nor a PLOVER record (event, text): has {keys}"
        raise ReadError(what, where=where, fix=_FORMATS)
    raise ReadError("not a JSON object", where=where, fix=_FORMATS)


def _joined(known: GoldArticle, found: GoldArticle, kind: str) -> GoldArticle:
    """Another PLOVER record of a text adds its events; a coded article comes once."""
    if kind == "coded":
        what = f"the article {found.article.id!r} came before, at {known.where}"
        raise ReadError(what, where=found.where, fix="Leave one of them out, or give each its own id")
    article = known.article
    if article.published is None:
        article = article.model_copy(update={"published": found.article.published})
    return known.model_copy(update={"article": article, "events": (*known.events, *found.events)})


# Coded articles of our own


def _of_coded(item: Mapping[str, Any], where: str) -> GoldArticle:
    article = _whole_characters(_record(Article, item["article"], where, "article"), where)
    given = _listed(item["events"], where, "events")
    events = tuple(_event(each, article.text, where, f"events.{number}") for number, each in enumerate(given))
    gold = GoldArticle.of(CodedArticle(article=article, events=events), where=where)
    stated = tuple(
        event if "status" in each else event.model_copy(update={"status": None})
        for event, each in zip(gold.events, given, strict=True)
    )
    return gold.model_copy(update={"events": stated})


def _whole_characters(article: Article, where: str) -> Article:
    """Half of a surrogate pair is no character: no parser takes it."""
    if _SURROGATE.search(article.text):
        fix = r"Delete the \ud8.. escape that stands alone"
        raise ReadError("the text holds half of a surrogate pair", where=where, fix=fix)
    return article


def _event(given: object, text: str, where: str, path: str) -> Event:
    values = {**_NOT_COMPARED, **given} if isinstance(given, dict) else given
    event = _record(Event, values, where, path)
    for name, span in (("trigger", event.trigger), ("evidence", event.evidence)):
        if text[span.start : span.end] != span.text or not span.text:
            what = f"{path}.{name}: the text has {text[span.start : span.end][:60]!r} there, not {span.text[:60]!r}"
            raise ReadError(what, where=where, fix="start and end are half-open code points of article.text")
    return event


def _record(kind: type[_R], values: object, where: str, path: str) -> _R:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, (path, *first["loc"])))
        what = f"{field}: {str(first['msg']).removeprefix('Value error, ')}"
        raise ReadError(what, where=where, fix="See docs/how-to/evaluate.md for the fields of a gold event") from None


# PLOVER JSON records


def _of_plover(item: Mapping[str, Any], where: str) -> GoldArticle:
    text = item["text"]
    if not isinstance(text, str) or not text.strip():
        raise ReadError(
            "'text' is empty: nothing can be coded", where=where, fix="Give the words that report the event"
        )
    cited = item.get("cite_info") if isinstance(item.get("cite_info"), dict) else {}
    values = {
        "text": text,
        "published": _published(item),
        "title": _string(cited, "title"),
        "source": _string(cited, "publication"),
        "url": _string(cited, "url") or _string(item, "link"),
        "language": _string(cited, "language"),
    }
    article = _whole_characters(_record(Article, values, where, "record"), where)
    return GoldArticle(article=article, events=_events(item, text, where), where=where)


def _events(item: Mapping[str, Any], text: str, where: str) -> tuple[GoldEvent, ...]:
    """One gold event for each type; none where the record says that there is none."""
    if item.get("has_event") is False:
        return ()
    values = {
        "mode": next(iter(_strings(item, "mode", where)), None),
        "status": _status(item),
        "actors": _parties(item, "actor", where),
        "recipients": _parties(item, "recipient", where),
        "trigger": _trigger(item, text, where),
        "evidence": Span(start=0, end=len(text), text=text) if _whole(_offsets(item), text) else None,
    }
    return tuple(
        _record(GoldEvent, {"type": name, **values}, where, "record") for name in _strings(item, "event", where)
    )


def _published(item: Mapping[str, Any]) -> str | None:
    """The record's day: PLOVER has no day of publication, and offices and "Friday" need one."""
    day = item.get("date")
    return day if isinstance(day, str) and _DAY.fullmatch(day) else None


def _status(item: Mapping[str, Any]) -> str | None:
    found = _STATUS.search(str(item.get("comment") or ""))
    return found[1] if found else None


def _trigger(item: Mapping[str, Any], text: str, where: str) -> Span | None:
    """By the offsets where they point to words in the text, else where the first event words stand, if only once."""
    words = next(iter(_strings(item, "event_text", where)), "")
    start, end = _offsets(item)
    inside = 0 <= start < end <= len(text) and not _whole((start, end), text)
    if inside and words in {"", text[start:end]}:
        return Span(start=start, end=end, text=text[start:end])
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []
    if len(places) != 1:
        return None
    return Span(start=places[0], end=places[0] + len(words), text=words)


def _offsets(item: Mapping[str, Any]) -> tuple[int, int]:
    """Start and end of ``text_info``; an empty span where it has none."""
    info = item.get("text_info")
    start, end = (info.get("start"), info.get("end")) if isinstance(info, dict) else (None, None)
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def _whole(offsets: tuple[int, int], text: str) -> bool:
    """Whether offsets are those of the record's text in its article, not those of words in the text."""
    return offsets[1] - offsets[0] == len(text)


def _parties(item: Mapping[str, Any], key: str, where: str) -> tuple[GoldParty, ...]:
    return tuple(_party(each, key, where) for each in _listed(item.get(key), where, key))


def _party(entity: object, key: str, where: str) -> GoldParty:
    if not isinstance(entity, dict):
        fix = 'Write an object such as {"code": "KEN", "entity_text": "rebels"}'
        raise ReadError(f"an entry of {key!r} is no object", where=where, fix=fix)
    values = {
        "code": entity.get("code") or None,
        "sectors": _strings(entity, "sector", where),
        "text": entity.get("entity_text") or "",
    }
    return _record(GoldParty, values, where, key)


def _strings(item: Mapping[str, Any], key: str, where: str) -> list[str]:
    """A field that is a list of strings, or one string."""
    value = item.get(key)
    found = [value] if isinstance(value, str) else _listed(value, where, key)
    if not all(isinstance(each, str) for each in found):
        raise ReadError(f"an entry of {key!r} is no string", where=where, fix="Write a list of strings")
    return [each for each in found if each]


def _listed(value: object, where: str, key: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ReadError(f"{key!r} is no list", where=where, fix="Write a list")
    return value


def _string(item: Mapping[str, Any] | None, key: str) -> str | None:
    value = (item or {}).get(key)
    return value if isinstance(value, str) else None
