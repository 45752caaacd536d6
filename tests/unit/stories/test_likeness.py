"""When two reports are of one happening."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

from tidings.stories import Report, bands, clusters, likeness, load_weights, shared, signature, tell

HOW = load_weights()
TEXT = (
    "Al Shabaab militants attacked a hotel in Mogadishu with a car bomb on Tuesday and killed at least eight people, "
    "Somali police said. Turkey condemned the attack and promised help to the government."
)
ATTACK = Report(
    id="a:1", article_id="a", type="ASSAULT", mode="explosives", quad=4, score=-9.0, date_start=dt.date(2025, 6, 10),
    date_end=dt.date(2025, 6, 10), basis="stated", published=dt.date(2025, 6, 10), place="Mogadishu", country="SOM",
    lat=2.04, lon=45.34, exact=True, status="occurred", dead=8, trigger="attacked", trigger_start=21,
    evidence=TEXT.split(". ", maxsplit=1)[0], evidence_start=0, title="Car bomb in Mogadishu", source="Wire",
    copy_of="a",
    actors=("SOM",), recipients=("SOM",), names=(("SOM", "Al-Shabaab"),),
)  # fmt: skip


def other(**changed: object) -> Report:
    """The same attack in another article, with what differs."""
    return replace(ATTACK, **{"id": "b:1", "article_id": "b", "source": "Post", "copy_of": "b", **changed})  # type: ignore[arg-type]


def test_copies_share_most_shingles_and_a_band_and_other_texts_share_nothing() -> None:
    """A changed byline does not hide a copy; an empty text is a copy of nothing."""
    copied, foreign = signature(f"(Wire) {TEXT}"), signature("Shares fell in Tokyo as the yen rose against the dollar.")
    assert shared(signature(TEXT), copied) > HOW.duplicates.least > shared(signature(TEXT), foreign)
    assert {*bands(signature(TEXT))} & {*bands(copied)}
    assert not {*bands(signature(TEXT))} & {*bands(foreign)}
    assert (signature(" … "), shared(b"", b""), [*bands(b"")]) == (b"", 0.0, [])


def test_likeness_falls_with_every_difference_and_does_not_mind_the_order() -> None:
    """Another day, another actor, another place, other words."""
    same = likeness(ATTACK, other(), HOW)
    for changed in (
        {"date_start": dt.date(2025, 6, 12), "date_end": dt.date(2025, 6, 12)},
        {"actors": ("ETH",), "recipients": ("KEN",)},
        {"place": "Kismayo", "lat": -0.36, "lon": 42.54},
        {"evidence": "Soldiers shelled two villages.", "trigger": "shelled", "trigger_start": 9},
        {"dead": 11},
    ):
        found = likeness(ATTACK, other(**changed), HOW)
        assert found < same
        assert found == likeness(other(**changed), ATTACK, HOW)


def test_far_days_other_classes_and_two_types_of_one_article_are_never_joined() -> None:
    """Whatever else is alike."""
    late = dt.date(2025, 6, 20)
    assert likeness(ATTACK, other(date_start=late, date_end=late), HOW) == 0
    assert likeness(ATTACK, other(type="AID", quad=2), HOW) == 0
    assert likeness(ATTACK, other(article_id="a", type="COERCE"), HOW) == 0


def test_groups_do_not_depend_on_the_order_and_a_chain_is_cut() -> None:
    """The ends of a chain are not alike: they are no story, and every order gives the same groups."""
    reports = [other(id=f"{name}:1", article_id=name) for name in "bcd"]
    pairs = {("b:1", "c:1"): 0.9, ("c:1", "d:1"): 0.8}
    found = [clusters(order, pairs, HOW.limits) for order in permutations(reports)]
    assert all(groups == found[0] for groups in found)
    assert [[report.id for report in group] for group in found[0]] == [["b:1", "c:1"], ["d:1"]]


def test_a_story_is_no_longer_than_its_limit() -> None:
    """However alike its reports."""
    late = dt.date(2025, 6, 10) + dt.timedelta(days=HOW.limits.span_days + 1)
    last = other(date_start=late, date_end=late)
    assert len(clusters([ATTACK, last], {("a:1", "b:1"): 1.0}, HOW.limits)) == 2


def test_a_story_says_who_tells_it_and_what_is_disputed() -> None:
    """Copies and articles of one outlet are one source; what differs is told with its articles."""
    copied = other(copy_of="a", source="Herald")
    again = other(id="c:1", article_id="c", source="Wire", copy_of="c", dead=11, status="denied")
    moved = other(id="d:1", article_id="d", copy_of="d", source="Gazette", place="Kismayo", lat=-0.36, lon=42.54)
    story = tell([moved, again, copied, ATTACK], HOW, {"SOM": "Somalia"})
    assert (story.articles, story.independent) == (4, 2)
    assert story.outlets == ("Gazette", "Herald", "Wire")
    assert (story.start, story.place and story.place.name, story.actors[0].name) == (
        dt.date(2025, 6, 10),
        "Mogadishu",
        "Somalia",
    )
    said = {each.field: {value.value: value.articles for value in each.values} for each in story.disagreements}
    assert said == {
        "status": {"occurred": ("a", "b", "d"), "denied": ("c",)},
        "dead": {"8": ("a", "b", "d"), "11": ("c",)},
        "place": {"Mogadishu": ("a", "b", "c"), "Kismayo": ("d",)},
    }


def test_a_plan_before_its_day_and_a_country_around_a_place_contradict_nobody() -> None:
    """Announced on Monday, done on Tuesday; in Somalia, in Mogadishu."""
    announced = other(status="planned", published=dt.date(2025, 6, 9))
    country = other(id="c:1", article_id="c", place="Somalia", lat=6.0, lon=48.0, exact=False, status="ongoing")
    assert tell([ATTACK, announced, country], HOW, {}).disagreements == ()


def test_what_one_report_leaves_open_contradicts_nobody_and_a_denial_does() -> None:
    """ "May have shelled" beside "shelled" is no dispute; a denial is, also within one report."""
    assert tell([ATTACK, other(status="possible")], HOW, {}).disagreements == ()
    (alone,) = tell([other(disputed=True)], HOW, {}).disagreements
    assert {each.value for each in alone.values} == {"occurred", "denied"}
    (found,) = tell([ATTACK, other(status="denied")], HOW, {}).disagreements
    assert (found.field, {each.value for each in found.values}) == ("status", {"occurred", "denied"})
