"""Gold files: both formats, and what is wrong with a file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tidings.errors import ReadError
from tidings.exchange.gold import read_gold
from tidings.exchange.plover import plover_events
from tidings.records import ActorMention, Article, CodedArticle, Event, GoldArticle, Span, When

TEXT = "Storms passed. Rebels shelled Kisumu on Friday, police said."
SENTENCE = "Rebels shelled Kisumu on Friday, police said."
Write = Callable[..., Path]


def span(words: str) -> Span:
    """The first occurrence of words."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def coded(**about: Any) -> CodedArticle:
    """Rebels shell Kisumu, the police say; ``about`` are fields of the event."""
    rebels = ActorMention(**span("Rebels").model_dump(), code="KEN", sectors=("REB",), name="The Rebels")
    values: dict[str, Any] = {
        "id": "a:22-29:ASSAULT", "type": "ASSAULT", "mode": "heavy-weapons", "quad": 4, "score": -9.0,
        "actors": (rebels,), "trigger": span("shelled"), "evidence": span(SENTENCE), "confidence": 0.8,
        "status": "denied", "date": When(value="2024-05-10", start="2024-05-10", end="2024-05-10", basis="stated"),
    }  # fmt: skip
    article = Article(text=TEXT, id="a", published="2024-05-17", title="Kisumu", source="Gazette")
    return CodedArticle(article=article, sentences=(span(SENTENCE),), events=(Event(**{**values, **about}),))


def record(**about: Any) -> dict[str, Any]:
    """The PLOVER record of that event."""
    (made,) = plover_events(coded())
    return {**made, **about}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a gold file: items as JSON Lines, a string or bytes as they are."""

    def made(*items: object) -> Path:
        file = tmp_path / "gold.jsonl"
        lines = [item if isinstance(item, str) else json.dumps(item) for item in items if not isinstance(item, bytes)]
        file.write_bytes(items[0] if isinstance(items[0], bytes) else "\n".join(lines).encode())
        return file

    return made


def failure(file: Path) -> ReadError:
    """The error of a wrong file: it says what to do."""
    with pytest.raises(ReadError) as found:
        read_gold(file)
    assert found.value.fix
    return found.value


# Coded articles


def test_a_coded_article_is_taken_as_the_truth(write: Write) -> None:
    """Type, mode, status, parties, trigger, evidence; it knows its line."""
    file = write(coded().to_dict())
    (found,) = read_gold(file)
    assert found == GoldArticle.of(coded(), where=f"{file}:1")
    (event,) = found.events
    assert (event.type, event.mode, event.status) == ("ASSAULT", "heavy-weapons", "denied")
    assert [(each.code, each.sectors, each.text) for each in event.actors] == [("KEN", ("REB",), "Rebels")]
    assert (event.trigger, event.evidence) == (span("shelled"), span(SENTENCE))


def test_a_hand_made_event_needs_only_what_is_compared(write: Write) -> None:
    """No id, quad, score, confidence; other lists of the article are not looked at."""
    event = {"type": "ASSAULT", "trigger": span("shelled").model_dump(), "evidence": span(SENTENCE).model_dump()}
    (found,) = read_gold(write({"article": {"text": TEXT}, "events": [event], "sentences": "whatever"}))
    assert [(each.type, each.mode, each.status, each.actors) for each in found.events] == [("ASSAULT", None, None, ())]


def test_an_article_without_events_is_gold_too(write: Write) -> None:
    """It says that there must be none."""
    (found,) = read_gold(write({"article": {"text": TEXT}, "events": []}))
    assert found.events == ()


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_is_read_as_lines_are(tmp_path: Path, indent: int | None) -> None:
    """On one line or indented, as `tidings code --json` prints; a single object likewise."""
    items = [coded().to_dict(), {"article": {"text": "Nothing."}, "events": []}]
    file = tmp_path / "gold.json"
    file.write_text(json.dumps(items, indent=indent))
    assert [len(found.events) for found in read_gold(file)] == [1, 0]
    file.write_text(json.dumps(items[0], indent=indent))
    assert len(read_gold(file)) == 1


def test_items_of_an_indented_array_know_their_line(tmp_path: Path) -> None:
    """Each has the line that it begins on."""
    file = tmp_path / "gold.json"
    file.write_text(
        '[\n {"article": {"text": "One."},\n  "events": []},\n\n {"article": {"text": "Two."}, "events": []}\n]'
    )
    assert [found.where for found in read_gold(file)] == [f"{file}:2", f"{file}:5"]


def test_an_article_that_comes_twice_is_named_with_both_lines(write: Write) -> None:
    """It would count twice."""
    error = failure(write(coded().to_dict(), coded().to_dict()))
    assert error.where.endswith("gold.jsonl:2")
    assert "came before, at" in error.what
    assert "gold.jsonl:1" in error.what


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": 3}, "events.0.type"),
        ({"stauts": "denied"}, "events.0.stauts"),
        ({"status": "happened"}, "events.0.status"),
        ({"trigger": {"start": 1, "end": 8, "text": "shelled"}}, "events.0.trigger: the text has 'torms p' there"),
        ({"evidence": {"start": 900, "end": 990, "text": "x"}}, "events.0.evidence: the text has '' there"),
        ({"evidence": {"start": 0, "end": 0, "text": ""}}, "events.0.evidence"),
        ({"trigger": None}, "events.0.trigger"),
    ],
)
def test_a_wrong_field_is_named(write: Write, change: dict[str, Any], said: str) -> None:
    """A misspelt key, an unknown status, a span that does not fit: file, line, field."""
    item = coded().to_dict()
    item["events"][0] |= change
    error = failure(write("", item))
    assert error.where.endswith("gold.jsonl:2")
    assert said in error.what


# PLOVER records


def test_what_our_writer_writes_is_read_back(write: Write) -> None:
    """Type, mode, status from the comment, parties, trigger; the text is its evidence sentence."""
    (found,) = read_gold(write(record()))
    (event,) = found.events
    (truth,) = GoldArticle.of(coded()).events
    assert event.model_dump(exclude={"trigger", "evidence"}) == truth.model_dump(exclude={"trigger", "evidence"})
    assert event.trigger == Span(start=7, end=14, text="shelled")
    assert event.evidence == Span(start=0, end=len(SENTENCE), text=SENTENCE)
    assert (found.article.text, found.article.title, found.article.source) == (SENTENCE, "Kisumu", "Gazette")
    assert str(found.article.published) == "2024-05-10"


def test_records_of_the_same_text_are_one_article(write: Write) -> None:
    """In the order of their first record, which says where; a day that only a later one has is taken."""
    first, other = record(date=None), record(text="Iran spoke.")
    found = read_gold(write(first, other, record(event=["COERCE"], date="2024-05-11")))
    assert [[event.type for event in each.events] for each in found] == [["ASSAULT", "COERCE"], ["ASSAULT"]]
    assert found[0].where.endswith(":1")
    assert str(found[0].article.published) == "2024-05-11"


def test_offsets_of_words_in_the_text_give_the_trigger(write: Write) -> None:
    """Where they fit the event words; else those of the writer's article, of which the text is one sentence."""
    (found,) = read_gold(write(record(text=TEXT, text_info={"start": 22, "end": 29})))
    assert found.events[0].trigger == span("shelled")
    assert found.events[0].evidence is None


