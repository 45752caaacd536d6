"""The quality gate: code our own gold set, compare with its floors.

usage: gate.py [--errors] [--lower NAME=VALUE ...]

Floors may rise freely (``--raise`` writes them). They fall only with ``--lower``, which also wants a change note of the
kind ``coding`` in changelog.d/ that names the measure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from scoring import score

import tidings

HERE = Path(__file__).parent
GOLD = sorted((HERE / "gold").glob("*.jsonl"))
FLOORS = HERE / "floors.json"
# Two runs of one coder are equal; a change elsewhere may move one case of a small set by chance.
MARGIN = 0.005


def main(arguments: list[str] | None = None) -> int:
    """Measure, print one line a measure, return 1 where one lies below its floor."""
    options = _options(arguments)
    cases = [json.loads(line) for path in GOLD for line in path.read_text("utf-8").splitlines() if line.strip()]
    figures, errors = score(tidings.load(), cases)
    if options.errors:
        print("\n".join(errors))
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"digest": "", "floors": {}}
    if options.lower:
        return _lower(floors, options.lower)
    if options.raise_floors:
        return _raise(floors, figures)
    return _compare(floors, figures, len(cases))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show each case that is coded otherwise")
    parser.add_argument(
        "--raise", dest="raise_floors", action="store_true", help="write what is reached as the new floors"
    )
    parser.add_argument("--lower", nargs="+", metavar="NAME=VALUE", help="lower a floor; needs a change note")
    return parser.parse_args(arguments)


def _compare(floors: dict[str, object], figures: dict[str, float], count: int) -> int:
    if floors["digest"] != digest():
        print(
            "error: the gold set changed. Run `evaluation/gate.py --raise` after looking at --errors", file=sys.stderr
        )
        return 1
    below = 0
    for name, floor in floors["floors"].items():  # type: ignore[attr-defined]
        bad = figures[name] < floor - MARGIN
        below += bad
        print(f"{name:22s} {figures[name]:.3f}  floor {floor:.3f}{'  BELOW' if bad else ''}")
    print(f"gate: {count} texts, {'passed' if not below else f'{below} measure(s) below the floor'}")
    return int(bool(below))


def _raise(floors: dict[str, object], figures: dict[str, float]) -> int:
    old: dict[str, float] = floors.get("floors", {})  # type: ignore[assignment]
    same_set = floors.get("digest") == digest()
    new = {name: round(max(value, old.get(name, 0.0)) if same_set else value, 3) for name, value in figures.items()}
    _write(new)
    print(f"floors written: {new}")
    return 0


def _lower(floors: dict[str, object], changes: list[str]) -> int:
    notes = [path.read_text("utf-8") for path in (HERE.parent / "changelog.d").glob("*.coding.md")]
    new: dict[str, float] = dict(floors["floors"])  # type: ignore[call-overload]
    for change in changes:
        name, _, value = change.partition("=")
        if name not in new:
            print(f"error: no measure is called {name!r}. There are: {', '.join(new)}", file=sys.stderr)
            return 2
        if not any(name in note for note in notes):
            print(f"error: write why {name!r} falls into changelog.d/NAME.coding.md first", file=sys.stderr)
            return 2
        new[name] = float(value)
    _write(new)
    return 0


def _write(floors: dict[str, float]) -> None:
    FLOORS.write_text(json.dumps({"digest": digest(), "floors": floors}, indent=1) + "\n", "utf-8")


def digest() -> str:
    """Of all gold files: floors hold for one gold set."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in GOLD)).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
