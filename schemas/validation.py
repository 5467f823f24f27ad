"""From a register to its Pandera schema, and from what Pandera found back to the cells concerned.

Only the reading of a workbook imports this module: Pandas and Pandera take over a second to load.
"""

from collections.abc import Callable, Hashable, Iterator

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from schemas.register import Column, Register, Rule

Cell = tuple[Hashable, str, Rule]
"""A broken rule: the index of the row, the column, the rule."""

# Text, codes and yes or no hold str or None. Pandas may carry them as object or as str: neither is demanded.
_DTYPES = {"date": "datetime64[us]", "hours": "float64", "number": "float64", "whole": "Int64"}

_CASES = 20


def failures(register: Register, frame: pd.DataFrame) -> list[Cell]:
    """Every broken rule of a typed frame, once, in the order of rows and columns.

    The frame has every column of the register: dates ``datetime64[us]``, hours and numbers ``float64``, whole
    numbers ``Int64``, all else text or None. Its index is unique, usually the row numbers of the sheet.
    ``TypeError`` if it is not such a frame: that is a fault of the program, and not of the sheet.
    """
    if not frame.index.is_unique:
        raise TypeError(f"{register.name}: two rows of the typed frame have the same number")
    try:
        register.schema().validate(frame, lazy=True)
    except SchemaErrors as found:
        broken = {cell for error in found.schema_errors for cell in _cells(register, error)}
    else:
        return []
    rows = {index: at for at, index in enumerate(frame.index)}
    columns = {name: at for at, name in enumerate(register.names)}
    return sorted(broken, key=lambda cell: (rows[cell[0]], columns[cell[1]], cell[2]))


def build(register: Register) -> pa.DataFrameSchema:
    """The Pandera schema of a register; a check has its rule for a name and its column in ``statistics``."""
    frame_checks = [check for column in register.columns for check in _frame_checks(column)]
    if register.child == "findable":
        frame_checks.append(_check("findable", "upn", _findable))
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                _DTYPES.get(column.kind),
                list(_column_checks(column)),
                nullable=True,
                title=column.label,
                description=column.meaning,
            )
            for column in register.columns
        },
        checks=frame_checks,
        name=register.name,
        title=register.title,
        description=register.meaning,
    )


def _cells(register: Register, error: SchemaError) -> Iterator[Cell]:
    # The outcome row by row, and not Pandera's failure cases: those leave a blank cell out.
    outcome, check = error.check_output, error.check
    if error.reason_code != SchemaErrorReason.DATAFRAME_CHECK or not isinstance(outcome, pd.Series):
        raise TypeError(f"{register.name}: not a typed frame: {error}") from error
    for index in outcome.index[~outcome.to_numpy(dtype=bool)]:
        yield index, check.statistics["column"], check.name


def _check(rule: Rule, column: str, passes: Callable[..., "pd.Series[bool]"]) -> pa.Check:
    # Blanks are our own affair: dropping them first, as Pandera would, costs more than the checks themselves.
    # The cells come from the outcome row by row, so Pandera need not spell every case out in its message.
    return pa.Check(
        passes, name=rule, error=rule, statistics={"column": column}, ignore_na=False, n_failure_cases=_CASES
    )


def _column_checks(column: Column) -> Iterator[pa.Check]:
    if column.required:
        yield _check("required", column.name, lambda cells: cells.notna())
    if column.codes is not None:
        values = column.codes.values
        yield _check("code", column.name, lambda cells: cells.isin(values) | cells.isna())
    if column.low is not None or column.high is not None:
        yield _check("range", column.name, _within(column.low, column.high))
    if column.unique:
        yield _check("unique", column.name, lambda cells: ~cells.duplicated(keep=False) | cells.isna())


def _frame_checks(column: Column) -> Iterator[pa.Check]:
    name = column.name
    if (earlier := column.not_before) is not None:
        # A comparison with a blank date is False, so only two dates in the wrong order fail.
        yield _check("date_order", name, lambda frame: ~(frame[name] < frame[earlier]))
    if (other := column.expected_with) is not None:
        values = column.expected_values

        def filled(frame: pd.DataFrame) -> "pd.Series[bool]":
            asked = frame[other].isin(values) if values else frame[other].notna()
            return frame[name].notna() | ~asked

        yield _check("expected", name, filled)


def _within(low: float | None, high: float | None) -> Callable[["pd.Series[float]"], "pd.Series[bool]"]:
    def passes(cells: "pd.Series[float]") -> "pd.Series[bool]":
        numbers = cells.to_numpy(dtype="float64", na_value=float("nan"))
        outside = (numbers < (float("-inf") if low is None else low)) | (
            numbers > (float("inf") if high is None else high)
        )
        return pd.Series(~outside, index=cells.index)

    return passes


def _findable(frame: pd.DataFrame) -> "pd.Series[bool]":
    named = frame["surname"].notna() & frame["forename"].notna() & frame["date_of_birth"].notna()
    return frame["upn"].notna() | frame["record_number"].notna() | named