def test_offsets_alone_are_enough(write: Write) -> None:
    """No event words."""
    (found,) = read_gold(write(record(text=TEXT, text_info={"start": 15, "end": 29}, event_text=None)))
    assert found.events[0].trigger == span("Rebels shelled")


@pytest.mark.parametrize("words", [["shell"], ["met"], [], ["shelled Kisumu severely"], "said said"])
def test_event_words_that_do_not_stand_in_the_text_give_no_trigger(write: Write, words: object) -> None:
    """Half a word is none; the event may then stand anywhere."""
    (found,) = read_gold(write(record(event_text=words)))
    assert found.events[0].trigger is None


def test_event_words_that_stand_twice_give_no_trigger(write: Write) -> None:
    """Which one is meant is not known."""
    (found,) = read_gold(write(record(text="Rebels shelled Kisumu and shelled Goma.", text_info=None)))
    assert found.events[0].trigger is None


def test_a_record_with_two_types_is_two_events(write: Write) -> None:
    """PLOVER's event is a list; a single string is accepted."""
    both, one = read_gold(write(record(event=["ASSAULT", "COERCE"]), record(event="AID", text="Aid came.")))
    assert [each.type for each in both.events] == ["ASSAULT", "COERCE"]
    assert [each.type for each in one.events] == ["AID"]


@pytest.mark.parametrize("about", [{"has_event": False}, {"event": []}, {"event": None}])
def test_a_record_without_an_event_is_an_article_without_one(write: Write, about: dict[str, Any]) -> None:
    """A text in which nothing must be found."""
    (found,) = read_gold(write(record(**about)))
    assert found.events == ()


def test_a_comment_without_a_status_gives_none(write: Write) -> None:
    """A status is never made up."""
    assert [read_gold(write(record(comment=words)))[0].events[0].status for words in (None, "my status=fine", "x")] == [
        None, None, None,
    ]  # fmt: skip


