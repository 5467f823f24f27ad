"""Keys that stand in several rows of a list."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from cme_data.checks.rows import Rows


def claimed_twice(
    rows: Rows, keys: Sequence[Hashable | None], others: Sequence[Hashable | None]
) -> Iterator[list[int]]:
    """The rows of one source with one key but different others, blanks left out."""
    of: dict[Hashable, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key is not None and others[i] is not None:
            of[rows.provider_of[i], key].append(i)
    for same in of.values():
        if len(same) > 1 and len({others[i] for i in same}) > 1:
            yield same
