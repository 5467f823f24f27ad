"""The contents page of the checks: every rule that a spreadsheet is held to, by the name its findings carry."""

from cme_data.checks.cells import CELLS
from cme_data.checks.check import Check, RegisterCheck
from cme_data.checks.lists import LISTS
from cme_data.checks.reading import READING
from cme_data.checks.registers import REGISTER_CHECKS
from cme_data.checks.registers.found import found
from cme_data.checks.row import ROW

__all__ = ["CHECKS", "Check", "RegisterCheck", "found"]

CHECKS: dict[str, Check] = {check.name: check for check in (*READING, *CELLS, *ROW, *LISTS, *REGISTER_CHECKS)}
"""Every check, in the order of the codes; listed here, it is run, in the handbook and in the tests."""
