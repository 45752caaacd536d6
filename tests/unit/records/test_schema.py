"""The committed JSON Schema."""

from importlib.resources import files

from tidings.records import PUBLIC_RECORDS
from tidings.schema import schema, schema_text


def test_the_committed_schema_is_current() -> None:
    """`make update-schema` was run after the last change of a record."""
    committed = files("tidings").joinpath("data/schema/records.json").read_text("utf-8")
    assert committed == schema_text()


def test_every_public_record_has_a_definition() -> None:
    """A user finds each record of the contract in the schema."""
    assert {record.__name__ for record in PUBLIC_RECORDS} <= set(schema()["$defs"])
