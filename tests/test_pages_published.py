"""DfE figures, through the frame: what is published of the boroughs, and loading a file of it."""

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cme_data import published
from cme_data.store import Store
from tests import test_pages
from tests.published_files import ANNUAL, current, previous, sample
from tests.test_pages import ROOT, faultless, html, page, press
from tests.test_pages_panel import as_a

opened = test_pages.opened  # the fixture: a person at the machine

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open


@pytest.fixture
def compared(tmp_path: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """A store that has nothing but the annual file on home education."""
    with Store.open(tmp_path / "own") as store:
        published.load(store, published.read(sample(ANNUAL), ANNUAL), "A. Lee", datetime(2026, 1, 30, 9))
    opened.setenv("CME_DATA_DIR", str(tmp_path / "own"))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def drop(shown: AppTest, name: str, data: bytes) -> AppTest:
    return shown.file_uploader[0].set_value([(name, data, "text/csv")]).run()


def test_the_boroughs_stand_beside_outer_london_and_england(compared):
    shown = page(compared, "dfe-figures")
    said = html(shown)

    assert faultless(shown), shown.error
    assert (
        "Home educated at any time: Kingston upon Thames 430 (340 a year before), Richmond upon Thames 280 (290 a year "
        "before), Outer London 12,340 (10,900 a year before), England 175,900 (153,300 a year before)."
    ) in said
    assert "Kingston upon Thames 430 340 +90 Richmond upon Thames 280 290 −10" in said
    assert "London (Inner and Outer added) 17,950 15,690 +2,260" in said
    assert "From year 2021/22 to year 2024/25: Kingston upon Thames from 100 to 139" in said
    assert "School attendance orders issued low low 80 160 2,500" in said
    assert "low: more than nothing, but rounds to 0" in said
    assert published.LICENCE in said
    assert "ehe_academic_year.csv" in said
    assert "These figures are real" not in said  # that is said of the sample alone


def test_a_topic_and_a_year_are_chosen_in_the_address(compared):
    compared.query_params["published_for"] = "Year 2023/24"
    compared.query_params["published_by"] = "Previous setting"
    said = html(page(compared, "dfe-figures"))

    assert "Kingston upon Thames 340 320 +20" in said
    assert "LA-maintained school 90 (48%)" in said


def test_terms_are_told_from_autumn_to_autumn_and_drawn_by_their_rates(compared, tmp_path):
    with Store.open(tmp_path / "own") as store:
        for name, data in (("2025.csv", previous()), ("2026.csv", current())):
            published.load(store, published.read(data, name), "A. Lee", datetime(2026, 1, 30, 9))
    shown = page(compared, "dfe-figures")
    said = html(shown)

    assert faultless(shown), shown.error
    assert "Kingston upon Thames 30 30 0 0.1" in said
    assert (
        "Rate per 100 children aged 5 to 16 From autumn term 2023/24 to autumn term 2025/26: Kingston upon Thames from 0.3 to 0.1"
        in said
    )
    # England's first rate is a spring's: it is drawn, and no change is told from it.
    assert "England from 0.4 to 0.4" in said


def test_a_file_is_shown_first_then_loaded_once_and_a_wrong_one_is_a_sentence(compared):
    shown = page(compared, "dfe-figures")
    drop(shown, "cme.csv", current())
    told = " ".join(element.value for element in shown.markdown)
    assert "**Children missing education at census date**, in the layout since autumn 2025/26" in told
    assert "46 rows, Autumn term 2025/26" in told
    assert "Areas: National 1, Regional 2, Local authority 3" in told
    assert "low 8 times" in told
    assert "cme.csv" not in html(shown)  # nothing is kept yet

    press(shown, "Load these figures")
    assert "46 rows loaded from cme.csv" in shown.success[0].value.replace("\\", "")
    assert "cme.csv" in html(shown)
    drop(shown, "again.csv", current())
    press(shown, "Load these figures")
    assert "again.csv is loaded already" in shown.success[0].value.replace("\\", "")

    drop(shown, "mine.csv", b"Surname,Forename\nSmith,Ann\n")
    assert "mine.csv is none of the DfE's files" in shown.error[0].value.replace("\\", "")
    assert "Smith" not in shown.error[0].value
    assert "Load these figures" not in [button.label for button in shown.button]


def test_a_senior_leader_sees_the_figures_and_loads_nothing(compared):
    page(compared, "dfe-figures")
    shown = as_a("senior_leader", compared)

    assert faultless(shown), shown.error
    assert "Kingston upon Thames 430" in html(shown)
    assert not shown.file_uploader


def test_a_store_without_a_file_says_so(tmp_path, opened):
    opened.setenv("CME_DATA_DIR", str(tmp_path / "new"))
    shown = page(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), "dfe-figures")

    assert faultless(shown), shown.error
    assert "No file of the DfE is loaded yet." in html(shown)
