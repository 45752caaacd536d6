"""The notation of whole articles: what is written is what is read, and nothing doubtful passes."""

import pytest
from training.articles.labels import LabelledArticle
from training.articles.notation import parse
from training.notation import NotationError

from tidings.ontology import Ontology, load_ontology

TEXT = (
    "<s1>Kyiv</s1> <c1>said</c1> <t1>on Thursday</t1> that <q1>troops had <e1>shelled</e1> <p1>Kharkiv</p1></q1>.\n"
    '<q2>"They came at night,"</q2> <s2><s3>a farmer</s3></s2> <c2>told</c2> us, <q2>"from the north."</q2> '
    '<q3>"We hid."</q3>\n'
    "<s4>The Times</s4> <c4>quoted</c4> <q4><s5>an officer</s5> as "
    "<c5>saying</c5> <q5><e1>the raid</e1> failed</q5></q4>.\n"
)
LINES = (
    "q1 indirect speaker=UKR.GOV\nq2 direct speaker=UKR.CVL\nq3 direct speaker=q2\nq4 indirect speaker=GBR.MED\n"
    "q5 indirect speaker=-\ne1 ASSAULT.heavy-weapons RUS.MIL>UKR.CVL occurred by=q1 date=2014-03-20 place=p1\n"
    "t1 DATE 2014-03-20\np1 Kharkiv, UKR\n"
)
HEAD = "@ 2014-03-21 | wire | Night raid\n"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """The default ontology."""
    return load_ontology("plover")


@pytest.fixture(scope="module")
def article(ontology: Ontology) -> LabelledArticle:
    """One article with every kind of mark."""
    (article,) = parse(f"# Ours.\n{HEAD}{TEXT}==\n{LINES}", "part.txt", ontology)
    return article


def test_spans_point_at_the_bare_text(article: LabelledArticle) -> None:
    """Every tag's span holds the words that stood between its ends, paragraphs parted by an empty line."""
    assert article.text.startswith("Kyiv said on Thursday that troops had shelled Kharkiv.\n\n")
    first, second, third, *_ = article.attributions
    assert [article.text[piece.start : piece.end] for piece in first.content] == ["troops had shelled Kharkiv"]
    assert [article.text[piece.start : piece.end] for piece in second.content] == [
        '"They came at night,"', '"from the north."'
    ]  # fmt: skip
    assert third.cue == ()
    assert third.actors == second.actors


def test_an_event_says_who_whom_when_where_and_by_whose_word(article: LabelledArticle) -> None:
    """An event line keeps its parties, status, source, date and place, and the later mention."""
    (event,) = article.events
    assert (event.type, event.mode, event.status) == ("ASSAULT", "heavy-weapons", "occurred")
    assert (event.said_by, event.date, event.place) == (1, "2014-03-20", 1)
    assert [article.text[piece.start : piece.end] for piece in event.also] == ["the raid"]


def test_sources_of_sources_form_a_chain(article: LabelledArticle) -> None:
    """An attribution inside the content of another has it as its chain."""
    assert article.chain(5) == (4,)
    assert article.chain(1) == ()


@pytest.mark.parametrize(
    ("text", "lines", "says", "line"),
    [
        ("<s1>Kyiv</s1> said.", "", "tags without a line or a content", 3),
        ("<q1>Kyiv <s1>said</q1> so</s1>.", "", "closes what is not open last", 2),
        ("<q1>Kyiv said.", "", "not closed in its paragraph", 2),
        ("<q1>Kyiv </q1>said.", "", "space at its border", 2),
        ("Kyiv <x1>said</x1>.", "", "broken tag", 2),
        ("<q1>It fell</q1>.", "q1 indirect speaker=-", "has one speaker", 4),
        ("<q1>It fell</q1>, <c1>said</c1> he.", "q1 shouted speaker=-", "an attribution is", 4),
        ("<q1>It fell</q1>, <c1>said</c1> he.", "q1 direct speaker=-", "quotation marks", 4),
        ("<q1>It fell</q1>, <c1>said</c1> he.", "q1 indirect speaker=RUS.XXX", "no such sector", 4),
        ("<q1>It fell</q1>, <c1>said</c1> he.", "q1 indirect speaker=-\nq1 indirect speaker=-", "two lines", 5),
        ("It fell.", "q1 indirect speaker=-", "no tag <q1>", 4),
        ("It fell.", "so it ends", "starts with the name of a tag", 4),
        ("It <e1>fell</e1>.", "e1 FALL - occurred", "no such type", 4),
        ("It <e1>fell</e1>.", "e1 ASSAULT -", "a status", 4),
        ("It <e1>fell</e1>.", "e1 ASSAULT - occurred by=q1", "names no attribution", 4),
        ("It <e1>fell</e1>.", "e1 ASSAULT - occurred date=2014-02-31", "day", 4),
        ("It <e1>fell</e1>.", "e1 ASSAULT - occurred place=p1", "names no place", 4),
        ("<t1>Friday</t1>", "t1 DAY 2014", "a time is", 4),
    ],
)
def test_a_doubtful_article_is_refused_with_its_line(
    ontology: Ontology, text: str, lines: str, says: str, line: int
) -> None:
    """Whatever breaks the notation is an error that names file, line and what is wrong."""
    with pytest.raises(NotationError, match=says) as error:
        list(parse(f"{HEAD}{text}\n==\n{lines}\n", "part.txt", ontology))
    assert f"part.txt, line {line}" in str(error.value)


def test_a_trigger_lies_in_what_its_source_says(ontology: Ontology) -> None:
    """An event is not given to a source that does not say it."""
    text = "<e1>A raid</e1> failed, and <q1>it rained</q1>, <s1>Kyiv</s1> <c1>said</c1>."
    with pytest.raises(NotationError, match="does not lie in the content"):
        list(parse(f"{HEAD}{text}\n==\nq1 indirect speaker=UKR\ne1 ASSAULT - occurred by=q1", "part", ontology))


@pytest.mark.parametrize("source", ["Kyiv said.", "", "@ 2014-03-21 wire\nKyiv.\n==\n", f"{HEAD}Kyiv said."])
def test_a_file_that_holds_no_whole_article_is_refused(ontology: Ontology, source: str) -> None:
    """A text outside an article, an empty file, a broken head and a missing '==' are errors."""
    with pytest.raises(NotationError, match="line 1"):
        list(parse(source, "part.txt", ontology))
