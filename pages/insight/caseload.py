"""Who is on the registers, split every way the panel asks for."""

from pages.components import ask, brief, scope, show, stale, tiles, words
from schemas import CHILD_REGISTERS, REGISTERS

view = scope.this()
asked = view.question()
registers = (view.register,) if view.register else CHILD_REGISTERS
stale.note(*registers)

by_register = {row["register"]: row["children"] for row in ask.rows("caseload", view.question("register"))}
total = tiles.counted("Children in all", "caseload", asked, tone="quiet", title="Children on any register")
twice = sum(by_register.values()) - int(total.value or 0)
show.section(
    "On the registers",
    f"{words.children(int(total.value or 0))} on {'this register' if view.register else 'one register or more'}."
    + (f" Some are on two or more, so the registers add up to {words.number(twice)} more." if twice else ""),
)
tiles.row(
    "registers",
    [
        total,
        *(
            tiles.counted(REGISTERS[name].title, "caseload", view.question(filters={"register": (name,)}))
            for name in registers
            if not view.register
        ),
    ],
)
show.splits(
    "caseload",
    asked,
    ("category", "borough", "referral_group", "sen", "reason", "year_group", "lead_service", "social_care"),
)
brief.offer(view)
