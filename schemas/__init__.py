"""What a register is: the one declaration of every register, its columns and its allowed values."""

from schemas.actions import ACTIONS
from schemas.cme import CME
from schemas.ehe import EHE
from schemas.enquiries import ENQUIRIES
from schemas.medical_tuition import MEDICAL_TUITION
from schemas.meetings import MEETINGS
from schemas.pru import PRU
from schemas.register import Register
from schemas.virtual_school import VIRTUAL_SCHOOL

REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (CME, EHE, MEDICAL_TUITION, PRU, VIRTUAL_SCHOOL, ACTIONS, ENQUIRIES, MEETINGS)
}
"""Every register by its name."""

CHILD_REGISTERS: tuple[str, ...] = ("cme", "ehe", "medical_tuition", "pru", "virtual_school")
"""The registers whose rows are spells of a child."""
