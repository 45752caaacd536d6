"""Who a Doc names: noun phrases, modifiers, governments, country and sector from different words."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc

from tidings.actors import belongs_to, mentions_at

from .conftest import Code, at


def named(doc: Doc) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    """Text of each mention to code and sectors; the first of equal texts."""
    found: dict[str, tuple[str | None, tuple[str, ...]]] = {}
    for mention in doc._.tidings_actors:
        found.setdefault(mention.text, (mention.code, mention.sectors))
    return found


@pytest.mark.parametrize(
    ("sentence", "text", "actor"),
    [
        ("Russian President Vladimir Putin left.", "Russian President Vladimir Putin", ("RUS", ("GOV",))),
        ("Ukrainian forces shelled the town.", "Ukrainian forces", ("UKR", ("MIL",))),
        ("Officials in Turkey have cracked down on critics.", "Officials in Turkey", ("TUR", ("GOV",))),
        ("The White House rejected the plan.", "The White House", ("USA", ("GOV",))),
        ("A U.S. State Department spokesman cautioned Serbia.", "A U.S. State Department spokesman", ("USA", ("GOV",))),
        ("Taliban gunmen attacked a school.", "Taliban gunmen", ("AFG", ("GOV",))),
        ("The Kenyan parliament voted.", "The Kenyan parliament", ("KEN", ("LEG",))),
        ("The Supreme Court of Brazil ruled.", "The Supreme Court of Brazil", ("BRA", ("JUD",))),
        ("The United Nations called for calm.", "The United Nations", ("UNO", ())),
        ("The police chief of Nairobi resigned.", "The police chief of Nairobi", ("KEN", ("COP",))),
        ("Former President Barack Obama spoke.", "Former President Barack Obama", ("USA", ("ELI",))),
    ],
)
def test_country_and_sector_are_composed(
    code: Code, sentence: str, text: str, actor: tuple[str, tuple[str, ...]]
) -> None:
    """The country comes from its part of the phrase, the sector from its part; the span is the whole phrase."""
    assert named(code(sentence))[text] == actor


def test_the_most_telling_role_wins(code: Code) -> None:
    """A spokesman of the army is army, not government."""
    (mention,) = at(code("A Ukrainian military spokesman said that the bridge was open."), "spokesman")
    assert (mention.code, mention.sectors) == ("UKR", ("MIL",))


def test_who_backs_an_actor_is_not_its_country(code: Code) -> None:
    """Pro-Iranian militias in Iraq are Iraqi; rebels backed by a state are not that state."""
    (militias,) = at(code("Pro-Iranian militias in Iraq fired rockets."), "militias")
    assert militias.code == "IRQ"
    assert all(m.code != "USA" for m in code("US-backed rebels took the hill.")._.tidings_actors)


def test_who_leads_strikes_is_found_at_its_word(code: Code) -> None:
    """Strikes "US-led" are by the United States; the strikes themselves are nobody."""
    doc = code("US-led strikes hit the depot.")
    assert [m.code for m in at(doc, next(t.text for t in doc if t.text.startswith("US")))] == ["USA"]
    assert at(doc, "strikes") == ()


def test_a_modifier_answers_at_its_own_word(code: Code) -> None:
    """The advance is no actor, whose advance it is, is."""
    doc = code("The Russian advance alarmed investors in the Chinese economy.")
    assert at(doc, "advance") == at(doc, "economy") == ()
    assert [m.code for m in at(doc, "Russian")] == ["RUS"]
    assert [m.code for m in at(doc, "Chinese")] == ["CHN"]


def test_a_possessor_answers_at_its_own_word(code: Code) -> None:
    """In "Moscow's most significant advance": Moscow is the government that acts; its span has no "'s"."""
    doc = code("It was Moscow's most significant advance in months, before Putin's visit.")
    (moscow,) = at(doc, "Moscow")
    assert (moscow.text, moscow.code, moscow.sectors) == ("Moscow", "RUS", ("GOV",))
    assert [m.name for m in at(doc, "Putin")] == ["Vladimir Putin"]
    assert at(doc, "visit") == ()


def test_a_country_that_acts_is_its_government(code: Code) -> None:
    """A country or capital as subject, agent or addressee is GOV; as an object or place only a country."""
    doc = code("Beijing urged Japan to wait. The islands were claimed by Vietnam. Troops arrived in Poland.")
    assert at(doc, "Beijing")[0].sectors == ("GOV",)
    assert at(doc, "Japan")[0].sectors == ("GOV",)
    assert at(doc, "Vietnam")[0].sectors == ("GOV",)
    assert (at(doc, "Poland")[0].code, at(doc, "Poland")[0].sectors) == ("POL", ())


def test_an_unknown_minister_gets_sector_and_country(code: Code) -> None:
    """A title before an unknown name says what he is; an adjective, possessive or of-phrase says of which country."""
    doc = code("Foreign Minister Jane Doe of Kenya arrived. Peru's Defence Minister Juan Ejemplo left.")
    assert [(m.code, m.sectors, m.name) for m in at(doc, "Doe")] == [("KEN", ("GOV",), "Jane Doe")]
    assert [(m.code, m.sectors[:1]) for m in at(doc, "Ejemplo")] == [("PER", ("GOV",))]


def test_an_apposition_says_who_an_unknown_person_is(code: Code) -> None:
    """An apposition names the office: "Jane Doe, the Kenyan foreign minister" is Kenya's government."""
    (doe,) = at(code("Jane Doe, the Kenyan foreign minister, resigned on Monday."), "Doe")
    assert (doe.code, doe.sectors) == ("KEN", ("GOV",))


