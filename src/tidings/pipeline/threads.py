"""Numpy on one thread while a coder works.

The matrices of its heads and rankers are small: a second thread of the BLAS library mostly waits, and takes from the
processes beside it (events of 15 articles on 2 busy cores: 1.8 s of processor time with one thread, 6.3 s with two).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import TypeVar

from threadpoolctl import ThreadpoolController

_T = TypeVar("_T")


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """What is computed inside uses one thread; afterwards the caller's own setting holds again."""
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


def by_one_thread(stream: Iterator[_T]) -> Iterator[_T]:
    """The same items, each made by one thread; what the caller does between two of them is not touched."""
    while True:
        with one_thread():
            try:
                item = next(stream)
            except StopIteration:
                return
        yield item