def test_parties_without_a_code_stay(write: Write) -> None:
    """They are shown; what has no code cannot be compared."""
    (found,) = read_gold(write(record(actor=[{"entity_text": "Goma"}], recipient=None)))
    assert [(each.code, each.text) for each in found.events[0].actors] == [(None, "Goma")]
    assert found.events[0].recipients == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": ""}, "'text' is empty"),
        ({"text": 3}, "'text' is empty"),
        ({"event": [3]}, "an entry of 'event' is no string"),
        ({"event": {"type": "AID"}}, "'event' is no list"),
        ({"actor": ["KEN"]}, "an entry of 'actor' is no object"),
        ({"actor": {"code": "KEN"}}, "'actor' is no list"),
        ({"recipient": [{"code": ["KEN"]}]}, "recipient.code"),
        ({"date": "2024-13-45"}, "record.published"),
        ({"text": "half \ud800"}, "half of a surrogate pair"),
    ],
)
def test_a_wrong_record_is_named(write: Write, change: dict[str, Any], said: str) -> None:
    """File, line, field."""
    error = failure(write(record(), record(**change)))
    assert error.where.endswith("gold.jsonl:2")
    assert said in error.what


# Files


def test_formats_are_told_apart_item_by_item(write: Write) -> None:
    """By their keys, not by the name of the file."""
    assert [found.article.text for found in read_gold(write(coded().to_dict(), record()))] == [TEXT, SENTENCE]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_content(write: Write, encoding: str) -> None:
    """As editors on Windows write it."""
    assert len(read_gold(write(json.dumps(coded().to_dict(), ensure_ascii=False).encode(encoding)))) == 1


@pytest.mark.parametrize("end", ["\r\n", "\n\n", " \n\t"])
def test_blank_lines_do_not_matter(write: Write, end: str) -> None:
    """Between, before and after the items."""
    content = end + json.dumps(coded().to_dict()) + end + json.dumps(record()) + end
    assert len(read_gold(write(content.encode()))) == 2


def test_text_of_any_script_keeps_its_offsets(write: Write) -> None:
    """Code points, also beyond the first plane and with line separators inside."""
    text = "قال 🕊️\u2028 Rebels shelled Kisumu."
    at = text.index("shelled")
    spans = {
        "trigger": {"start": at, "end": at + 7, "text": "shelled"},
        "evidence": {"start": 0, "end": len(text), "text": text},
    }
    item = {"article": {"text": text}, "events": [{"type": "ASSAULT", **spans}]}
    (found,) = read_gold(write(json.dumps(item, ensure_ascii=False)))
    assert found.events[0].trigger == Span(start=at, end=at + 7, text="shelled")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads what is piped in."""
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(record()).encode()))
    monkeypatch.setattr("sys.stdin", stream)
    (found,) = read_gold("-")
    assert found.where == "standard input:1"


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf", b"[]", b"[ \n]"])
def test_a_file_without_an_article_is_named(write: Write, content: bytes) -> None:
    """No gold gives no figure."""
    with pytest.raises(ReadError, match=r"gold\.jsonl: (the file is empty|holds no gold article)"):
        read_gold(write(content))


@pytest.mark.parametrize(
    ("items", "line"),
    [
        (["{broken"], 1),
        ([json.dumps(record()), '{"event": ["AID"], "text": "x"', json.dumps(record())], 2),
        ([json.dumps(record()), "", "nonsense"], 3),
        (["[", json.dumps(record())], 2),
        (["[", json.dumps(record()), json.dumps(record()), "]"], 2),
        ([f"[{json.dumps(record())}]", "{}"], 1),
        (["[" * 100_000], 1),
        (["1" * 5000], 1),
    ],
)
def test_a_broken_line_is_named(write: Write, items: list[str], line: int) -> None:
    """Not JSON, cut off, an array that does not end, nested without end."""
    error = failure(write(*items))
    assert error.where.endswith(f"gold.jsonl:{line}")
    assert "not JSON" in error.what


@pytest.mark.parametrize(
    "item", [3, "text", None, [], {}, {"text": "x"}, {"article": {"text": "x"}}, {"event": ["AID"]}]
)
def test_what_is_neither_format_is_named(write: Write, item: object) -> None:
    """With its keys, and with what to write instead."""
    error = failure(write(record(), json.dumps(item)))
    assert error.where.endswith("gold.jsonl:2")
    assert "not a JSON object" in error.what or "neither a coded article" in error.what
    assert "tidings code --format jsonl" in error.fix


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Not there, or a folder."""
    assert "nowhere.jsonl" in failure(tmp_path / "nowhere.jsonl").where
    assert failure(tmp_path).where == str(tmp_path)
