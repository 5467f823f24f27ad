"""Data quality and New case, through the frame, on small stores whose every figure can be counted by hand."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cme_data import access
from cme_data.checks import CHECKS
from cme_data.store import Store
from cme_data.verify import verify
from pages.components import lists
from schemas import REGISTERS
from tests import test_pages
from tests.builders import a_row, upload
from tests.test_pages import KINGSTON, NEWEST, PANEL, ROOT, faultless, html, page, st_store, tile

opened = test_pages.opened  # the fixture: a person at the machine

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open


# Data quality


@pytest.fixture
def faulty(tmp_path: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on a store with two rows kept out, one of them gone, and two warnings."""
    folder = tmp_path / "faulty"
    with Store.open(folder) as store:

        def sends(register: str, *rows: dict[str, object], on: date) -> None:
            upload(store, register, rows, on, accept_passed=True)

        ann = a_row("pru", year_group="Year 11", sex="Female")  # born for Year 8
        bob = a_row("pru", forename="Bob", basis="tbc")
        sends("pru", ann, bob, a_row("pru", forename="Cy", basis="tbc"), on=PANEL)
        sends("pru", ann, bob, on=NEWEST)
        sends("ehe", a_row("ehe", surname="Lamb", year_group="Year 2"), on=NEWEST)
    opened.setenv("CME_DATA_DIR", str(folder))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def test_data_quality_counts_what_is_amiss_and_lists_it(faulty):
    shown = page(faulty, "data-quality")

    assert [2, 3, 2] == [tile(shown, name) for name in ("Rows kept out", "Warnings", "UPNs missing or wrong")]
    told = html(shown)
    assert "2 rows kept out, the oldest for" in told
    assert "1 of them on no later list" in told
    assert "was expected. 12 November 2026 20 November 2026 pru.csv, row 4 Pupil referral unit" in told
    assert "“tbc” stands here" in told
    assert "Pupil referral unit 1 0 0 0 1" in told  # one UPN missing, no sex unknown, of one row

    next(button for button in shown.button if button.label.startswith("Warnings **")).click().run()
    assert "**3 rows**" in " ".join(text.value for text in shown.markdown)


def test_data_quality_names_the_children_of_whom_registers_contradict_each_other(opened, tmp_path):
    with Store.open(tmp_path / "two") as store:
        upload(store, "pru", [a_row("pru", hours_per_week=5.0)], NEWEST)
        upload(store, "medical_tuition", [a_row("medical_tuition", hours_per_week=15.0)], NEWEST)
    opened.setenv("CME_DATA_DIR", str(tmp_path / "two"))
    shown = page(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), "data-quality")

    hours = CHECKS["hours_differ"].says
    assert f"{hours} 1" in html(shown)
    shown.query_params["open"] = lists.name_of("quality", hours)
    shown.run()
    assert "Smith" in shown.dataframe[0].value["Surname"].tolist()

    shown.selectbox(key="register").select("Elective home education").run()
    assert hours not in html(shown)


def test_data_quality_is_narrowed_to_a_register(faulty):
    shown = page(faulty, "data-quality")
    shown.selectbox(key="register").select("Elective home education").run()

    assert 2 == tile(shown, "Warnings")  # the year group, and no reason given
    assert "No row is kept out" in html(shown)


def test_a_warning_explained_stands_no_more_and_says_who_explained_it(faulty):
    shown = page(faulty, "data-quality")
    kind = next(name for name in shown.selectbox(key="explain-kind-0").options if "Pupil referral" in name)
    shown.selectbox(key="explain-kind-0").select(kind).run()
    (who,) = shown.multiselect[0].options
    shown.multiselect[0].select(who).run()
    shown.text_input(key="explain-why-0").input("Placed three years up").run()
    next(button for button in shown.button if button.label.startswith("Keep the reason")).click().run()

    assert faultless(shown), shown.error
    assert 2 == tile(shown, "Warnings")
    assert "Smith, Ann Pupil referral unit Year group Year 11 Placed three years up Sam Lee" in html(shown)
    with st_store(shown) as store:
        assert {"Placed three years up"} == {row[0] for row in store.ask("SELECT means FROM store.settled")}


def test_a_row_kept_out_that_no_list_has_any_more_can_be_explained(faulty):
    shown = page(faulty, "data-quality")
    shown.selectbox(key="explain-kind-0").select("Kept out, and on no later list").run()
    (who,) = shown.multiselect[0].options
    assert "Smith, Cy" in who
    shown.multiselect[0].select(who).run()
    shown.text_input(key="explain-why-0").input("Entered twice").run()
    next(button for button in shown.button if button.label.startswith("Keep the reason")).click().run()

    assert 1 == tile(shown, "Rows kept out")


