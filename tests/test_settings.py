"""What an authority may set: the shipped values, its own laid over them, faults told by file and line."""

from datetime import date
from pathlib import Path

import pytest

from cme_data.errors import CmeError
from cme_data.settings import Population, Settings, load

KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"


def own(folder: Path, text: str) -> Settings:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return load(folder)


def test_the_shipped_values():
    settings = load()

    assert "Achieving for Children" == settings.authority
    assert [(KINGSTON, "314", "E09000021"), (RICHMOND, "318", "E09000027")] == [
        (borough.name, borough.old_code, borough.gss_code) for borough in settings.boroughs
    ]
    assert (25, 14) == (settings.hours_full, settings.stale_after_days)
    triggers = settings.triggers
    assert (5, 20, 6, 15, 5) == (
        triggers.spa_referral_day,
        triggers.day_20,
        triggers.sixth_day,
        triggers.medical_days,
        triggers.enquiry_every,
    )
    panel = settings.panel
    assert ("Thursday", 14, 5, 7) == (
        panel.weekday,
        panel.every_days,
        panel.agenda_working_days,
        panel.register_days,
    )
    retention = settings.retention
    assert (31, 45, 75) == (retention.years, retention.years_with_ehc_plan, retention.years_looked_after)


def test_what_nobody_has_found_is_shipped_empty():
    settings = load()

    assert ((), (), ()) == (settings.population, settings.terms, settings.closures)


def test_census_days_follow_the_pattern_of_the_school_census():
    months = {"autumn": (10, 1), "spring": (1, 3), "summer": (5, 3)}
    for census in load().census:
        month, week = months[census.term.split("-")[1]]

        assert (month, 3, week) == (census.day.month, census.day.weekday(), (census.day.day + 6) // 7), (
            census.term
        )


def test_without_a_file_of_its_own_an_authority_has_the_shipped_values(tmp_path):
    assert load() == load(tmp_path) == load(tmp_path / "nowhere")


def test_a_value_and_a_table_are_laid_over_key_by_key(tmp_path):
    settings = own(tmp_path, "stale_after_days = 21\n[panel]\nregister_days = 8\n")

    assert 21 == settings.stale_after_days
    assert (8, 5, 14) == (
        settings.panel.register_days,
        settings.panel.agenda_working_days,
        settings.panel.every_days,
    )
    assert load().triggers == settings.triggers


def test_a_list_replaces_the_one_shipped(tmp_path):
    settings = own(tmp_path, '[[census]]\nterm = "2027/28-autumn"\nday = 2027-10-07\n')

    assert [("2027/28-autumn", date(2027, 10, 7))] == [
        (census.term, census.day) for census in settings.census
    ]


def test_terms_closures_and_population(tmp_path):
    settings = own(
        tmp_path,
        f"""
        [[population]]
        borough = "{KINGSTON}"
        year = 2026
        children = 25000
        [[term]]
        borough = "{RICHMOND}"
        name = "Autumn 1"
        first = 2026-09-02
        last = 2026-10-23
        [[closure]]
        borough = "{RICHMOND}"
        day = 2026-09-02
        reason = "INSET"
        """,
    )

    assert ((KINGSTON, 2026, 25000),) == settings.population
    assert Population(KINGSTON, 2026, 25000) == settings.population[0]
    assert (RICHMOND, date(2026, 9, 2), date(2026, 10, 23)) == (
        settings.terms[0].borough,
        settings.terms[0].first,
        settings.terms[0].last,
    )
    assert "INSET" == settings.closures[0].reason


def test_settings_can_be_a_cache_key(tmp_path):
    assert hash(load()) == hash(load(tmp_path))
    assert load() != own(tmp_path, "hours_full = 20.5")


def test_a_file_from_notepad_with_its_mark_in_front(tmp_path):
    (tmp_path / "settings.toml").write_bytes(b'\xef\xbb\xbfauthority = "Elsewhere"\r\n')

    assert "Elsewhere" == load(tmp_path).authority