def test_a_phrase_without_country_takes_that_of_the_article(code: Code) -> None:
    """One country in the whole article: the police are its police, and the mention that proves it is given."""
    doc = code("NAIROBI — Thousands marched in Kenya on Monday. Police fired tear gas.")
    (police,) = at(doc, "Police")
    assert (police.code, police.sectors) == ("KEN", ("COP",))
    assert police.country_from is not None
    assert police.country_from.text == "Kenya"
    assert police.antecedent is None  # Kenya is not the police


def test_two_countries_leave_it_open(code: Code) -> None:
    """Between two countries the code stays None and the reason says so."""
    doc = code("Talks between Kenya and Uganda failed. Evangelical leaders prayed.")
    (leaders,) = at(doc, "leaders")
    assert (leaders.code, leaders.sectors) == (None, ("REL",))
    assert leaders.reason == "two candidates"


def test_the_west_is_no_actor(code: Code) -> None:
    """A region or worldview has no code, and says why."""
    (west,) = at(code("Moscow accused the West of lying."), "West")
    assert west.code is None
    assert west.reason is not None
    assert "no actor" in west.reason


def test_coordinated_countries_give_one_mention_each(code: Code) -> None:
    """As "Russian and Chinese warships" are two actors on one span."""
    doc = code("The Russian and Chinese presidents met in Harbin.")
    assert {m.code for m in at(doc, "presidents")} == {"RUS", "CHN"}
    assert len({(m.start, m.end) for m in at(doc, "presidents")}) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Michael Jordan scored twice.",
        "Melania Trump opened the library.",
        "She turned on the china cupboard light.",
        "The turkey was roasted.",
        "Who told us?",
    ],
)
def test_other_things_of_the_same_name_are_not_countries(code: Code, sentence: str) -> None:
    """Given names, wives of presidents and crockery are no countries or governments."""
    assert [m.text for m in code(sentence)._.tidings_actors if m.code] == []


def test_initials_are_matched_as_written(code: Code) -> None:
    """WHO is an organisation, who is a pronoun; in a headline in capitals it is none."""
    assert [m.code for m in at(code("The WHO sent doctors."), "WHO")] == ["UNO"]
    assert [m.text for m in code("THE MAN WHO LIVED THERE ESCAPED.")._.tidings_actors if m.text == "WHO"] == []


