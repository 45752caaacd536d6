"""Groups out of pairs: average linkage, so that a chain of half-alike reports does not become one story."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tidings.stories.report import Report
from tidings.stories.weights import Limits

_Pairs = Mapping[tuple[str, str], float]


def clusters(reports: Iterable[Report], pairs: _Pairs, limits: Limits) -> list[list[Report]]:
    """Join the two most alike groups again and again, while their mean likeness reaches ``limits.join``.

    A pair that is not in ``pairs`` counts as 0. Groups whose days would lie more than ``limits.span_days`` apart stay
    apart. The result depends on the set of reports and pairs alone, never on their order.

    Source: unweighted average linkage (UPGMA), Sokal and Michener (1958), University of Kansas Science Bulletin 38.
    """
    members = {number: [report] for number, report in enumerate(sorted(reports, key=lambda report: report.order))}
    numbers = {found[0].id: number for number, found in members.items()}
    sums: dict[int, dict[int, float]] = {number: {} for number in members}
    for (left_id, right_id), value in pairs.items():
        if left_id in numbers and right_id in numbers and left_id != right_id:
            sums[numbers[left_id]][numbers[right_id]] = value
            sums[numbers[right_id]][numbers[left_id]] = value
    heap: list[tuple[float, int, int]] = [
        (-value, one, other) for one, found in sums.items() for other, value in found.items() if one < other
    ]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= limits.join:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members or -negative != _mean(one, other, members, sums):
            continue
        if not _within(members[one] + members[other], limits.span_days):
            continue
        _merge(one, other, members, sums)
        for third in sums[one]:
            left, right = min(one, third), max(one, third)
            heapq.heappush(heap, (-_mean(left, right, members, sums), left, right))
    return [sorted(found, key=lambda report: report.order) for found in members.values()]


def connected(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """What hangs together by pairs of any number of steps: each key in one group, in the order of the keys."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        beside[one].append(other)
        beside[other].append(one)
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            continue
        seen.add(key)
        group = [key]
        for member in group:  # grows while it is read
            fresh = [other for other in beside.get(member, ()) if other not in seen]
            seen.update(fresh)
            group += dict.fromkeys(fresh)
        yield group


def _mean(one: int, other: int, members: dict[int, list[Report]], sums: dict[int, dict[int, float]]) -> float:
    return sums[one].get(other, 0.0) / (len(members[one]) * len(members[other]))


def _merge(one: int, other: int, members: dict[int, list[Report]], sums: dict[int, dict[int, float]]) -> None:
    """All of ``other`` goes to ``one``."""
    members[one] = members[one] + members.pop(other)
    gone = sums.pop(other)
    sums[one].pop(other, None)
    for third, value in gone.items():
        if third == one:
            continue
        sums[third].pop(other)
        both = sums[one].get(third, 0.0) + value
        sums[one][third] = sums[third][one] = both


def _within(found: list[Report], days: int) -> bool:
    known = [report.day for report in found if report.day]
    return not known or (max(known) - min(known)).days <= days
