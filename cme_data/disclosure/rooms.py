"""How far each cell could be from the truth, as each sum on its own shows: quick, and mostly enough to see who is told."""

from collections.abc import Iterable, Mapping

from cme_data.disclosure.ties import Ties

Room = tuple[int, int]
"""How far down and how far up a cell may go."""


def room(ties: Ties, cell: int, up_to: int, *, alike: bool) -> Room:
    """The room of a cell by itself.

    `alike` leaves what is small small, and every other count with as many digits as it has.
    """
    value, least = ties.values[cell], ties.least(cell)
    if not alike:
        return value - least, value + 10
    if value <= up_to:
        return value - least, up_to - value
    step = 10 ** (len(str(value)) - 1)
    return value - max(step, up_to + 1), 10 * step - 1 - value


def narrowed(ties: Ties, rooms: Mapping[int, Room], look: Iterable[int]) -> dict[int, Room]:
    """The rooms as these sums leave them, and those that hang together with them; who is in no room stands still."""
    left = dict(rooms)
    waiting = set(look)
    while waiting:
        tie = ties.ties[waiting.pop()]
        moving = [(cell, sign) for cell, sign in tie.signs.items() if cell in left and left[cell] != (0, 0)]
        # What the sum may lose and gain at most, a cell that is taken away the other way round.
        loses = sum(sign * left[cell][0] if sign > 0 else -sign * left[cell][1] for cell, sign in moving)
        gains = sum(sign * left[cell][1] if sign > 0 else -sign * left[cell][0] for cell, sign in moving)
        for cell, sign in moving:
            down, up = left[cell]
            size = abs(sign)
            own_loss, own_gain = (down * size, up * size) if sign > 0 else (up * size, down * size)
            # The cell may add no more than the others can lose, and the room there is.
            gain = min(own_gain, loses - own_loss + (tie.room or 0)) // size
            loss = own_loss // size if tie.room is not None else min(own_loss, gains - own_gain) // size
            new = (loss, gain) if sign > 0 else (gain, loss)
            if new != (down, up):
                left[cell] = new
                waiting.update(ties.at[cell])
    return left
