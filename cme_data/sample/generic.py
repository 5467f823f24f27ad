"""Rows of a register that has no life of its own here yet, from its declaration alone."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.spells import Value
from cme_data.sample.terms import DAY
from schemas.register import Column, Register

_TEXTS = ("As agreed.", "To be reviewed.", "Seen by the service.")


def invent(register: Register, made: Authority, number: int = 20) -> list[dict[str, Value]]:
    """Make up rows about children of the other lists, every column filled as its kind and codes allow."""
    dice = made.dice
    spells = [spell for spells in made.spells.values() for spell in spells if spell.is_open(made.last)]
    rows: list[dict[str, Value]] = []
    for place, spell in enumerate(dice.some(spells, number), 1):
        child = (
            {name: spell.child.now(name, made.last) for name in register.names}
            if register.child != "none"
            else {}
        )
        opened = made.last - DAY * dice.between(20, 200)
        row = {
            column.name: child.get(column.name) or _value(column, made, opened, place)
            for column in register.columns
        }
        if register.closes:
            row[register.closes] = None  # all of them open
        if "data_provider" in register.names:
            row["data_provider"] = register.holders[0]
        rows.append({name: value for name, value in row.items() if value is not None})
    return rows


def _value(column: Column, made: Authority, opened: date, place: int) -> Value | None:
    dice = made.dice
    if column.unique:
        return made.last - DAY * 14 * place if column.kind == "date" else f"{made.last.year}-{place:03}"
    if column.codes:
        return dice.pick(column.codes.values)
    if column.kind == "date":
        return opened if column.required else dice.day(opened, made.last)
    if column.kind in ("hours", "number"):
        return float(dice.between(int(column.low or 0), int(column.high or 25)))
    if column.kind == "whole":
        return dice.between(int(column.low or 0), int(column.high or 20))
    if column.kind == "yes_no":
        return dice.pick(("Yes", "No"))
    return dice.pick(_TEXTS) if column.kind == "text" else None
