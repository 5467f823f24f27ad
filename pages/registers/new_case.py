"""One new case by form: submitted at once (policy, section 10), and kept as any upload is."""

import streamlit as st

from pages.components import choice, new_case
from schemas import REGISTERS

titles = {register.title: register for register in REGISTERS.values()}

new_case.report()
st.markdown(
    "For one case that cannot wait for the next list. It is added to the register, nobody else is touched, and "
    "**nothing is kept until you commit**."
)
register = titles[choice.pick("Register", list(titles), "case_register", width=360)]
found = new_case.draw(register)
if found:
    new_case.result(register, found)