def test_the_same_name_differs_by_date(code: Code) -> None:
    """In office government, afterwards a former official; the Taliban were rebels until August 2021."""
    in_office, after = code("Barack Obama spoke.", "2012-05-01"), code("Barack Obama spoke.", "2019-05-01")
    assert (at(in_office, "Obama")[0].sectors, at(after, "Obama")[0].sectors) == (("GOV",), ("ELI",))
    assert at(code("The Taliban attacked.", "2015-01-01"), "Taliban")[0].sectors == ("REB",)
    assert at(code("The Taliban attacked.", "2022-01-01"), "Taliban")[0].sectors == ("GOV",)


def test_things_belong_to_a_country(code: Code) -> None:
    """Cities, regions and people of a country are nobody's government, but have its code over the whole phrase."""
    doc = code("Drones hit residential areas in Russia and Ukrainian cities. Ukraine lost its airfields.")
    areas, cities, airfields = (next(t for t in doc if t.text == word) for word in ("areas", "cities", "airfields"))
    assert [(m.text, m.code, m.sectors) for m in belongs_to(doc, cities)] == [("Ukrainian cities", "UKR", ())]
    assert [m.code for m in belongs_to(doc, areas)] == ["RUS"]
    assert [m.code for m in belongs_to(doc, airfields)] == ["UKR"]


def test_an_actor_belongs_to_nobody_else(code: Code) -> None:
    """Who is an actor already is not asked for an owner."""
    doc = code("Russian troops left.")
    assert belongs_to(doc, next(t for t in doc if t.text == "troops")) == ()


def test_a_doc_without_the_stage_has_no_actors(nlp: Any) -> None:
    """Asking a Doc that the stage has not seen gives nothing, not an error."""
    doc = nlp.make_doc("Russia won.")
    assert mentions_at(doc, doc[0]) == belongs_to(doc, doc[0]) == ()


def test_the_span_is_the_phrase_without_relative_clause(code: Code) -> None:
    """The mention ends before "who" and before "and"."""
    doc = code("Turkish police who had waited outside and angry protesters clashed in Ankara.")
    assert at(doc, "police")[0].text == "Turkish police"


def test_long_and_odd_texts_are_quick(code: Code) -> None:
    """A sentence of thousands of names, nested or in a row, neither fails nor takes quadratic time."""
    doc = code("Russia and China and " * 1500 + "left. " + "the president of " * 1500 + "Kenya spoke.")
    assert len(doc._.tidings_actors) > 1000


def test_a_dateline_does_not_act(code: Code) -> None:
    """Where a report was written is a country at most, and "it" never means it."""
    doc = code("NAIROBI (Testwire) - Uganda closed the border. It will open again in May.")
    assert at(doc, "NAIROBI")[0].sectors == ()
    assert [m.code for m in at(doc, "It")] == ["UGA"]


def test_words_of_a_name_are_no_roles(code: Code) -> None:
    """In "the National Museum" nobody is a national."""
    assert [m.sectors for m in at(code("The National Museum opened in Peru."), "Museum") if m.sectors] == []


def test_the_holder_of_an_office_is_known_by_date(code: Code) -> None:
    """Also where the article does not name him: the office, the country and the date do."""
    doc = code("The Turkish president arrived in Baku.", "2020-12-10")
    assert [m.name for m in at(doc, "president")] == ["Recep Tayyip Erdogan"]


def test_abroad_is_not_at_home(code: Code) -> None:
    """Whose troops they are is said before them, where they are behind them."""
    assert [m.code for m in at(code("U.S. troops in Iraq left the base."), "troops")] == ["USA"]
    assert [m.code for m in at(code("Security forces in Guinea fired."), "forces")] == ["GIN"]


def test_another_country_than_that_of_the_table(code: Code) -> None:
    """A name that many countries share is that of the country before it."""
    assert [m.code for m in at(code("Kenya's Supreme Court annulled the vote."), "Court")] == ["KEN"]


def test_a_state_abbreviation_or_longer_place_is_no_country(code: Code) -> None:
    """The end of a longer name is not the name."""
    assert all(m.code != "GBR" for m in code("New South Wales rejected the plan.")._.tidings_actors)
