"""Every benchmark of this folder: each prints its figure as a ratio against a named reference of the same run.

usage: run.py [NAME ...]     without names: all
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all."""
    scripts = sorted(path for path in HERE.glob("bench_*.py") if not names or path.stem.removeprefix("bench_") in names)
    if not scripts:
        known = ", ".join(sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py")))
        print(f"error: no benchmark of that name. There are: {known}", file=sys.stderr)
        return 2
    for path in scripts:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            message = f"cannot load {path}"
            raise ImportError(message)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        print(f"{path.stem.removeprefix('bench_'):10s} {module.measure()}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
