"""A reader who wants to know: from what is released, and the method, which hidden counts can be worked out?

Written against `disclosure`, not with it. It sees released figures, the sums and bounds, the threshold; it takes
whole numbers one by one (`Search`), or for many cells at once asks for one set of whole numbers after another.
"""

import itertools
import random
from collections import defaultdict

from cme_data.statistics import ALL, Family, Figure, Key


class Contradiction(Exception):
    """No numbers fit what is released."""


class Seen:
    """What a reader makes of a released family: unknowns, and sums that lie between two numbers."""

    def __init__(
        self, family: Family, up_to: int, *, registers_overlap: bool = False, exact: Family | None = None
    ) -> None:
        self.up_to = up_to
        self.counts = {key: one for key, one in family.figures.items() if one.kind == "count"}
        self.hidden = sorted(key for key, one in self.counts.items() if one.why == "c")
        self.most = 3 * int(max([one.value or 0 for one in self.counts.values()], default=0)) + 3 * up_to + 12
        self.sums: list[tuple[dict[Key, int], int, int | None]] = []  # weights, at least, at most (None: any)
        for equation in family.equations:
            weights: dict[Key, int] = defaultdict(int)
            weights[equation.total] -= 1
            for part in equation.parts:
                weights[part] += 1
            for part in equation.less:
                weights[part] -= 1
            self._learn(weights, 0, 0)
        for less, more in family.at_most:
            self._learn({less: -1, more: 1}, 0, None)
        self.rests: list[Key] = []
        for one in list(family.figures.values()):
            if one.kind == "share":
                self._learn_share(*one.of)
        if registers_overlap:
            self._overlaps(exact)
        self.groups = self._hang_together()

    def _overlaps(self, exact: Family | None) -> None:
        """Together are no fewer than on each register and no more than on all of them; of an exact family where it is so."""
        for everybody in [key for key in self.counts if key.register == ALL and key not in self.rests]:
            registers = [
                key for key in self.counts if key.register != ALL and key._replace(register=ALL) == everybody
            ]
            for key in registers:
                self._learn_if({key: -1, everybody: 1}, exact)
            if registers:
                self._learn_if({everybody: -1} | dict.fromkeys(registers, 1), exact)

    def _learn_if(self, weights: dict[Key, int], exact: Family | None) -> None:
        if exact is None or sum(weight * (exact.figures[key].value or 0) for key, weight in weights.items()) >= 0:
            self._learn(weights, 0, None)

    def _learn_share(self, part: Key, whole: Key) -> None:
        """Those of the whole who are not in the part stand in no table, and may be few or none."""
        if "c" in (self.counts[part].why, self.counts[whole].why):
            rest = part._replace(group=f"{part.group}: the rest of {'|'.join(whole)}")
            self.counts[rest] = Figure(None, why="c")
            self.rests.append(rest)
            self._learn({whole: -1, part: 1, rest: 1}, 0, 0)

    def least(self, key: Key) -> int:
        """What an unknown is at least: noughts are shown, so that only a rest may be nought."""
        return 0 if key in self.rests else 1

    def _learn(self, weights: dict[Key, int], least: int, most: int | None) -> None:
        if any(self.counts[key].why == "x" for key in weights):
            return
        told = sum(weight * int(self.counts[key].value or 0) for key, weight in weights.items())
        left = {key: weight for key, weight in weights.items() if weight and self.counts[key].value is None}
        if left:
            self.sums.append((left, least - told, None if most is None else most - told))

    def _hang_together(self) -> list[set[Key]]:
        groups: list[set[Key]] = [{key} for key in (*self.hidden, *self.rests)]
        for weights, _, _ in self.sums:
            touched = [group for group in groups if not group.isdisjoint(weights)]
            groups = [group for group in groups if group.isdisjoint(weights)] + [set().union(*touched)]
        return groups


