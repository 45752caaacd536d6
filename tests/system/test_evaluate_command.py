"""``tidings evaluate``: the real command on a small gold file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import tidings.cli
from tidings.exchange.plover import write

RIGHT = "Iran condemned Israel on Friday."
HOSTILE = 'Storms <script>alert("x")</script> passed \u202egnp.exe\u202c \x1b[31mover [red]Goma[/red].'
# Frames alone: what is measured here is the command, not the encoder.
CODER = '[stages.tidings_events]\nencoder = "none"\n'


class Result(NamedTuple):
    """What a run of the command left."""

    exit_code: int
    stdout: str
    stderr: str


def only_line(result: Result) -> str:
    """The one line on standard error."""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("error: ")
    return line


def span(text: str, words: str) -> dict[str, Any]:
    """The first occurrence of words."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold_event(text: str, words: str, type: str, **about: Any) -> dict[str, Any]:  # noqa: A002
    """A gold event whose evidence is the whole text."""
    return {"type": type, "trigger": span(text, words), "evidence": span(text, text), **about}


GOLD = [
    {
        "article": {"text": RIGHT, "published": "2024-05-17", "id": "right"},
        "events": [
            gold_event(
                RIGHT, "condemned", "ACCUSE", mode="disapprove", status="denied",
                actors=[{**span(RIGHT, "Iran"), "code": "IRN"}], recipients=[{**span(RIGHT, "Israel"), "code": "ISR"}],
            )
        ],
    },
    {
        "article": {"text": HOSTILE, "id": '"><b>'},
        "events": [gold_event(HOSTILE, "alert", "<i>AID</i>", actors=[{**span(HOSTILE, "<script>"), "code": "x<y"}])],
    },
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold file: one event that is found, though with another status, and one that is not, in a hostile text."""
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(item) + "\n" for item in GOLD), "utf-8")
    return file


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """The command inside this process, with a coder file."""
    coder = tmp_path / "coder.toml"
    coder.write_text(CODER, "utf-8")

    def call(*arguments: object) -> Result:
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "140")
        with pytest.raises(SystemExit) as ended:
            tidings.cli.main(["evaluate", *map(str, arguments), "--coder", str(coder)])
        captured = capfd.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return call


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self, html: str) -> None:
        """Parse a page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += attrs


def row(output: str, name: str) -> list[str]:
    """The cells of a row of a table."""
    (line,) = (line for line in output.splitlines() if re.match(rf"\s*{re.escape(name)}\s+[\d—]", line))
    return line.removeprefix(f" {name}").split()


def test_the_terminal_shows_the_measures(run: Callable[..., Result], gold: Path) -> None:
    """One of two gold events found, its status wrong; no error is listed unless asked for."""
    result = run(gold)
    assert result.exit_code == 0, str(result)
    assert result.stdout.startswith("2 articles")
    assert row(result.stdout, "event") == ["1", "2", "1", "1.000", "0.500", "0.667"]
    assert row(result.stdout, "event+status") == ["0", "1", "1", "0.000", "0.000", "0.000"]
    assert row(result.stdout, "who-whom") == ["1", "2", "1", "1.000", "0.500", "0.667"]
    assert row(result.stdout, "status") == ["0", "1", "0.000"]
    assert row(result.stdout, "ACCUSE") == ["1", "1", "1", "1.000", "1.000", "1.000"]
    assert row(result.stdout, "<i>AID</i>") == ["0", "1", "0", "—", "0.000", "0.000"]
    assert "Calibration: expected error 0." in result.stdout
    assert "alert" not in result.stdout
    assert result.stderr == ""


def test_errors_stand_in_their_sentence_and_do_nothing_to_the_terminal(run: Callable[..., Result], gold: Path) -> None:
    """Gold trigger and coded trigger in brackets; controls are shown, markup is text."""
    result = run(gold, "--errors")
    assert "2 errors (1 missed, 0 spurious, 0 confused, 1 differs)" in result.stdout
    assert "Iran <[condemned]> Israel on Friday." in result.stdout
    assert re.search(r"gold   ACCUSE disapprove  Iran \(IRN\) → Israel \(ISR\)  denied", result.stdout)
    assert re.search(r"coded  ACCUSE disapprove  Iran \(IRN.*\) → Israel \(ISR.*\)  occurred  0\.\d\d", result.stdout)
    assert '<script><alert>("x")</script>' in result.stdout
    assert "[red]Goma[/red]" in result.stdout
    assert f"{gold}:2" in result.stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.stdout + result.stderr)


