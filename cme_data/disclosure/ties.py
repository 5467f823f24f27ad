"""What a reader can reckon with: the counts of a family, and the sums and bounds that tie them together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cme_data.statistics import ALL, TOTAL, Equation, Family, Figure, Key


class Untrue(Exception):
    """A sum or bound that the exact figures do not keep, or a figure that is none: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A signed sum of cells that stays what it is, or may grow by `room` at most."""

    signs: Mapping[int, int]
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """Every count that is not nought, by its place; what stands after the keys are the rests of shares."""

    keys: tuple[Key, ...]
    values: tuple[int, ...]
    ties: tuple[Tie, ...]
    at: tuple[tuple[int, ...], ...]
    """For each cell the ties that it stands in."""
    beside: tuple[frozenset[int], ...]
    """For each cell those that share a tie with it."""
    small: frozenset[int]
    """The cells that must not be told: up to the threshold, and not told already."""
    known: frozenset[int]
    """The cells that were told already."""
    wholes: frozenset[int]
    """The cells that shares are of."""
    rest_of: tuple[Key, ...]
    """The parts of the shares whose rests stand after the keys."""

    @property
    def rests(self) -> range:
        """The cells that stand in no table."""
        return range(len(self.keys), len(self.values))

    def key(self, cell: int) -> Key:
        """The address of a cell; of a rest that of the share's part."""
        return (self.keys + self.rest_of)[cell]

    def least(self, cell: int) -> int:
        """What a reader knows a cell to be at least, were it hidden: only a rest may be nought for all they know."""
        return 0 if cell >= len(self.keys) else 1

    def price(self, cell: int) -> float:
        """What it costs to hide a cell: more for a total than for a group, and for one of more digits."""
        key = self.keys[cell]
        total = (key.group == TOTAL) + (key.borough == ALL) + (key.register == ALL) + (cell in self.wholes)
        return (1 + total) * (1 + len(str(self.values[cell])) / 8)


def ties(family: Family, up_to: int, already: Mapping[Key, float]) -> Ties:
    """What ties the family's counts; raises `Untrue` where the exact figures contradict what it says of itself."""
    counts = {key: _whole(key, figure) for key, figure in sorted(family.figures.items()) if _is_count(figure)}
    keys = tuple(key for key, value in counts.items() if value)
    place = {key: cell for cell, key in enumerate(keys)}
    values = [counts[key] for key in keys]
    rest_of: list[Key] = []
    known = {cell for cell, key in enumerate(keys) if already.get(key) == values[cell]}

    found: dict[tuple[object, ...], Tie] = {}

    def tie(weights: Mapping[Key, int], room: int | None = None) -> None:
        signs = {place[key]: weight for key, weight in sorted(weights.items()) if key in place and weight}
        if signs:
            found[(*signs.items(), room)] = Tie(signs, room)

    for equation in family.equations:
        weights = _weights(family, equation)
        total = sum(weight * counts.get(key, 0) for key, weight in weights.items())
        lacking = [key for key in weights if key not in counts]
        if total and not lacking:
            raise Untrue(f"The sum of {equation.total} is out by {total}.")
        if not total and equation.total in counts:
            tie(weights)
    for less, more in (*family.at_most, *_parts_of_shares(family), *_registers_of_all(counts)):
        if less != more and less in counts and more in counts:
            if counts[less] > counts[more]:
                raise Untrue(f"{less} is more than {more}.")
            tie({less: 1, more: -1}, counts[more] - counts[less])
    for everybody, registers in _all_at_most_the_registers(counts):
        tie(
            {everybody: 1} | dict.fromkeys(registers, -1),
            sum(map(counts.__getitem__, registers)) - counts[everybody],
        )

    for part, whole in _parts_of_shares(family):
        rest = counts.get(whole, 0) - counts.get(part, 0)
        if part in counts and 1 <= rest <= up_to:
            signs = {place[whole]: -1, len(values): 1} | ({place[part]: 1} if part in place else {})
            found[(*signs.items(), None)] = Tie(signs)
            values.append(rest)
            rest_of.append(part)

    at: list[list[int]] = [[] for _ in values]
    listed = tuple(found.values())
    for number, one in enumerate(listed):
        for cell in one.signs:
            at[cell].append(number)
    return Ties(
        keys=keys,
        values=tuple(values),
        ties=listed,
        at=tuple(map(tuple, at)),
        beside=tuple(frozenset().union(*(listed[number].signs for number in numbers)) for numbers in at),
        small=frozenset(cell for cell, value in enumerate(values) if value <= up_to and cell not in known),
        known=frozenset(known),
        wholes=frozenset(place[whole] for _, whole in _parts_of_shares(family) if whole in place),
        rest_of=tuple(rest_of),
    )


def _is_count(figure: Figure) -> bool:
    return figure.kind == "count" and figure.value is not None


def _whole(key: Key, figure: Figure) -> int:
    value = figure.value
    if value is None or value < 0 or value != int(value):
        raise Untrue(f"{key} is no count: {value}.")
    return int(value)


def _weights(family: Family, equation: Equation) -> Counter[Key]:
    weights = Counter(equation.parts)
    weights.subtract(equation.less)
    weights.subtract([equation.total])
    if strange := [
        key for key in weights if key not in family.figures or family.figures[key].kind != "count"
    ]:
        raise Untrue(f"A sum speaks of {strange[0]}, which is no count of the family.")
    return weights


def _parts_of_shares(family: Family) -> Iterable[tuple[Key, Key]]:
    return sorted(
        {
            (figure.of[0], figure.of[1])
            for figure in family.figures.values()
            if figure.kind == "share" and len(figure.of) == 2
        }
    )


def _registers(counts: Mapping[Key, int]) -> dict[Key, list[Key]]:
    registers: dict[Key, list[Key]] = defaultdict(list)
    for key in counts:
        everybody = key._replace(register=ALL)
        if key != everybody and everybody in counts:
            registers[everybody].append(key)
    return registers


def _registers_of_all(counts: Mapping[Key, int]) -> Iterator[tuple[Key, Key]]:
    """No register holds more than all together, wherever that is so: it need not be of what joined or left."""
    for everybody, registers in _registers(counts).items():
        yield from ((key, everybody) for key in registers if counts[key] <= counts[everybody])


def _all_at_most_the_registers(counts: Mapping[Key, int]) -> Iterator[tuple[Key, list[Key]]]:
    """All together are no more than the registers added up, where that is so: a child may be on two."""
    for everybody, registers in _registers(counts).items():
        if counts[everybody] <= sum(counts[key] for key in registers):
            yield everybody, registers
