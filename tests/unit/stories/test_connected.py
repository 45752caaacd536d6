"""What hangs together by pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tidings.stories import connected

KEYS = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=12)


@given(PAIRS)
def test_every_key_is_in_one_group_and_pairs_are_never_parted(pairs: list[tuple[str, str]]) -> None:
    """The groups are those of the transitive closure, whatever the order of the pairs."""
    groups = list(connected(KEYS, pairs))
    assert sorted(key for group in groups for key in group) == list(KEYS)
    home = {key: number for number, group in enumerate(groups) for key in group}
    assert all(home[one] == home[other] for one, other in pairs)
    again = connected(KEYS, [(other, one) for one, other in reversed(pairs)])
    assert [sorted(group) for group in groups] == [sorted(group) for group in again]


def test_what_no_pair_joins_stays_apart() -> None:
    """Two chains and one alone."""
    assert [sorted(group) for group in connected("abcde", [("c", "a"), ("b", "d")])] == [["a", "c"], ["b", "d"], ["e"]]
