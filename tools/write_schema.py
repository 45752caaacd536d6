"""Write the JSON Schema of the records to ``src/tidings/data/schema/records.json``."""

from __future__ import annotations

from pathlib import Path

from tidings.schema import schema_text

TARGET = Path(__file__).parent.parent / "src/tidings/data/schema/records.json"

if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(schema_text(), "utf-8")
    print(f"written: {TARGET}")
