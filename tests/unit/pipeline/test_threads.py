"""A coder's arithmetic on one thread leaves the caller's setting as it was."""

from __future__ import annotations

from threadpoolctl import threadpool_info, threadpool_limits

import tidings
from tidings.pipeline.threads import by_one_thread


def _threads() -> set[int]:
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


def test_items_are_made_by_one_thread_and_used_by_as_many_as_before() -> None:
    """Between two articles a user's own code may compute with all cores."""
    with threadpool_limits(2, user_api="blas"):
        inside = by_one_thread(_threads() for _ in range(2))
        assert next(inside) == {1}
        assert _threads() == {2}
        assert [*inside] == [{1}]


def test_a_coder_gives_the_setting_back(coder: tidings.Coder) -> None:
    """Also when it is left in the middle of a stream."""
    with threadpool_limits(2, user_api="blas"):
        next(iter(coder.pipe(["Iran condemned Israel."] * 3)))
        assert _threads() == {2}