def test_without_the_right_to_see_children_data_quality_shows_figures_and_no_name(faulty):
    page(faulty, "data-quality")
    role = access.Person("Kim", "senior_leader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "person_at_this_machine", lambda *_: role)
        shown = faulty.run()

    assert faultless(shown), shown.error
    assert "Rows kept out 2" in html(shown)  # the tile is no button
    assert not re.search("Smith|Lamb|tbc", html(shown))
    assert not shown.multiselect


# New case


def case(app: AppTest, register: str = "Pupil referral unit", **values: object) -> AppTest:
    """The form of a register with these fields filled in."""
    shown = page(app, "new-case")
    shown.selectbox(key="case_register").select(register).run()
    name = next(name for name, declared in REGISTERS.items() if declared.title == register)
    for column, value in values.items():
        widgets = (*shown.text_input, *shown.selectbox, *shown.date_input, *shown.number_input)
        next(widget for widget in widgets if (widget.key or "").endswith(f"-{name}-{column}")).set_value(
            value
        )
    return shown.run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


BOB = {
    "surname": "Jones",
    "forename": "Bob",
    "date_of_birth": date(2012, 2, 2),
    "borough": KINGSTON,
    "admitted_on": date(2026, 11, 24),
    "basis": "Medical",
}


def test_a_new_case_is_checked_compared_and_committed_as_an_upload_of_one_row(app_own):
    shown = press(case(app_own, **BOB), "Check this case")
    assert "A case that is new on the register." in [text.value for text in shown.markdown]
    with st_store(shown) as store:
        assert 1 == len(store.uploads())  # nothing is kept yet

    shown = press(shown, "Commit this case")

    assert faultless(shown), shown.error
    assert "committed as upload U00002" in shown.success[0].value
    with st_store(shown) as store:
        kept = store.uploads()[0]
        assert (kept.mode, kept.rows, kept.who, kept.new) == ("additions", 1, "Sam Lee", 1)
        assert re.fullmatch(r"New case, PRU, \d+ \w+ \d{4}\.xlsx", kept.file_name)
        assert [] == verify(store)  # its bytes are a workbook that says the same
    assert all(field.value in (None, "", "Sam Lee") for field in shown.text_input)  # the form is empty again
    assert not shown.query_params.keys() - {"case_register"}


def test_a_new_case_shows_what_is_wrong_beneath_its_field_and_keeps_what_was_typed(app_own):
    shown = press(case(app_own, **BOB | {"borough": None, "upn": "A12"}), "Check this case")

    told = html(shown)
    assert "Error: fill this in, or the case cannot be counted." in told
    assert "Warning: “A12” stands here" in told
    assert next(b for b in shown.button if b.label == "Commit this case").disabled
    assert "Jones" in [field.value for field in shown.text_input]

    borough = next(box for box in shown.selectbox if (box.key or "").endswith("-pru-borough"))
    borough.select(KINGSTON).run()
    assert not next(b for b in shown.button if b.label == "Commit this case").disabled


def test_a_child_who_is_known_already_is_said_before_the_commit(app_own):
    ann = {"surname": "smith", "forename": "ANN", "date_of_birth": date(2014, 5, 5)}

    shown = press(case(app_own, **BOB | ann | {"admitted_on": date(2026, 9, 7)}), "Check this case")

    warned = shown.warning[0].value
    assert "**Smith, Ann**, born 5 May 2014, is on this register since 7 September 2026" in warned
    assert "the same name and birth date" in warned
    assert "This row would change it, and what is blank here would be blank there." in warned
    assert next(b for b in shown.button if b.label == "Commit this case").disabled  # until it is meant
    shown.checkbox[0].check().run()
    shown = press(shown, "Commit this case")
    assert "The case was on the register and is changed." in shown.success[0].value


def test_what_was_typed_stays_while_another_register_is_looked_at(app_own):
    shown = press(case(app_own, **BOB), "Check this case")
    shown.selectbox(key="case_register").select("Elective home education").run()
    assert "Jones" not in [field.value for field in shown.text_input]

    shown.selectbox(key="case_register").select("Pupil referral unit").run()

    assert "Jones" in [field.value for field in shown.text_input]
    assert not next(b for b in shown.button if b.label == "Commit this case").disabled


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_every_register_has_a_form_with_a_field_for_each_of_its_columns(app_own, register):
    shown = page(app_own, "new-case")
    shown.selectbox(key="case_register").select(register.title).run()

    fields = (*shown.text_input, *shown.selectbox, *shown.date_input, *shown.number_input, *shown.text_area)
    drawn = {field.key.rpartition("-")[2] for field in fields if (field.key or "").startswith("case-")}
    assert set(register.names) == drawn
    assert faultless(shown), shown.error


def test_an_empty_form_is_no_case(app_own):
    shown = press(page(app_own, "new-case"), "Check this case")

    assert ["Too little is filled in to be a case yet."] == [told.value for told in shown.warning]


@pytest.fixture
def app_own(tmp_path: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on a store of its own with one child at the pupil referral unit."""
    with Store.open(tmp_path / "one") as store:
        upload(store, "pru", [a_row("pru")], NEWEST)
    opened.setenv("CME_DATA_DIR", str(tmp_path / "one"))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
