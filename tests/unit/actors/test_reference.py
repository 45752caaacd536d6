"""Whom pronouns, last names and phrases such as "the two nations" mean."""

from __future__ import annotations

from .conftest import Code, at


def test_he_is_the_subject_of_the_sentence_before(code: Code) -> None:
    """A pronoun means the nearest fitting subject, and gives the span that proves it."""
    (he,) = at(code("Xi Jinping met Vladimir Putin in Harbin. He praised the harvest."), "He")
    assert (he.code, he.sectors, he.text) == ("CHN", ("GOV",), "He")
    assert he.antecedent is not None
    assert he.antecedent.text == "Xi Jinping"


def test_gender_decides_where_it_is_known(code: Code) -> None:
    """She is the chancellor, him the president."""
    doc = code("Xi Jinping received Angela Merkel. She told him that the talks were useful.", "2019-09-06")
    assert [m.name for m in at(doc, "She")] == ["Angela Merkel"]
    assert [m.name for m in at(doc, "him")] == ["Xi Jinping"]


def test_an_object_is_not_its_own_subject(code: Code) -> None:
    """In "Putin told him" he is somebody else."""
    doc = code("Xi Jinping arrived. Vladimir Putin told him the news.")
    assert [m.name for m in at(doc, "him")] == ["Xi Jinping"]


def test_it_is_a_country_that_acts(code: Code) -> None:
    """A country is "it"; a person is not."""
    doc = code("China signed the treaty. It will send aid to its neighbours.")
    assert [(m.code, m.sectors) for m in at(doc, "It")] == [("CHN", ("GOV",))]
    assert [m.code for m in at(doc, "its")] == ["CHN"]


def test_it_of_the_weather_is_nobody(code: Code) -> None:
    """In "It is cold" there is no actor."""
    assert at(code("Russia signed the treaty. It is cold there."), "It") == ()


def test_they_are_several(code: Code) -> None:
    """Plural pronouns mean plural people, or all who are joined by "and"."""
    doc = code("Ukrainian troops entered the village. They raised a flag.")
    assert [m.code for m in at(doc, "They")] == ["UKR"]
    doc = code("Xi Jinping and Vladimir Putin met. They signed a declaration.")
    assert {m.code for m in at(doc, "They")} == {"CHN", "RUS"}


def test_a_pronoun_may_mean_somebody_unknown(code: Code) -> None:
    """A person outside the tables is still who "he" is, rather than the president named before."""
    doc = code("Vladimir Putin spoke in Moscow. John Smithson listened there. He left early.")
    assert all(m.code != "RUS" for m in at(doc, "He"))


def test_whom_somebody_urges_is_not_himself(code: Code) -> None:
    """ "China urged both nations": the two named before, not China, though it was named last."""
    doc = code("India and Pakistan exchanged fire near Kargil. China urged both nations to show restraint.")
    assert {m.code for m in at(doc, "nations")} == {"IND", "PAK"}


def test_the_two_nations_are_both(code: Code) -> None:
    """Joint mentions give one mention a country on the same span, each with its proof."""
    doc = code("Russia agreed to sell gas to China. Trade between the two nations has doubled.")
    both = at(doc, "nations")
    assert {m.code for m in both} == {"RUS", "CHN"}
    assert {m.text for m in both} == {"the two nations"}
    assert all(m.antecedent is not None for m in both)


def test_both_leaders_are_the_persons(code: Code) -> None:
    """Leaders named before; where only countries were, their governments."""
    doc = code("Xi Jinping received Vladimir Putin. Both leaders praised the deal.")
    assert {m.name for m in at(doc, "leaders")} == {"Xi Jinping", "Vladimir Putin"}
    doc = code("Kenya and Uganda agreed on a border. Both leaders praised the deal.")
    assert {m.code for m in at(doc, "leaders")} == {"KEN", "UGA"}


def test_three_countries_need_three(code: Code) -> None:
    """With fewer candidates than the number says nobody is guessed."""
    (open_,) = at(code("Kenya signed the pact. The three countries will meet."), "countries")
    assert open_.code is None
    assert open_.reason is not None


def test_a_last_name_means_the_full_name_before(code: Code) -> None:
    """Also for persons outside the tables, with sector and country of the first mention."""
    doc = code("Kenyan Health Minister Jane Doe opened a clinic. Doe thanked the donors.")
    (doe,) = at(doc, "Doe", 1)
    assert (doe.code, doe.sectors, doe.name) == ("KEN", ("GOV",), "Jane Doe")
    assert doe.antecedent is not None
    assert doe.antecedent.text == "Kenyan Health Minister Jane Doe"


def test_a_namesake_of_a_leader_is_himself(code: Code) -> None:
    """The last name of somebody introduced in full is his, not the president's."""
    doc = code("Carpenter Mike Trump won the prize. Trump said that he was happy.")
    assert all(m.sectors == () for m in at(doc, "Trump", 1))


def test_the_president_is_the_one_called_so_without_a_country(code: Code) -> None:
    """Between two presidents it is the one whom the article calls simply President."""
    doc = code(
        "President Barack Obama warned Russian President Vladimir Putin. Putin shrugged. The president left.",
        "2016-12-16",
    )
    assert [m.name for m in at(doc, "president")] == ["Barack Obama"]


def test_the_turkish_president_is_the_one_named_before(code: Code) -> None:
    """A country in the phrase decides between presidents."""
    doc = code("Turkish President Recep Tayyip Erdogan met President Joe Biden. The Turkish president smiled.")
    assert [m.name for m in at(doc, "president")] == ["Recep Tayyip Erdogan"]


def test_the_group_is_the_organisation_before(code: Code) -> None:
    """A general noun with "the" stands for the last organisation."""
    (group,) = at(code("Hamas rejected the offer. The group demanded a ceasefire."), "group")
    assert group.code == "PSE"
