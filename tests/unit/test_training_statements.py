"""The lessons of the statements' ranker come from the marks, and the figures from the agreement with them."""

from __future__ import annotations

import pytest
from training.articles.labels import LabelledArticle
from training.articles.notation import parse
from training.statements.measure import measure, merged
from training.statements.oracle import Oracle

import tidings
from tidings.ontology import load_ontology
from tidings.records import Statement
from tidings.statements.find import find_statements

SOURCE = """@ 2014-03-21 | wire | Night raid
<s1>Kyiv</s1> <c1>said</c1> on Thursday that <q1>Russian troops had shelled Kharkiv</q1>. The mayor was away.
<q2>"They came at night,"</q2> <s2><s3><s4>Olena Kravet</s4></s3></s2> <c2>said</c2>. <q3>"We ran into the cellar."</q3>
<q4>"In the morning the house was gone."</q4>
==
q1 indirect speaker=UKR.GOV
q2 direct speaker=UKR.CVL
q3 direct speaker=q2
q4 direct speaker=q2
"""


@pytest.fixture(scope="module")
def article() -> LabelledArticle:
    """An article with four marked attributions, two of which are one statement."""
    (found,) = parse(SOURCE, "part.txt", load_ontology("plover"))
    return found


@pytest.fixture(scope="module")
def taught(article: LabelledArticle, coder: tidings.Coder) -> tuple[list[Statement], Oracle]:
    """What the stage finds when it is told the marked answers."""
    doc = coder.parsed(article.text, published=article.published)
    oracle = Oracle(article, doc)
    return find_statements(doc, oracle), oracle


def test_told_the_marks_the_stage_finds_them(article: LabelledArticle, taught: tuple[list[Statement], Oracle]) -> None:
    """The candidates hold the marked answers: with the right choices nothing is missed and nothing added."""
    figures = measure([(article, taught[0])])
    assert (figures.precision, figures.recall, figures.speaker) == (1.0, 1.0, 1.0)


def test_every_choice_is_a_lesson_and_most_words_attribute_nothing(taught: tuple[list[Statement], Oracle]) -> None:
    """Lessons of contents, speakers and free quotations, with "none of them" among the right answers."""
    lessons = taught[1].lessons
    assert {lesson.question.kind for lesson in lessons} == {"content", "speaker", "quote"}
    assert all(0 <= place < len(lesson.question.answers) for lesson in lessons for place in lesson.right)


def test_a_quotation_that_goes_on_in_its_paragraph_is_one(article: LabelledArticle) -> None:
    """The next sentence of a quotation belongs to it, the next paragraph is a statement of its own."""
    assert [len(each.content) for each in merged(article)] == [1, 2, 1]


def test_a_missing_and_a_false_statement_cost_recall_and_precision(
    article: LabelledArticle, taught: tuple[list[Statement], Oracle]
) -> None:
    """One of three missing: recall falls, precision stays."""
    figures = measure([(article, taught[0][1:])])
    assert figures.precision == 1.0
    assert figures.recall == pytest.approx(2 / 3)
