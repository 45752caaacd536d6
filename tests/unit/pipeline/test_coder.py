"""The coder's contract, whatever the stages find."""

from __future__ import annotations

from pathlib import Path

import pytest

import tidings
from tidings.errors import ArticleError, ConfigError, ModelError, SpanError, UsageError

TEXT = "Iran condemned Israel on Friday. The two sides held talks in Geneva."


def test_a_text_and_its_article_are_coded_alike(coder: tidings.Coder) -> None:
    """A string with fields is an Article."""
    article = tidings.Article(text=TEXT, published="2024-05-17", source="Wire")
    assert coder.code(article) == coder.code(TEXT, published="2024-05-17", source="Wire")


def test_a_stream_is_coded_in_its_order(coder: tidings.Coder) -> None:
    """Batches are inside: what comes out is what ``code`` gives, one by one."""
    articles = [tidings.Article(text=f"{TEXT} Note {number}.", published="2024-05-17") for number in range(70)]
    coded = list(coder.pipe(articles))
    assert [each.article for each in coded] == articles
    assert coded[33] == coder.code(articles[33])


@pytest.mark.slow
def test_processes_give_the_same_as_one(coder: tidings.Coder) -> None:
    """``workers`` changes the time, not the result."""
    articles = [tidings.Article(text=f"{TEXT} Note {number}.") for number in range(40)]
    assert list(coder.pipe(articles, workers=2)) == list(coder.pipe(articles))


def test_an_article_longer_than_a_piece_keeps_its_offsets(coder: tidings.Coder) -> None:
    """Spans of every piece point into the whole text; events have distinct ids."""
    text = "\n\n".join(f"Iran condemned Israel on Friday, note {number}." for number in range(2600))
    coded = coder.code(text, published="2024-05-17")
    assert len(text) > 100_000
    spans = [*coded.sentences, *coded.actors, *coded.times, *(event.trigger for event in coded.events)]
    assert max(span.end for span in spans) > 100_000
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert len({event.id for event in coded.events}) == len(coded.events)


def test_too_long_an_article_is_refused_in_one_line(coder: tidings.Coder) -> None:
    """Five megabytes are no article: the error says the limit and the setting."""
    with pytest.raises(ArticleError, match=r"more than 1,000,000.*max_characters"):
        coder.code("word " * 1_100_000)


def test_a_sentence_of_ten_thousand_words_is_coded(coder: tidings.Coder) -> None:
    """Through every stage, each event once and at its own words."""
    text = "the Iranian army shelled Iraq and " * 1700
    coded = coder.code(text)
    assert len(coded.events) > 1000
    assert all(text[event.trigger.start : event.trigger.end] == "shelled" for event in coded.events)


def test_text_from_right_to_left_and_emoji_keep_their_offsets(coder: tidings.Coder) -> None:
    """Code points, not bytes or what is drawn."""
    text = "🇮🇷 إيران 🙂 said. Iran condemned Israel 🚀 on Friday."
    coded = coder.code(text, published="2024-05-17")
    assert [text[event.trigger.start : event.trigger.end] for event in coded.events] == ["condemned"]
    assert all(text[mention.start : mention.end] == mention.text for mention in coded.actors)


def test_an_empty_text_is_coded_to_nothing(coder: tidings.Coder) -> None:
    """Nothing in, nothing out, no crash."""
    coded = coder.code("")
    assert (coded.sentences, coded.events, coded.statements) == ((), (), ())


@pytest.mark.parametrize("wrong", ["17 May 2024", "2024-13-01"])
def test_a_wrong_date_is_one_clear_error(coder: tidings.Coder, wrong: str) -> None:
    """Never coded under another date."""
    with pytest.raises(ArticleError, match=r"published.*"):
        coder.code(TEXT, published=wrong)


def test_spans_outside_the_text_are_refused(coder: tidings.Coder) -> None:
    """A span error says what the text's length is."""
    with pytest.raises(SpanError, match="text of 5 characters"):
        coder.status("short", [(2, 9)])


def test_relation_gives_every_type_best_first(coder: tidings.Coder) -> None:
    """All sixteen types, probabilities that sum to one."""
    found = coder.relation("Iran condemned Israel.", actor=(0, 4), recipient=(15, 21))
    assert {each.type for each in found} == set(coder.ontology.types)
    assert found[0].type == "ACCUSE"
    assert sum(each.probability for each in found) == pytest.approx(1)
    assert [each.probability for each in found] == sorted((each.probability for each in found), reverse=True)


def test_nobody_named_is_allowed_in_relation(coder: tidings.Coder) -> None:
    """None stands for a party that the text does not name."""
    assert coder.relation("Protesters marched.", actor=(0, 10), recipient=None)[0].type == "PROTEST"


def test_a_date_of_identify_must_be_one(coder: tidings.Coder) -> None:
    """A typo in ``on`` is an error, not any date."""
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        coder.identify("Vladimir Putin", on="May 2024")


def test_unknown_parser_and_stage_are_named() -> None:
    """What is missing, and what there is."""
    with pytest.raises(ModelError, match="en_missing"):
        tidings.load(parser="en_missing")
    with pytest.raises(ConfigError, match=r"no stage is called 'tidings_tiems'.*tidings_times"):
        tidings.load(stages=("tidings_tiems",))


def test_stages_in_the_wrong_order_are_refused() -> None:
    """The pipeline is checked before any text is read."""
    with pytest.raises(ConfigError, match=r"tidings_events.*tidings_actors"):
        tidings.load(stages=("tidings_events", "tidings_times", "tidings_places", "tidings_actors"))


def test_an_unknown_option_of_a_stage_is_refused(tmp_path: Path) -> None:
    """A typo in an option is not ignored."""
    file = tmp_path / "coder.toml"
    file.write_text('[stages.tidings_events]\nontolgy = "x"\n')
    with pytest.raises(ConfigError, match=r"\[stages\.tidings_events\].*no option 'ontolgy'"):
        tidings.load(file)


def test_versions_say_what_coded(coder: tidings.Coder) -> None:
    """Every coded article names coder, ontology, knowledge and parser."""
    versions = coder.code(TEXT).versions
    assert versions.coder == tidings.__version__
    assert versions.ontology.startswith("plover ")
    assert versions.parser.startswith(coder.parser_name)
