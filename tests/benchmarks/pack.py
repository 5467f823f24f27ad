"""The pack of a panel that speaks of sixty children: how long it takes, how many pages it has, how large it is.

python -m tests.benchmarks.pack [FOLDER TO KEEP THE FILES IN]
"""

import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cme_data.reports import REPORTS, Document, write
from cme_data.settings import shipped
from cme_data.store import Store
from schemas import codes
from tests.benchmarks.timing import best_of, seconds
from tests.builders import a_row, a_store, upload

CHILDREN = 60
HELD, LAST, NEWEST = dt.date(2026, 11, 26), dt.date(2026, 11, 12), dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 25, 9)
SURNAMES = ("Okafor", "Featherstonehaugh-Cholmondeley", "Núñez", "Li", "Birtwhistle", "O'Neill")
SCHOOLS = (
    "Kingsmere Academy",
    "St Aldhelm's Catholic High School",
    "The Orchard Hill School (independent special)",
)
SAID = (
    "Attends most mornings and has one trusted adult in school.",
    "Attendance has fallen below 60 per cent since half term; the placement at home is fragile and the family may move again.",
    "Wants to go back with friends. Parents feel that the school has not listened.",
    "School and Education Welfare Service to agree an attendance plan; educational psychologist to advise by the next panel.",
)


def main(keep: Path | None = None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        with a_store(Path(name) / "store") as store:
            fill(store)
            world = store.world()

            def build() -> Document:
                return REPORTS["panel-pack"].build(world, shipped(), HELD, (), NOW)

            made = build()
            print(f"pack of {CHILDREN} children, each on a page: built in {best_of(5, build):.2f} s")
        for suffix in (".docx", ".pdf", ".html"):
            taken = best_of(3, lambda suffix=suffix: write(made, suffix))
            file = folder / made.file_name(suffix)
            file.write_bytes(write(made, suffix))
            print(f"  {suffix:5}  {taken:.2f} s   {file.stat().st_size / 1024:6.0f} kB{pages(file)}")


def pages(file: Path) -> str:
    """How many pages it has, where poppler is at hand to count them, and LibreOffice to lay a Word document out."""
    if file.suffix == ".docx" and shutil.which("soffice"):
        outside = Path(tempfile.mkdtemp(dir=file.parent))
        laid_out = (
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{outside}/own",
            "--convert-to",
            "pdf",
        )
        subprocess.run([*laid_out, "--outdir", outside, file], check=True, capture_output=True, timeout=300)
        file = outside / f"{file.stem}.pdf"
    if file.suffix != ".pdf" or not shutil.which("pdfinfo"):
        return ""
    told = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    return f"   {re.search(r'Pages: +([0-9]+)', told)[1]} pages"


def fill(store: Store) -> None:
    """Sixty children over the three groups, new, of concern and to be reviewed, with actions and a past."""
    children = [a_child(number) for number in range(CHILDREN)]
    upload(
        store,
        "meetings",
        [{"held_on": day, "attended": "Virtual School; Malden Oaks"} for day in (LAST, HELD)],
        LAST,
    )
    upload(store, "cme", [on_cme(number, child) for number, child in enumerate(children)], NEWEST)
    actions = [
        action(f"P-2026-{2 * number + which:04}", child, which)
        for number, child in enumerate(children)
        for which in (0, 1)
    ]
    upload(store, "actions", actions, NEWEST)
    at_home = [
        a_row(
            "ehe",
            **child,
            sen="EHC plan",
            started_on=dt.date(2025, 9, 1),
            annual_review_due=dt.date(2026, 11, 2),
        )
        for child in children[::7]
    ]
    upload(store, "ehe", at_home, NEWEST)
    past = {
        "ended_on": dt.date(2025, 7, 18),
        "outcome": "Returned to school",
        "referred_on": dt.date(2025, 3, 3),
    }
    tuition = [a_row("medical_tuition", **child, **past) for child in children[::4]]
    upload(store, "medical_tuition", tuition, NEWEST)


def a_child(number: int) -> dict[str, object]:
    return {
        "surname": SURNAMES[number % len(SURNAMES)],
        "forename": f"Ann-{number}",
        "date_of_birth": dt.date(2010 + number % 9, 1 + number % 12, 1 + number % 28),
        "record_number": f"{6_790_000 + number}",
    }


def on_cme(number: int, child: dict[str, object]) -> dict[str, object]:
    groups, categories = codes.REFERRAL_GROUP.values, codes.CATEGORY.values
    signs = dict(zip(("working_well", "concerns", "child_view", "what_next"), SAID, strict=True))
    return a_row(
        "cme", **child, **signs if number % 5 else {}, referral_group=groups[number % 3],
        category=categories[number % len(categories)], school=SCHOOLS[number % len(SCHOOLS)],
        added_on=dt.date(2026, 11, 16) if number % 4 == 0 else dt.date(2026, 9, 7),
        hours_per_week=None if number % 6 == 0 else float(number % 26),
        missing_from=dt.date(2026, 9, 3), safeguarding_concern="Yes" if number % 9 == 0 else "No",
        removed_on=dt.date(2026, 11, 18) if number % 13 == 0 else None,
        outcome="New school place" if number % 13 == 0 else None,
    )  # fmt: skip


def action(number: str, child: dict[str, object], which: int) -> dict[str, object]:
    return a_row(
        "actions", **child, action_id=number, agreed_on=LAST, due_on=dt.date(2026, 11, 18 + 10 * which),
        action=SAID[3 - 2 * which], owner="K. Brathwaite", service=("Education Welfare Service", "SEND Service")[which],
        escalated_on=dt.date(2026, 11, 19) if which == 0 and number.endswith("0") else None,
    )  # fmt: skip


if __name__ == "__main__":
    print(f"in all {seconds(lambda: main(*map(Path, sys.argv[1:]))):.0f} s")