class Search:
    """Goes through whole numbers one by one, leaving out what the sums rule out."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.by_key = defaultdict(list)
        for one in seen.sums:
            for key in one[0]:
                self.by_key[key].append(one)

    def recovered(self) -> dict[Key, int]:
        """The hidden counts that can be one number only."""
        found: dict[Key, int] = {}
        for group in self.seen.groups:
            start = {key: (self.seen.least(key), self.seen.most) for key in group}
            first = self.solve(start)
            if first is None:
                raise Contradiction
            open_to_doubt: set[Key] = set()
            for key in sorted(group):
                if key in open_to_doubt:
                    continue
                value = first[key]
                for low, high in ((self.seen.least(key), value - 1), (value + 1, self.seen.most)):
                    other = self.solve(start | {key: (low, high)}) if low <= high else None
                    if other:
                        open_to_doubt |= {one for one in group if other[one] != first[one]}
                        break
                else:
                    if key not in self.seen.rests or 1 <= value <= self.seen.up_to:
                        found[key] = value
        return found

    def solve(self, ranges: dict[Key, tuple[int, int]]) -> dict[Key, int] | None:
        narrowed = self._narrow(ranges)
        if narrowed is None:
            return None
        # The method: among what hangs together something is small, else none of it were hidden.
        if self.seen.up_to > 1 and all(low > self.seen.up_to for low, _ in narrowed.values()):
            return None
        wide = [key for key, (low, high) in narrowed.items() if low < high]
        if not wide:
            return {key: low for key, (low, _) in narrowed.items()}
        key = min(wide, key=lambda one: (narrowed[one][1] - narrowed[one][0], one))
        low, high = narrowed[key]
        for value in range(low, high + 1):
            if found := self.solve(narrowed | {key: (value, value)}):
                return found
        return None

    def _narrow(self, ranges: dict[Key, tuple[int, int]]) -> dict[Key, tuple[int, int]] | None:
        ranges = dict(ranges)
        waiting = [one for key in ranges for one in self.by_key[key]]
        while waiting:
            weights, least, most = waiting.pop()
            lows = {key: min(w * ranges[key][0], w * ranges[key][1]) for key, w in weights.items()}
            highs = {key: max(w * ranges[key][0], w * ranges[key][1]) for key, w in weights.items()}
            low_sum, high_sum = sum(lows.values()), sum(highs.values())
            for key, weight in weights.items():
                low, high = ranges[key]
                needs = least - (high_sum - highs[key])  # weight * value is at least this
                may = None if most is None else most - (low_sum - lows[key])
                if weight > 0:
                    low = max(low, -(-needs // weight))
                    high = high if may is None else min(high, may // weight)
                else:
                    high = min(high, needs // weight)
                    low = low if may is None else max(low, -(-may // weight))
                if low > high:
                    return None
                if (low, high) != ranges[key]:
                    ranges[key] = (low, high)
                    waiting += self.by_key[key]
                    waiting.append((weights, least, most))
                    break
        return ranges


def recovered(family: Family, up_to: int, *, registers_overlap: bool = False) -> dict[Key, int]:
    """The hidden counts of a released family that can be worked out, number by number."""
    return Search(Seen(family, up_to, registers_overlap=registers_overlap)).recovered()


def recovered_from_many(
    family: Family, up_to: int, *, registers_overlap: bool = False, exact: Family | None = None, seed: int = 1
) -> set[Key]:
    """The same for thousands of cells: what no two sets of whole numbers tell apart, however they are asked for."""
    import highspy

    seen = Seen(family, up_to, registers_overlap=registers_overlap, exact=exact)
    dice, fixed = random.Random(seed), set()
    for group in seen.groups:
        cells = sorted(group)
        model = highspy.Highs()
        model.silent()
        unknown = {key: model.addIntegral(lb=seen.least(key), ub=seen.most) for key in cells}
        for weights, least, most in seen.sums:
            if not group.isdisjoint(weights):
                total = sum(weight * unknown[key] for key, weight in weights.items())
                model.addConstr(total >= least)
                if most is not None:
                    model.addConstr(total <= most)

        def numbers(wish: dict[Key, int], model=model, unknown=unknown, cells=cells) -> dict[Key, int]:
            model.maximize(sum(weight * unknown[key] for key, weight in wish.items()))
            assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
            return dict(zip(cells, map(round, model.vals([unknown[key] for key in cells])), strict=True))

        first = numbers({cells[0]: 1})
        same = set(cells)
        for _ in range(20):
            other = numbers({key: dice.choice((-1, 1)) for key in cells})
            same -= {key for key in same if other[key] != first[key]}
        for key in sorted(same):
            values = {numbers({key: wish})[key] for wish in (1, -1)}
            if len(values) == 1 and (key not in seen.rests or 1 <= values.pop() <= up_to):
                fixed.add(key)
    return fixed


def fewest_hidden(family: Family, up_to: int) -> int:
    """How few counts of a small family can be hidden so that this reader recovers none: every choice is tried."""
    counts = {key: int(one.value) for key, one in family.figures.items() if one.kind == "count" and one.value}
    small = [key for key, value in counts.items() if value <= up_to]
    others = sorted(counts.keys() - set(small))
    for more in range(len(others) + 1):
        for chosen in itertools.combinations(others, more):
            hidden = {*small, *chosen}
            figures = {
                key: Figure(None, why="c") if key in hidden else one for key, one in family.figures.items()
            }
            try:
                if not recovered(Family(figures, family.equations, family.at_most), up_to):
                    return len(hidden)
            except Contradiction:  # something is hidden where nothing is small: nobody would
                continue
    raise AssertionError("with everything hidden nothing can be worked out")
