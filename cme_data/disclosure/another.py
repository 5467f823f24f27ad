"""Another set of numbers that fits all that a reader knows and differs in one cell: found by whole-number programming."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from cme_data.disclosure.rooms import Room, room
from cme_data.disclosure.ties import Ties

if TYPE_CHECKING:
    from highspy import Highs

Moves = Mapping[int, int]
"""By how much each cell differs from the truth; what is not named stays."""


class Another:
    """Looks for other numbers, cheaply near by or at any distance."""

    def __init__(self, ties: Ties, up_to: int) -> None:
        self._ties = ties
        cells = range(len(ties.values))
        self._rooms = {
            alike: [room(ties, cell, up_to, alike=alike) for cell in cells] for alike in (True, False)
        }
        self._highs = _highs()

    def numbers(
        self, cell: int, movable: Iterable[int], price: Callable[[int], float], *, alike: bool
    ) -> tuple[float, Moves] | None:
        """The cheapest moves of these cells by which this one changes, with their price; None where there are none."""
        cells = sorted({cell, *movable})
        rooms = [self._rooms[alike][one] for one in cells]
        down, up = self._rooms[alike][cell]
        found: tuple[float, Moves] | None = None
        for way in ((down, 0), (0, up)):
            if any(way) and (moves := self._moves(cell, cells, way, rooms, price)):
                paid = sum(map(price, moves))
                if found is None or paid < found[0]:
                    found = (paid, moves)
                if paid == 0:
                    break
        return found

    def _moves(
        self,
        cell: int,
        cells: list[int],
        way: Room,
        rooms: list[Room],
        price: Callable[[int], float],
    ) -> Moves | None:
        place = cells.index(cell)
        rooms = [*rooms[:place], way, *rooms[place + 1 :]]
        for whole in (False, True):
            solved = self._solved(cell, cells, rooms, price, whole=whole)
            if solved is None:
                return None
            moves = {one: round(move) for one, move in zip(cells, solved, strict=True) if round(move)}
            if cell in moves and self._fits(moves):
                return moves
        return None

    def _fits(self, moves: Moves) -> bool:
        touched = {tie for cell in moves for tie in self._ties.at[cell]}
        for number in touched:
            tie = self._ties.ties[number]
            moved = sum(sign * moves.get(cell, 0) for cell, sign in tie.signs.items())
            if moved > (tie.room or 0) or (tie.room is None and moved):
                return False
        return all(self._ties.values[cell] + move >= self._ties.least(cell) for cell, move in moves.items())

    def _solved(
        self,
        cell: int,
        cells: list[int],
        rooms: list[Room],
        price: Callable[[int], float],
        *,
        whole: bool,
    ) -> list[float] | None:
        """Each cell's move, as what it gains less what it loses, so that either is paid for."""
        import highspy

        ties, column, width = self._ties, {one: number for number, one in enumerate(cells)}, len(cells)
        fewer, more = zip(*rooms, strict=True)
        gains, losses = [0.0] * width, [0.0] * width
        (gains if more[column[cell]] else losses)[column[cell]] = 1.0

        model = highspy.HighsLp()
        model.num_col_ = 2 * width
        prices = [price(one) + _A_LITTLE for one in cells]
        model.col_cost_ = prices + prices
        model.col_lower_ = gains + losses
        model.col_upper_ = [*more, *fewer]
        touched = sorted({tie for one in cells for tie in ties.at[one]})
        starts, index = [0], list[int]()
        values: list[float] = []
        for number in touched:
            here = [(column[one], sign) for one, sign in ties.ties[number].signs.items() if one in column]
            index += [place for place, _ in here]
            index += [place + width for place, _ in here]
            values += [sign for _, sign in here]
            values += [-sign for _, sign in here]
            starts.append(len(index))
        model.num_row_ = len(touched)
        bounds = [ties.ties[number].room for number in touched]
        model.row_upper_ = [bound or 0 for bound in bounds]
        model.row_lower_ = [0.0 if bound is None else -highspy.kHighsInf for bound in bounds]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = index
        model.a_matrix_.value_ = values
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
        self._highs.passModel(model)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution().col_value
        return [gain - loss for gain, loss in zip(solution[:width], solution[width:], strict=True)]


_A_LITTLE = 0.001
"""What moving a hidden cell costs, so that no more of them move than must."""


def _highs() -> "Highs":
    import highspy

    class Quiet(highspy.Highs):
        """The solver greets standard output when it is made, where a command's JSON goes: not this one."""

        def enableCallbacks(self) -> None:
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    highs = Quiet()  # type: ignore[no-untyped-call]
    highs.setOptionValue("threads", 1)
    return highs
