"""A blank workbook of each register: headings, drop-downs and notes."""

from pages.components import templates
from schemas import REGISTERS

templates.told()
for register in REGISTERS.values():
    templates.row(register)
