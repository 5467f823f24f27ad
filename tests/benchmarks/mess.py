"""What is read rightly of messy and of faulty lists, and how quickly.

python -m tests.benchmarks.mess [messes] [stacks] [mended] [speed]

`messes`: every sample workbook and every newest list of the made-up authority in each mess.
`stacks`: random registers, rows and messes on top of one another, by Hypothesis.
`mended`: every mess with every fault, mended as the findings ask and sent again; then many faults at once.
`speed`: 5,000 rows with 500 faults, and 50,000 rows.
"""

import datetime as dt
import itertools
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings

from cme_data.examine import examine
from cme_data.sample.history import authority
from tests.benchmarks import ingest
from tests.benchmarks.timing import percentile, seconds
from tests.faults import FAULTS, Spoiler
from tests.messes import MESSES
from tests.messy_lists import Kept, clean_list
from tests.messy_outcomes import AS_AT, Outcome, outcome
from tests.messy_samples import newest_lists, sample_lists
from tests.messy_strategies import messy_lists
from tests.second_pass import sent_twice

_FIGURES = (
    "columns", "matched", "wrong matches", "cells", "read wrongly", "asked about", "rows", "rows lost",
    "rows invented", "rows asked about",
)  # fmt: skip


def messes() -> None:
    history = authority()
    lists = [*sample_lists(history), *newest_lists(history)]
    print(f"messes: {len(lists)} lists, {sum(len(kept.meant) for kept in lists):,} rows")
    print(" " * 26 + "".join(f"{name:>18}" for name in _FIGURES))
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for name in ("as they are", *MESSES, *(f"five at once, {n}" for n in range(1, 6))):
        line: Counter[str] = Counter()
        for i, kept in enumerate(lists):
            found = outcome(_in_a_mess(kept, name, Random(f"{name} {i}")))
            line += found.counts
            wrong += [f"{name}, {kept.register}: {words}" for words in found.wrong]
        _print_line(name, line)
        total += line
    _print_line("together", total)
    for words in wrong[:20]:
        print("  " + words)


def _in_a_mess(kept: Kept, name: str, dice: Random) -> Kept:
    made = deepcopy(kept)
    chosen = [name] if name in MESSES else dice.sample(list(MESSES), 5) if name.startswith("five") else []
    for one, mess in MESSES.items():
        if one in chosen:
            mess(made, dice)
    return made


def _print_line(name: str, line: Counter[str]) -> None:
    texts = {figure: f"{line[figure]:,}" for figure in _FIGURES}
    texts["matched"] = f"{100 * line['matched'] / line['columns']:.1f}%"
    cells = [f"{texts[figure]:>18}" for figure in _FIGURES]
    print(f"  {name:24}{''.join(cells)}", flush=True)


def stacks(examples: int = 10_000) -> None:
    counts: Counter[str] = Counter()

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(messy_lists())
    def hold(kept: Kept) -> None:
        found: Outcome = outcome(kept)
        counts.update(found.counts, lists=1)
        assert found.wrong == [], found.wrong

    hold()
    print(
        f"stacks: {counts['lists']:,} random lists under up to seven messes, none read wrongly or in silence"
    )
    _print_line("together", counts)


def mended() -> None:
    history = authority()
    lists = [*sample_lists(history), *newest_lists(history)]
    sent, spoilt, said, left = 0, 0, 0, []
    for kept, chosen, faults, dice in _faulty(lists):
        found = sent_twice(kept, chosen, faults, dice)
        sent += bool(found.faults)
        spoilt += len(found.faults)
        said += len(found.before)
        left += [f"{kept.register}, {chosen}, {found.faults}: {finding.message}" for finding in found.after]
    print(
        f"mended: {sent:,} faulty lists with {spoilt:,} faults, {said:,} findings; after mending: {len(left)} new"
    )
    for words in left[:20]:
        print("  " + words)


def _faulty(lists: list[Kept]) -> Iterator[tuple[Kept, list[str], list[str], Random]]:
    """Every mess with every fault, each time on two other lists; many at once on every list; its whole length once."""
    turn = itertools.cycle(lists)
    for mess, fault in itertools.product(MESSES, FAULTS):
        for n in range(2):
            dice = Random(f"{mess} {fault} {n}")
            yield _some_rows(next(turn), dice), [mess], [fault], dice
    for i, kept in enumerate(lists):
        for n in range(10):
            dice = Random(f"{i} {n}")
            yield _some_rows(kept, dice), dice.sample(list(MESSES), 4), dice.sample(list(FAULTS), 8), dice
        dice = Random(i)
        yield deepcopy(kept), dice.sample(list(MESSES), 3), list(FAULTS), dice


def _some_rows(kept: Kept, dice: Random) -> Kept:
    made = deepcopy(kept)
    made.lines = sorted(dice.sample(made.lines, min(12, len(made.lines))), key=made.lines.index)
    return made


def speed() -> None:
    data = faulty_workbook(5_000, 500)
    _examined(faulty_workbook(10, 1))  # imports, and Pandera's first schema
    times = [seconds(lambda: _examined(data)) for _ in range(20)]
    found = len(_examined(data))
    print(
        f"speed: 5,000 rows with 500 faults ({found:,} findings): p95 {percentile(times, 0.95):.2f} s (aim: to 2)"
    )
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(faulty_workbook(50_000, 500))
        file.flush()
        # A process of its own, so that its peak is the reading's alone.
        subprocess.run([sys.executable, "-m", __spec__.name, "one", file.name], check=True)


def one(path: str) -> None:
    data = Path(path).read_bytes()
    took = seconds(lambda: _examined(data))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  50,000 rows with 500 faults, {len(data) / 1e6:.0f} MB: {took:.1f} s, imports and all; peak {peak:,.0f} MB"
    )


def faulty_workbook(rows: int, faults: int) -> bytes:
    """A CME register of so many children in which so many cells are wrong."""
    columns = [ingest.REGISTERS["cme"].column(name) for name in ingest.COLUMNS]
    values = [{column.name: ingest.value(column, n) for column in columns} for n in range(rows)]
    for row in values:
        row |= {name: value.date() for name, value in row.items() if isinstance(value, dt.datetime)}
    kept = clean_list("cme", values, list(ingest.COLUMNS))
    kinds = [fault for name, fault in FAULTS.items() if "heading" not in name]
    spoiler = Spoiler(kept, Random(0))
    spoilt = 0
    while spoilt < faults:
        spoilt += sum(kind(spoiler) for kind in kinds[: faults - spoilt])
    return kept.data()


def _examined(data: bytes) -> list[object]:
    (sheet,) = examine(data, "list.xlsx", as_at=AS_AT, today=AS_AT).sheets
    return list(sheet.problems)


PARTS: dict[str, Callable[[], None]] = {part.__name__: part for part in (messes, stacks, mended, speed)}


def main() -> None:
    if sys.argv[1:2] == ["one"]:
        one(sys.argv[2])
        return
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
