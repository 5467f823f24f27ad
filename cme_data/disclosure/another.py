"""Another set of numbers that fits all that a reader knows and differs in one cell: found by whole-number programming."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from cme_data.disclosure.ties import Ties

if TYPE_CHECKING:
    from highspy import Highs

Moves = Mapping[int, int]
"""By how much each cell differs from the truth; what is not named stays."""


class Another:
    """Looks for other numbers, cheaply near by or at any distance."""

    def __init__(self, ties: Ties, up_to: int) -> None:
        self._ties = ties
        self._up_to = up_to
        self._highs = _highs()

    def numbers(
        self, cell: int, movable: Iterable[int], price: Callable[[int], float], *, stays_small: bool
    ) -> tuple[float, Moves] | None:
        """The cheapest moves of these cells by which this one changes, with their price; None where there are none.

        `stays_small` keeps the cell itself up to the threshold, so that a reader could believe it to be hidden.
        """
        cells = sorted({cell, *movable})
        value, least = self._ties.values[cell], self._ties.least(cell)
        most = self._up_to if stays_small else 2 * value + 10
        down, up = (value - least, 0), (0, most - value)
        found: tuple[float, Moves] | None = None
        for fewer, more in (down, up) if value > 1 else (up, down):
            if fewer + more > 0 and (moves := self._moves(cell, cells, (fewer, more), price)):
                paid = sum(map(price, moves))
                if found is None or paid < found[0]:
                    found = (paid, moves)
                if paid == 0:
                    break
        return found

    def _moves(
        self, cell: int, cells: list[int], room: tuple[int, int], price: Callable[[int], float]
    ) -> Moves | None:
        for whole in (False, True):
            solved = self._solved(cell, cells, room, price, whole=whole)
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
        room: tuple[int, int],
        price: Callable[[int], float],
        *,
        whole: bool,
    ) -> list[float] | None:
        """Each cell's move, as what it gains less what it loses, so that either is paid for."""
        import highspy

        ties, column = self._ties, {one: number for number, one in enumerate(cells)}
        fewer = [ties.values[one] - ties.least(one) for one in cells]
        more = [ties.values[one] + 10 for one in cells]
        place = column[cell]
        fewer[place], more[place] = room
        gains = [0.0] * len(cells)
        losses = [0.0] * len(cells)
        (gains if room[1] else losses)[place] = 1.0

        model = highspy.HighsLp()
        model.num_col_ = 2 * len(cells)
        prices = [price(one) + _A_LITTLE for one in cells]
        model.col_cost_ = prices + prices
        model.col_lower_ = gains + losses
        model.col_upper_ = [float(bound) for bound in more + fewer]
        touched = sorted({tie for one in cells for tie in ties.at[one]})
        starts, index, values = [0], [], []
        for number in touched:
            for one, sign in ties.ties[number].signs.items():
                if one in column:
                    index += [column[one], column[one] + len(cells)]
                    values += [float(sign), float(-sign)]
            starts.append(len(index))
        model.num_row_ = len(touched)
        rooms = [ties.ties[number].room for number in touched]
        model.row_upper_ = [float(room or 0) for room in rooms]
        model.row_lower_ = [0.0 if room is None else -highspy.kHighsInf for room in rooms]
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
        return [gain - loss for gain, loss in zip(solution[: len(cells)], solution[len(cells) :], strict=True)]


_A_LITTLE = 0.001
"""What moving a hidden cell costs, so that no more of them move than must."""


def _highs() -> "Highs":
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:
            # The solver greets standard output when it is made, where a command's JSON goes.
            self.silent()
            super().enableCallbacks()

    highs = Quiet()
    highs.setOptionValue("threads", 1)
    return highs