def test_a_limit_shows_so_many_errors(run: Callable[..., Result], gold: Path) -> None:
    """And says how many there are; the measures count all."""
    result = run(gold, "--limit", 1)
    assert "2 errors" in result.stdout
    assert "the first 1 of them" in result.stdout
    assert "alert" not in result.stdout
    found = json.loads(run(gold, "--limit", 1, "--json").stdout)
    assert (len(found["errors"]), found["events"]["gold"]) == (1, 2)


def test_json_and_page_hold_everything(run: Callable[..., Result], gold: Path, tmp_path: Path) -> None:
    """JSON on standard output, the page in its file, complete or not at all."""
    page = tmp_path / "page.html"
    result = run(gold, "--json", "--html", page)
    assert result.exit_code == 0, str(result)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coder.toml", "gold.jsonl", "page.html"]
    found = json.loads(result.stdout)
    assert (found["articles"], found["events"]["right"], found["event_status"]["f1"]) == (2, 1, 0.0)
    assert [(each["kind"], each["fields"]) for each in found["errors"]] == [("differs", ["status"]), ("missed", [])]
    assert found["errors"][0]["gold"]["status"] == "denied"
    assert found["errors"][0]["predicted"]["status"] == "occurred"
    assert len(found["calibration"]["bins"]) == 10
    assert found["versions"]["ontology"].startswith("plover")
    assert not re.search("[\x7f-\x9f\u202a-\u202e]", result.stdout)
    html = page.read_text("utf-8")
    tags = Tags(html)
    assert not {"script", "i", "b", "img", "link"} & set(tags.tags)
    assert "svg" in tags.tags
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name in {"style", "src"}]
    assert "&lt;script&gt;" in html
    assert "&lt;i&gt;AID&lt;/i&gt;" in html
    assert "default-src 'none'" in html
    assert '<mark class="gold trigger">condemned</mark>' in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", html)


def test_what_is_coded_agrees_with_itself_in_both_formats(run: Callable[..., Result], tmp_path: Path) -> None:
    """`tidings code` writes what `tidings evaluate` reads."""
    coder = tidings.load(tmp_path / "coder.toml")
    coded = coder.code(RIGHT, published="2024-05-17")
    own, plover = tmp_path / "own.jsonl", tmp_path / "plover.jsonl"
    own.write_text(json.dumps(coded.to_dict()), "utf-8")
    assert write([coded], plover) == 1
    for file in (own, plover):
        found = json.loads(run(file, "--json").stdout)
        scores = [found[name]["f1"] for name in ("events", "event_status", "who_whom")]
        assert (scores, found["errors"]) == ([1.0, 1.0, 1.0], [])


# Bad input


def test_a_broken_gold_file_is_one_line(run: Callable[..., Result], gold: Path) -> None:
    """File, line, what to do; exit code 1, before a model is loaded."""
    gold.write_text(gold.read_text("utf-8") + '{"text": "x"}\n', "utf-8")
    result = run(gold)
    assert result.exit_code == 1
    line = only_line(result)
    assert f"{gold}:3" in line
    assert "neither a coded article" in line


@pytest.mark.parametrize("content", ["", "[]"])
def test_an_empty_gold_file_is_one_line(run: Callable[..., Result], gold: Path, content: str) -> None:
    """Exit code 1."""
    gold.write_text(content, "utf-8")
    result = run(gold)
    assert result.exit_code == 1
    assert "gold.jsonl" in only_line(result)


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["gold.jsonl", "--limit", "0"], ["gold.jsonl", "--nonsense"]])
def test_wrong_usage_is_exit_code_2(run: Callable[..., Result], arguments: list[str]) -> None:
    """One line."""
    result = run(*arguments)
    assert result.exit_code == 2
    only_line(result)


def test_a_page_that_cannot_be_written_is_named_before_anything_is_coded(
    run: Callable[..., Result], gold: Path, tmp_path: Path
) -> None:
    """In a folder that is not there, a folder, or the gold file itself, which stays."""
    for page in (tmp_path / "no" / "page.html", tmp_path, gold):
        result = run(gold, "--html", page)
        assert result.exit_code == 2
        assert str(page) in only_line(result)
    assert len(gold.read_text("utf-8").splitlines()) == 2


def test_a_text_that_cannot_be_coded_is_fatal(run: Callable[..., Result], gold: Path, tmp_path: Path) -> None:
    """Without it the figures would be of another gold: exit code 1, and no page."""
    (tmp_path / "coder.toml").write_text(f"[coder]\nmax_characters = 40\n{CODER}", "utf-8")
    result = run(gold, "--html", tmp_path / "page.html")
    assert result.exit_code == 1
    assert "max_characters" in only_line(result)
    assert not (tmp_path / "page.html").exists()