TERM = f'[[term]]\nborough = "{KINGSTON}"\nname = "Autumn 1"\nfirst = 2026-09-02\nlast = 2026-10-23\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '# ours\nstale_after_days = "often"\n',
            "line 2, has “often” for stale_after_days: it should be a whole number of 1 or more.",
        ),
        (
            "stale_after_days = 0",
            "line 1, has 0 for stale_after_days: it should be a whole number of 1 or more.",
        ),
        (
            "stale_after_days = true",
            "has true for stale_after_days: it should be a whole number of 1 or more.",
        ),
        ("hours_full = nan", "has nan for hours_full: it should be a number of 1 or more."),
        ('authority = ""', "has “” for authority: it should be a text in quotation marks."),
        (
            "[panel]\ncolour = 1",
            "line 2, has an unknown setting colour in [panel]: it should be one of name,",
        ),
        ("colour = 1", "line 1, has an unknown setting colour: it should be one of authority,"),
        (
            "\n[panel]\nfirst_meeting = 2026-11-26T09:30:00",
            "line 3, has 2026-11-26T09:30:00 for first_meeting in [panel]: it should be a date",
        ),
        ("panel = 14", "line 1, has 14 for panel: it should be a table in single brackets."),
        ("[term]\nname = 1", "for term: it should be entries in double brackets."),
        ("borough = []", "line 1, has nothing for borough: it should be one borough or more."),
        ("term = [1]", "has 1 for term: it should be a table"),
        ("duration_edges = [14, 28]", "has [14, 28] for duration_edges: it should be six rising numbers"),
        (
            'duration_edges = [1, 2, 3, 4, 5, "six"]',
            "line 1, has “six” for duration_edges: it should be a whole",
        ),
        ("duration_edges = [14, 28, 56, 56, 182, 364]", "it should be six rising numbers of days"),
        (
            TERM + TERM.replace("2026-09-02", "2026-11-02").replace("2026-10-23", '"18/12/2026"'),
            "line 10, has “18/12/2026” for last in [[term]] entry 2: it should be a date such as 2026-09-02,",
        ),
        (TERM + TERM, "line 9, has 2026-09-02 for first in [[term]] entry 2: it should be after 2026-10-23"),
        (
            TERM.replace("2026-10-23", "2026-08-23"),
            "line 5, has 2026-08-23 for last in [[term]] entry 1: it should be 2026-09-02 (the term's",
        ),
        (
            '\n[[closure]]\nborough = "Kingston"\nday = 2026-09-02\nreason = "INSET"',
            f"“Kingston” for borough in [[closure]] entry 1: it should be one of {KINGSTON}, {RICHMOND}.",
        ),
        (
            f'[[closure]]\nborough = "{KINGSTON}"\nreason = "INSET"',
            "line 1, has nothing for day in [[closure]] entry 1: it should be a date such as",
        ),
        (
            f'[[population]]\nborough = "{KINGSTON}"\nyear = 2026\n',
            "line 1, has nothing for children in [[population]] entry 1: it should be a whole number",
        ),
        (
            f'[[population]]\nborough = "{KINGSTON}"\nyear = 2026\nchildren = 2\n' * 2,
            f"“2026 for {KINGSTON}” for year in [[population]] entry 2: it should be one that no",
        ),
        ('[[census]]\nterm = "Autumn 2026"\nday = 2026-10-01', "it should be a term such as 2026/27-autumn."),
        ("authority = Elsewhere", "line 1, has “authority = Elsewhere”: it should be a setting such as"),
        ("first = 2026-02-30", "line 1, has “first = 2026-02-30”: it should be a setting such as"),
        ("authority = '''El", "ends inside a setting, which should be finished first"),
        (
            "stale_after_days = 14\n" * 2,
            "line 2, has “stale_after_days = 14”: it should be a setting such as",
        ),
    ],
)
def test_a_fault_is_told_by_file_line_what_stands_there_and_what_should(tmp_path, text, sentence):
    with pytest.raises(CmeError) as refused:
        own(tmp_path, text)

    assert sentence in str(refused.value)
    assert str(refused.value).startswith(f"The settings file {tmp_path / 'settings.toml'}")
    assert str(refused.value).endswith(".")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(CmeError, match=r"cannot be opened: Permission denied\.$"):
        load(tmp_path)


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "settings.toml").write_bytes(b'authority = "\xff\xfe"')

    with pytest.raises(CmeError, match="should be saved as UTF-8 text, and is not"):
        load(tmp_path)
