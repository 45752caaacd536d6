"""The JSON Schema of every record, generated from the models."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from tidings.records import PUBLIC_RECORDS


def schema() -> dict[str, Any]:
    """One JSON Schema (2020-12) with a definition for each public record."""
    _, found = models_json_schema([(record, "serialization") for record in PUBLIC_RECORDS], title="tidings records")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def schema_text() -> str:
    """The schema as it is committed: sorted, indented, one newline at the end."""
    return json.dumps(schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
