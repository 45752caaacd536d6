"""``tidings code``: what a user sees, and what bad input gives."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import tidings.cli

REPORT = (
    "Kenyan President William Ruto met Uganda's foreign minister in Nairobi on Monday.\n\n"
    "Uganda's government condemned the attack, and said it would not withdraw its troops from Somalia."
)


@dataclass(frozen=True)
class Result:
    """What a run of the command left."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """Both streams."""
        return self.stdout + self.stderr


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command inside this process, in a wide terminal unless told otherwise."""

    def call(*arguments: object, columns: int = 140) -> Result:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")
        with pytest.raises(SystemExit) as ended:
            tidings.cli.main(["code", *map(str, arguments)])
        captured = capfd.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on disk."""
    file = tmp_path / "report.txt"
    file.write_text(REPORT, "utf-8")
    return file


def only_line(result: Result) -> str:
    """The one line on standard error."""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("error: ")
    assert "Traceback" not in result.output
    return line


def test_the_terminal_shows_text_table_and_evidence(run: Callable[..., Result], report: Path) -> None:
    """The number in the text is the number in the table and beside the evidence."""
    result = run(report, "--published", "2024-05-20", "--title", "Talks in Nairobi", "--source", "Gazette")
    assert result.exit_code == 0, result.output
    assert "Talks in Nairobi" in result.stdout
    assert "Gazette · 2024-05-20" in result.stdout
    assert "met[1]" in result.stdout
    assert re.search(r"│ *1 *│ CONSULT", result.stdout)
    assert "\n[1] Kenyan President" in result.stdout
    assert "condemned" in result.stdout


def test_a_narrow_terminal_gets_a_block_an_event(run: Callable[..., Result], report: Path) -> None:
    """No column of three letters."""
    result = run(report, "--published", "2024-05-20", columns=60)
    assert "[1] CONSULT" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 60


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_json_of_one_article_is_an_object(run: Callable[..., Result], report: Path, option: list[str]) -> None:
    """It is what ``to_dict`` gives."""
    found = json.loads(run(report, "--published", "2024-05-20", *option).stdout)
    assert found["article"]["text"] == REPORT
    for event in found["events"]:
        trigger = event["trigger"]
        assert REPORT[trigger["start"] : trigger["end"]] == trigger["text"]


def test_json_of_several_articles_is_a_list_and_jsonl_a_line_each(run: Callable[..., Result], report: Path) -> None:
    """Both hold the same articles."""
    other = report.with_name("other.txt")
    other.write_text("Iran condemned Israel on Friday.", "utf-8")
    listed = json.loads(run(report, other, "--published", "2024-05-20", "--json").stdout)
    lines = run(report, other, "--published", "2024-05-20", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == listed
    assert len(listed) == 2


def test_plover_is_a_record_an_event(run: Callable[..., Result], report: Path) -> None:
    """JSON Lines."""
    lines = run(report, "--published", "2024-05-20", "--format", "plover").stdout.splitlines()
    assert "CONSULT" in {json.loads(line)["event"][0] for line in lines}


def test_html_goes_to_a_file(run: Callable[..., Result], report: Path, tmp_path: Path) -> None:
    """Complete or not at all: no half-written file stays behind."""
    target = tmp_path / "out.html"
    result = run(report, "--published", "2024-05-20", "--format", "html", "--output", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "report.txt"]


def test_standard_input(run: Callable[..., Result], report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads what is piped in."""
    with report.open() as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        assert "CONSULT" in run("-", "--published", "2024-05-20").stdout


# Bad input


@pytest.mark.parametrize("content", [b"", b"   \n", b"\xff\xfe"])
def test_an_empty_file_is_named(run: Callable[..., Result], tmp_path: Path, content: bytes) -> None:
    """One line, exit code 1."""
    (tmp_path / "empty.txt").write_bytes(content)
    result = run(tmp_path / "empty.txt", "--published", "2024-05-20")
    assert result.exit_code == 1
    assert "empty.txt" in only_line(result)


def test_a_file_that_is_not_there(run: Callable[..., Result], tmp_path: Path) -> None:
    """One line, exit code 1."""
    result = run(tmp_path / "nowhere.txt")
    assert result.exit_code == 1
    assert "nowhere.txt" in only_line(result)


