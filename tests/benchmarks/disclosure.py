"""Suppression: more cells hidden than the fewest possible on small tables, and an annual report against the attacker.

python -m tests.benchmarks.disclosure
"""

import random
import time
from functools import partial

from cme_data import disclosure
from cme_data.settings import shipped
from cme_data.statistics import ALL, TOTAL, Family
from tests.attacker import fewest_hidden, recovered_from_many
from tests.benchmarks.timing import seconds
from tests.released_families import added_up, annual, key, one_way


def main() -> None:
    settings = shipped()
    up_to = settings.disclosure.suppress_up_to
    dice = random.Random(1)
    for name, make in (("lists and their totals", _list), ("two boroughs by three groups", _table)):
        families = [make(dice) for _ in range(300)]
        ours = [_hidden(disclosure.released(family, settings)) for family in families]
        fewest = [fewest_hidden(family, up_to) for family in families]
        more = sum(one > least for one, least in zip(ours, fewest, strict=True))
        print(
            f"{len(families)} {name}: {sum(ours)} counts hidden, {sum(fewest)} at the fewest "
            f"({sum(ours) / sum(fewest):.3f}); more than must in {more}"
        )
    for children in (1.0, 0.3):
        family = annual(children=children)
        began = time.process_time()
        took = seconds(partial(disclosure.released, family, settings))
        worked = time.process_time() - began
        shown = disclosure.released(family, settings)
        print(
            f"a year of {len(family.figures)} figures, {shown.hidden.counts} counts, {len(family.equations)} sums: "
            f"{shown.hidden.small} small and {shown.hidden.beside} beside them hidden in {took:.1f} s "
            f"({worked:.1f} s of work; aim: under 10)"
        )
        began = time.perf_counter()
        found = recovered_from_many(shown.family, up_to, registers_overlap=True)
        print(
            f"attacker: {_hidden(shown)} hidden counts tried, {len(found)} recovered, "
            f"in {time.perf_counter() - began:.0f} s"
        )


def _hidden(shown: disclosure.Shown) -> int:
    return shown.hidden.small + shown.hidden.beside


def _number(dice: random.Random) -> int:
    return dice.choice((0, dice.randint(1, 4), dice.randint(1, 15), dice.randint(5, 40)))


def _list(dice: random.Random) -> Family:
    return one_way([_number(dice) for _ in range(dice.randint(2, 8))])


def _table(dice: random.Random) -> Family:
    return added_up(
        {key(group, borough=f"Borough {number}"): _number(dice) for group in "ABC" for number in range(2)},
        ("borough", ALL),
        ("group", TOTAL),
    )


if __name__ == "__main__":
    main()
