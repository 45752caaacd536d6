"""Relations of two actors, two groups, over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tidings import Store
from tidings.errors import UsageError
from tidings.records import ActorMention, CodedArticle
from tidings.store.dyads import interval

Make = Callable[..., CodedArticle]
Actor = Callable[..., ActorMention]


@pytest.fixture(name="store")
def store_fixture(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "s.duckdb")


def test_a_group_has_the_members_of_the_day(store: Store, make: Make, actor: Actor) -> None:
    """Britain acts for the EU until 31 January 2020, Finland for NATO from 4 April 2023; bodies act for it."""
    store.add([
        make("a", day="2020-01-31", actors=(actor("GBR"),)), make("b", day="2020-02-01", actors=(actor("GBR"),)),
        make("c", day="2023-04-03", actors=(actor("FIN"),)), make("d", day="2023-04-04", actors=(actor("FIN"),)),
        make("e", day="2024-01-01", actors=(actor("EUR", name="European Commission"),)),
        make("f", day="2024-01-02", actors=(actor("IGO", name="NATO"),)),
        make("g", day="2024-01-03", actors=(actor("IGO", name="African Union"),)),
    ])  # fmt: skip
    days = {
        group: [p.start.isoformat() for p in store.dyad(group, "UKR", every="day")]
        for group in ("EU", "nato", "African Union")
    }
    assert days["EU"] == ["2020-01-31", "2023-04-03", "2023-04-04", "2024-01-01"]
    assert days["nato"] == ["2020-01-31", "2020-02-01", "2023-04-04", "2024-01-02"]
    assert days["African Union"] == ["2024-01-03"]


def test_a_group_may_be_the_recipient_and_have_a_sector(store: Store, make: Make, actor: Actor) -> None:
    """Two members in one event count once; a sector narrows a group as it narrows a state."""
    store.add([
        make("a", recipients=(actor("FRA", "GOV"), actor("DEU", "GOV"))),
        make("b", "Moscow threatened Polish farmers.", recipients=(actor("POL", "CVL"),)),
    ])  # fmt: skip
    assert [(p.events, p.articles) for p in store.dyad("RUS", "EU", every="year")] == [(2, 2)]
    assert [p.events for p in store.dyad("RUS", "EU:GOV", every="year")] == [1]
    assert not store.dyad("RUS:GOV", "EU")


def test_a_meeting_within_a_group_counts_and_nobody_meets_himself(store: Store, make: Make, actor: Actor) -> None:
    """Each other actor is the counterpart where there is no recipient."""
    both = (actor("CHN", "GOV"), actor("IND", "GOV"))
    store.add([
        make("a", "China met India in Kazan.", kind="CONSULT", quad=1, score=2.5, actors=both, recipients=()),
        make("b", "China held talks.", kind="CONSULT", quad=1, score=2.5, actors=both[:1], recipients=()),
    ])  # fmt: skip
    assert [p.events for p in store.dyad("BRICS", "BRICS", every="year")] == [1]
    assert [p.events for p in store.dyad("CHN", "IND", every="year")] == [1]
    assert not store.dyad("CHN", "CHN")


def test_by_story_five_reports_of_one_attack_weigh_as_much_as_one(store: Store, make: Make) -> None:
    """Score and counts are of stories; events and articles are still told."""
    words = "Russia shelled a market in Kharkiv on Friday and killed five people, report"
    store.add([make(f"a{n}", f"{words} {n}.") for n in range(5)])
    store.add([make("b", "Russia thanked Ukraine for the exchange.", kind="SUPPORT", quad=1, score=5.0)])
    (by_event,), (by_story,) = store.dyad("RUS", "UKR"), store.dyad("RUS", "UKR", by="story")
    assert by_event.mean_score == pytest.approx((5 * -9 + 5) / 6)
    assert by_story.mean_score == pytest.approx(-2)
    assert (by_event.material_conflict, by_story.material_conflict) == (5, 1)
    assert (by_story.events, by_story.stories, by_story.articles) == (6, 2, 6)
    assert by_story.types == {"ASSAULT": 1, "SUPPORT": 1}


def test_the_interval_widens_where_reports_are_few_and_stays_on_the_scale() -> None:
    """One report, four, forty; t with 4 degrees of freedom is 2.776."""
    widths = [high - low for low, high in (interval(0.0, count, 4.0, 4.0) for count in (1, 4, 40))]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == pytest.approx(2 * 2.776 * 2, rel=1e-3)
    assert interval(-9.0, 1, 0.0, 25.0)[0] == -10


def test_statuses_and_days_narrow_and_wrong_words_are_refused(store: Store, make: Make) -> None:
    """By default what happened; both ends of the days are included."""
    store.add([make("a"), make("b", status="denied"), make("c", day="2024-06-01")])
    assert [p.events for p in store.dyad("RUS", "UKR")] == [1, 1]
    assert [p.events for p in store.dyad("RUS", "UKR", statuses=("denied",))] == [1]
    assert [p.start for p in store.dyad("RUS", "UKR", since="2024-06-01", until=dt.date(2024, 6, 1))] == [
        dt.date(2024, 6, 1)
    ]
    for wrong in ({"every": "fortnight"}, {"by": "article"}, {"statuses": ("maybe",)}, {"since": "May"}):
        with pytest.raises(UsageError):
            store.dyad("RUS", "UKR", **wrong)  # type: ignore[arg-type]


def test_a_name_will_do_and_what_is_no_actor_is_refused(store: Store, make: Make) -> None:
    """A typing error must not look like a quiet relation: the message names the code that was meant."""
    store.add([make("a")])
    assert store.dyad("russia", "Ukraine") == store.dyad("RUS", "UKR")
    with pytest.raises(UsageError, match="Did you mean RUS"):
        store.dyad("Rusia", "UKR")
    with pytest.raises(UsageError, match="Write a code"):
        store.dyad("RUS", "the moon people")


def test_a_dyad_is_an_arrow_and_a_pandas_table(store: Store, make: Make) -> None:
    """A column a field, also when there is nothing."""
    store.add([make("a")])
    found = store.dyad("RUS", "UKR").to_arrow()
    assert found.column("types").to_pylist() == [[("ASSAULT", 1)]]
    assert store.dyad("RUS", "UKR").to_pandas()["mean_score"].tolist() == [-9.0]
    assert store.dyad("CHN", "UKR").to_arrow().schema == found.schema
    assert store.stories().to_arrow().column("events").to_pylist() == [["a:7-14:ASSAULT"]]
    assert store.events().to_arrow().num_rows == 1


def test_events_are_filtered_by_group_and_placed(store: Store, make: Make, actor: Actor) -> None:
    """The filters of events know groups too; places count their events."""
    store.add([make("a", place="Kharkiv"), make("b", place="Kharkiv", recipients=(actor("POL"),)), make("c")])
    assert [row.article_id for row in store.events(recipient="NATO")] == ["b"]
    (place,) = store.places(actor="BRICS:MIL")
    assert (place.name, place.events, place.types) == ("Kharkiv", 2, {"ASSAULT": 2})


def test_a_statement_is_about_whom_its_content_names(store: Store, make: Make, actor: Actor) -> None:
    """A code, a sector, a group by date, the parties of an event in the content; else words."""
    text = "Russia shelled us, said the governor."
    store.add([
        make(
            "a", text, actors=(actor("UKR", "GOV"),), said=(0, 17), recipients=(actor("IGO", name="NATO"), actor("EUR"))
        ),
        make("b", text, actors=(actor("RUS", "GOV"),), recipients=(actor("IGO", name="ASEAN"),), said=(0, 17)),
        make("c", text, actors=(actor("GBR"),), said=(24, 37)),
    ])  # fmt: skip
    asked = {
        about: [row.article_id for row in store.statements(about=about)]
        for about in ("NATO", "EU", "UKR:GOV", "ASEAN", "shelled", "GBR")
    }
    assert asked == {"NATO": ["a"], "EU": ["a"], "UKR:GOV": ["a"], "ASEAN": ["b"], "shelled": ["a", "b"], "GBR": []}
    assert [row.article_id for row in store.statements(speaker="BRICS")] == ["b"]
    assert [row.article_id for row in store.statements(speaker="NATO")] == ["c"]