def test_what_fails_does_not_stop_the_rest(run: Callable[..., Result], report: Path, tmp_path: Path) -> None:
    """The good article is coded, the bad one named; exit code 1."""
    result = run(tmp_path / "nowhere.txt", report, "--published", "2024-05-20", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["article"]["text"] == REPORT
    assert "nowhere.txt" in only_line(result)


@pytest.mark.parametrize("date", ["2099-01-01", "yesterday-ish", "2024-13-40"])
def test_a_date_that_cannot_be(run: Callable[..., Result], report: Path, date: str) -> None:
    """In the future, or no date: one line, wrong usage."""
    result = run(report, "--published", date)
    assert result.exit_code == 2
    assert "published" in only_line(result)


def test_without_a_date_relative_days_stay_open(run: Callable[..., Result], report: Path) -> None:
    """It is coded, and says that the publication date is missing."""
    result = run(report, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert all(event["date"]["value"] is None for event in found["events"])
    assert "no publication date" in run(report).stdout


def test_nul_bytes_escapes_and_overrides_do_nothing_to_the_terminal(run: Callable[..., Result], tmp_path: Path) -> None:
    """They are shown, or the file is refused; never passed through."""
    file = tmp_path / "hostile.txt"
    file.write_text("Iran \x1b[2J\x1b]0;x\x07 condemned \u202eIsrael\u202c [red]on[/red] Friday.\x9b1m\x00", "utf-8")
    for arguments in ([], ["--json"], ["--format", "jsonl"], ["--format", "plover"], ["--format", "html"]):
        result = run(file, "--published", "2024-05-20", *arguments)
        assert result.exit_code in {0, 1}
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.output), arguments


def test_square_brackets_are_text(run: Callable[..., Result], tmp_path: Path) -> None:
    """Rich's own markup is not obeyed."""
    file = tmp_path / "markup.txt"
    file.write_text("Iran condemned Israel [bold]on[/bold] Friday [/]. :smile:", "utf-8")
    assert "[bold]on[/bold]" in run(file, "--published", "2024-05-20").stdout


def test_a_wrong_encoding_is_read_or_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    """Windows-1252 is recognised: no replacement characters."""
    file = tmp_path / "latin.txt"
    file.write_bytes("Señor Peña, Spain’s minister, visited Zürich on Monday and praised its cafés.".encode("cp1252"))
    result = run(file, "--published", "2024-05-20", "--json")
    if result.exit_code == 0:
        assert "Peña" in json.loads(result.stdout)["article"]["text"]
    else:
        only_line(result)


def test_html_with_scripts_gives_its_text_only(run: Callable[..., Result], tmp_path: Path) -> None:
    """What a script says is not in the article."""
    file = tmp_path / "page.html"
    body = "<p>Iran condemned Israel on Friday. The two countries have no ties.</p>" * 3
    file.write_text(
        f"<html><head><title>Rebuke</title><script>alert('no')</script></head><body><article>{body}"
        "<script>document.write('China attacked India.')</script></article></body></html>", "utf-8",
    )  # fmt: skip
    result = run(file, "--published", "2024-05-20", "--json")
    assert result.exit_code == 0, result.output
    text = json.loads(result.stdout)["article"]["text"]
    assert "Iran condemned Israel" in text
    assert "alert" not in text
    assert "India" not in text


def test_right_to_left_text_and_emoji_keep_offsets_right(run: Callable[..., Result], tmp_path: Path) -> None:
    """Offsets are code points of the text as it was read."""
    file = tmp_path / "mixed.txt"
    file.write_text("قال الرئيس 🕊️👩‍👩‍👧 شيئا. Iran condemned Israel on Friday 🇮🇱.", "utf-8")
    found = json.loads(run(file, "--published", "2024-05-20", "--json").stdout)
    text = found["article"]["text"]
    spans = [event["trigger"] for event in found["events"]] + found["actors"] + found["sentences"]
    assert found["events"]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_options_that_exclude_each_other(run: Callable[..., Result], report: Path) -> None:
    """Wrong usage."""
    result = run(report, "--json", "--format", "html")
    assert result.exit_code == 2
    only_line(result)


def test_an_output_that_cannot_be_written(run: Callable[..., Result], report: Path, tmp_path: Path) -> None:
    """Named before anything is coded."""
    result = run(report, "--output", tmp_path / "no" / "out.json", "--json")
    assert result.exit_code == 2
    assert "out.json" in only_line(result)


def test_a_coder_file_that_is_wrong(run: Callable[..., Result], report: Path, tmp_path: Path) -> None:
    """Names file and line."""
    settings = tmp_path / "coder.toml"
    settings.write_text('[coder]\nparserr = "x"\n', "utf-8")
    result = run(report, "--coder", settings)
    assert result.exit_code == 2
    assert "coder.toml:2" in only_line(result)


def test_a_missing_model(run: Callable[..., Result], report: Path, tmp_path: Path) -> None:
    """Says how to install one."""
    settings = tmp_path / "coder.toml"
    settings.write_text('[coder]\nparser = "en_no_such_model"\n', "utf-8")
    result = run(report, "--coder", settings)
    assert result.exit_code == 1
    assert "pip install" in only_line(result)


def test_the_real_command_survives_a_reader_that_goes_away(report: Path) -> None:
    """Piping to ``head`` gives no traceback; the output is UTF-8 in a C locale."""
    call = f"{sys.executable} -m tidings code {report} --published 2024-05-20 --json"
    done = subprocess.run(
        ["bash", "-c", f"{call} | head -c 10"], capture_output=True, text=True, check=False,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("{")
