"""What may be asked: the parameters of each endpoint, checked, with examples for the OpenAPI document."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from tidings.records import Basis, Stance, StatementKind, StatusName
from tidings.serve.limits import PAGE_DEFAULT, PAGE_MOST, TEXT_MOST

STATUSES = get_args(StatusName)
STANCES = get_args(Stance)
__all__ = ["STANCES", "STATUSES", "Basis"]


def _no_nul(value: str) -> str:
    if "\0" in value:
        message = "holds a NUL character"
        raise ValueError(message)
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        message = f"{value[:40]!r} is not a day: write it as YYYY-MM-DD"
        raise ValueError(message)
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_MOST), AfterValidator(_no_nul)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Code = Annotated[Words, Field(description="A code (RUS), with a sector (RUS:GOV), or a group (EU).", examples=["RUS"])]
Every = Literal["day", "week", "month", "quarter", "year"]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Page(_Asked):
    limit: int = Field(PAGE_DEFAULT, ge=1, le=PAGE_MOST, description="At most so many items.")
    cursor: Annotated[str, StringConstraints(max_length=2_000)] | None = Field(
        None, description="`next_cursor` of the page before."
    )


class _Days(_Asked):
    since: Day | None = Field(None, description="First day, inclusive.", examples=["2024-05-01"])
    until: Day | None = Field(None, description="Last day, inclusive.", examples=["2024-05-31"])


def _point(value: str) -> str:
    point_of(value)
    return value


def point_of(value: str) -> tuple[float, float]:
    """Latitude and longitude of "45.75,126.65".

    Raises:
        ValueError: it is no point of the earth.
    """
    message = f"{value[:40]!r} is no point: write it as latitude,longitude in degrees"
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?", value, re.ASCII):
        raise ValueError(message)
    lat, lon = (float(part) for part in value.split(","))
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004  the poles, the date line
        raise ValueError(message)
    return lat, lon


Point = Annotated[Words, AfterValidator(_point)]
Order = Literal["newest", "oldest"]


class _Events(_Days):
    actor: Code | None = Field(None, description="Who acts: a code (RUS), with a sector (RUS:GOV), or a group (EU).")
    recipient: Code | None = Field(
        None, description="Whom it is done to; in an event without recipients, who else takes part."
    )
    type: Words | None = Field(None, description="Event type.", examples=["CONSULT"])
    status: StatusName | None = Field(None, description="As the report presents it.")
    said_by: Words | None = Field(None, description="Code of the source that the report credits.", examples=["UKR"])
    place: Words | None = Field(None, description="Country code of where it happened.", examples=["CHN"])
    near: Point | None = Field(
        None, description="Latitude and longitude of where it happened.", examples=["45.75,126.65"]
    )
    within_km: float = Field(
        1.0, gt=0, le=2_000, allow_inf_nan=False, description="How far from `near` it may have happened."
    )
    geonames_id: int | None = Field(
        None, ge=0, lt=2**62, description="GeoNames number of where it happened.", examples=[2037013]
    )
    text: Words | None = Field(
        None, description="Words of title or evidence; all must be there. A phrase stands in quotation marks."
    )
    min_confidence: float = Field(0.0, ge=0, le=1, allow_inf_nan=False, description="Least confidence.")
    disputed: bool | None = Field(
        None, description="Only events that one source of the report denies and another reports, or only the others."
    )
    story: Words | None = Field(None, description="Id of a story.")


class EventsAsked(_Events, _Page):
    """Filters of events."""

    order: Order = Field("oldest", description="Which day comes first; events without a day come last.")
    format: Literal["json", "csv", "geojson"] = Field("json", description="Form of the answer.")


class PlacesAsked(_Events, _Page):
    """Filters of the events whose places are counted."""

    format: Literal["json", "csv", "geojson"] = Field("json", description="Form of the answer.")


class TimelineAsked(_Events):
    """Filters of the events that are counted, and how long a period is."""

    every: Every = Field("month", description="Length of a period.")
    format: Literal["json", "csv"] = Field("json", description="Form of the answer.")


class StatementsAsked(_Days, _Page):
    """Filters of statements; days are those of publication."""

    speaker: Words | None = Field(None, description="A code, a group, or words of the name.", examples=["RUS:GOV"])
    about: Words | None = Field(
        None, description="An actor's code, a group, or words of the content.", examples=["CHN"]
    )
    text: Words | None = Field(None, description="Words of the content; all must be there.")
    stance: Stance | None = Field(None, description="What the cue makes of the content.", examples=["denying"])
    kind: StatementKind | None = Field(
        None, description="Whether all of it stands in quotation marks (direct), a part (mixed), or nothing (indirect)."
    )
    order: Order = Field("oldest", description="Which day comes first; what has no day comes last.")
    format: Literal["json", "csv"] = Field("json", description="Form of the answer.")


class StoriesAsked(_Days, _Page):
    """Filters of stories; days are those of the happening, else of its reports."""

    actor: Code | None = Field(None, description="Who acts in one of its events.")
    recipient: Code | None = Field(None, description="Whom it is done to; in a meeting, who else takes part.")
    type: Words | None = Field(None, description="Event type.", examples=["CONSULT"])
    text: Words | None = Field(None, description="Words of a title or of evidence.")
    disputed: bool | None = Field(
        None, description="Only stories whose reports do not say alike where, when, whether or how many dead."
    )
    order: Order = Field("newest", description="Which day comes first; stories without a day come last.")
    format: Literal["json", "csv"] = Field("json", description="Form of the answer.")


class DyadAsked(_Days):
    """A pair and a period."""

    actor: Code = Field(description="Who acts: a code, with a sector, or a group.", min_length=1, examples=["RUS"])
    recipient: Code = Field(description="Whom it is done to.", min_length=1, examples=["CHN"])
    every: Every = Field("month", description="Length of a period.")
    by: Literal["event", "story"] = Field("event", description="What is counted.")
    format: Literal["json", "csv"] = Field("json", description="Form of the answer.")


class ActorsAsked(_Asked):
    """Words typed so far."""

    q: Words = Field(
        "", description="Part of a name or a code; empty: the most frequent of the store.", examples=["russ"]
    )
    limit: int = Field(20, ge=1, le=PAGE_MOST, description="At most so many.")


class ReportAsked(_Asked):
    """A report to be coded."""

    text: Annotated[str, AfterValidator(_no_nul)] = Field(
        min_length=1, description="The report.", examples=["Iran condemned Israel on Friday."]
    )
    title: Words | None = None
    published: Day | None = Field(None, description="Day of publication.", examples=["2024-05-17"])
