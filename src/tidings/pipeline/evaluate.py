"""Code the texts of a gold file and compare."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from tidings.exchange.gold import read_gold
from tidings.pipeline.coder import Coder, load
from tidings.records import CodedArticle, GoldArticle

if TYPE_CHECKING:
    from tidings.analysis import Evaluation

_T = TypeVar("_T")


def evaluate(
    gold: str | os.PathLike[str] | Iterable[GoldArticle | CodedArticle],
    coder: Coder | str | os.PathLike[str] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Code the texts of a gold coding and measure how far a coder agrees with it.

    Args:
        gold: a gold file (coded articles or PLOVER JSON records, see ``docs/how-to/evaluate.md``), or gold articles;
            a coded article given here is taken as the truth.
        coder: a coder, the path of a coder file (TOML), or None for the default coder.
        progress: called after each article with how many are coded and how many there are.

    Raises:
        ReadError: the gold file cannot be read, or an item of it is wrong; names file and line.
        ArticleError: a text cannot be coded: without it the figures would be of another gold.
        ConfigError, ModelError: as ``tidings.load``.
    """
    from tidings.analysis import compare  # noqa: PLC0415  brings the store's engine, which coding does not need

    articles = read_gold(os.fspath(gold)) if isinstance(gold, str | os.PathLike) else [_as_gold(each) for each in gold]
    chosen = load(coder) if coder is None or isinstance(coder, str | os.PathLike) else coder
    coded = chosen.pipe(each.article for each in articles)
    return compare(articles, _counted(coded, len(articles), progress))


def _as_gold(article: GoldArticle | CodedArticle) -> GoldArticle:
    return article if isinstance(article, GoldArticle) else GoldArticle.of(article)


def _counted(items: Iterable[_T], total: int, progress: Callable[[int, int], None] | None) -> Iterator[_T]:
    for number, item in enumerate(items, 1):
        yield item
        if progress:
            progress(number, total)
