"""Settings changed by a person: checked as a whole, written whole or not at all, each change written down."""

import errno
import os
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cme_data import local, panels
from cme_data.calendar import school_days_of
from cme_data.errors import CmeError, DiskFull, Overtaken
from cme_data.measures import MEASURES, Question
from cme_data.settings import Settings, Wrong, current, load, shipped
from cme_data.settings.described import DESCRIBED, GROUPS, said
from cme_data.settings.own import with_values
from cme_data.settings.plain import checked, hints, plain
from cme_data.settings.reading import read_as
from cme_data.store import Store
from tests.builders import a_row, a_store, upload

NOW = datetime(2026, 11, 25, 9)
KINGSTON = "Kingston upon Thames"
TERM = {"borough": KINGSTON, "name": "Autumn 1", "first": date(2026, 9, 2), "last": date(2026, 10, 23)}
LATER = TERM | {"name": "Autumn 2", "first": date(2026, 11, 2), "last": date(2026, 12, 18)}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


def folder(store: Store) -> Path:
    assert store.path is not None
    return store.path.parent


def own_file(store: Store) -> Path:
    return folder(store) / "settings.toml"


def save(store: Store, why: str = "Agreed", **values: object) -> Settings:
    """The values by their paths, with a double underscore for the dot."""
    asked = {name.replace("__", "."): value for name, value in values.items()}
    return local.change(store, local.changes(load(folder(store)), asked), why, "Sam Lee", NOW)


# The words


def test_every_setting_is_described_once_and_every_description_names_a_setting():
    listed = [each.path for group in GROUPS for each in group.settings]

    assert sorted(hints()) == sorted(listed)
    for path, described in DESCRIBED.items():
        assert described.said.rule.endswith("."), path
        assert {group.about for group in GROUPS} - {""} <= said().keys()


def test_the_words_on_the_page_are_those_of_the_shipped_file():
    folded = " ".join(
        (Path(local.__file__).parent / "settings.toml").read_text(encoding="utf-8").replace("\n#", "").split()
    )

    for described in DESCRIBED.values():
        words = described.said
        assert words.rule in folded
        assert not words.source or f"Source: {words.source}" in folded
        assert not words.unverified or f"UNVERIFIED: {words.unverified}" in folded
    doubts = [each.said.unverified for each in DESCRIBED.values() if each.said.unverified]
    assert folded.count("UNVERIFIED: ") == len(doubts)
    assert "the policy gives no interval." == DESCRIBED["triggers.enquiry_every"].said.unverified


def test_the_columns_of_a_list_are_those_of_its_entries():
    for path, described in DESCRIBED.items():
        entries = plain(shipped())[path]
        if isinstance(entries, list) and entries and isinstance(entries[0], dict):
            assert entries[0].keys() == described.columns.keys()


# Writing


def test_only_what_differs_from_the_shipped_values_is_written(store):
    save(store, triggers__enquiry_every=3, stale_after_days=14, term=[TERM])

    assert 3 == load(folder(store)).triggers.enquiry_every
    text = own_file(store).read_text(encoding="utf-8")
    assert "stale_after_days" not in text
    assert "day_20" not in text
    assert text.count("[[term]]") == 1

    save(store, triggers__enquiry_every=5, term=[])
    assert "" == own_file(store).read_text(encoding="utf-8").strip()
    assert load(folder(store)) == shipped()


def test_the_authoritys_own_comments_and_other_lines_stay(store):
    own_file(store).write_text(
        "# ours, agreed in May\nstale_after_days = 21  # services are slow\n\n[panel]\n# business support asked\nregister_days = 8\n\n"
        f'[[term]]\nborough = "{KINGSTON}"  # both alike\nname = "Autumn 1"\nfirst = 2026-09-02\nlast = 2026-10-23\n',
        encoding="utf-8",
    )

    settings = save(store, panel__agenda_working_days=6, hours_full=20, term=[TERM, LATER])

    text = own_file(store).read_text(encoding="utf-8")
    for comment in (
        "# ours, agreed in May",
        "# services are slow",
        "# business support asked",
        "# both alike",
    ):
        assert comment in text
    assert load(folder(store)) == settings
    assert (21, 20, 8, 6, 2) == (
        settings.stale_after_days,
        settings.hours_full,
        settings.panel.register_days,
        settings.panel.agenda_working_days,
        len(settings.terms),
    )


def test_each_changed_value_is_one_line_of_the_audit(store):
    save(store, "The team has grown", triggers__enquiry_every=3, stale_after_days=21, hours_full=25)

    first, second = local.history(store)
    assert {("triggers.enquiry_every", 5, 3), ("stale_after_days", 14, 21)} == {
        (each.change.path, each.change.old, each.change.new) for each in (first, second)
    }
    assert (NOW, "Sam Lee", "The team has grown") == (first.at, first.who, first.why)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"triggers__enquiry_every": 0},
            "Enquiry to locate the child has 0: it should be a whole number of 1 or more.",
        ),
        (
            {"term": [TERM, TERM | {"name": "Again"}]},
            "Terms, row 2, First day has 2 September 2026: it should be after 23 October 2026, the last day of Autumn 1.",
        ),
        (
            {"closure": [{"borough": KINGSTON, "day": date(2026, 9, 2)}]},
            "Closures (INSET days), row 1, Reason has nothing: it should be a text.",
        ),
        (
            {"triggers__pupil_return_counts": "working days"},
            "New pupil return is counted in has “working days”: it should be “calendar days” or “school days”.",
        ),
        (
            {"panel_moved": [{"day": date(2026, 11, 25), "why": "Half the panel is away"}]},
            "Meetings moved or cancelled, row 1, Day in the calendar has 25 November 2026: it should be a day of the panel's "
            "calendar, every 14 days from 7 September 2023.",
        ),
        (
            {
                "panel_moved": [
                    {"day": date(2026, 11, 26), "to": date(2026, 12, 10), "why": "Half the panel is away"}
                ]
            },
            "row 1, Held on instead has 10 December 2026: it should be a day on which the panel's calendar has no other",
        ),
    ],
)
def test_what_is_wrong_is_told_by_name_and_row_and_nothing_is_changed(store, values, sentence):
    own_file(store).write_text("stale_after_days = 21\n", encoding="utf-8")

    with pytest.raises(Wrong) as refused:
        save(store, **values)

    assert sentence in local.said(refused.value)
    assert "stale_after_days = 21\n" == own_file(store).read_text(encoding="utf-8")
    assert [] == local.history(store)


def test_a_reason_is_asked_for(store):
    with pytest.raises(CmeError, match="Say why"):
        save(store, " ", stale_after_days=21)

    assert not own_file(store).exists()


def test_of_two_people_who_change_one_value_the_second_is_told(store):
    seen = load(folder(store))
    save(store, stale_after_days=21, hours_full=20)

    with pytest.raises(
        Overtaken, match="“Days after which a list is out of date” was changed by somebody else"
    ):
        local.change(
            store,
            local.changes(seen, {"stale_after_days": 28, "panel.every_days": 7}),
            "Agreed",
            "Kim",
            NOW,
        )
    local.change(store, local.changes(seen, {"panel.every_days": 7}), "Agreed", "Kim", NOW)

    settings = load(folder(store))
    assert (21, 20, 7) == (settings.stale_after_days, settings.hours_full, settings.panel.every_days)


def test_two_writers_at_once_lose_no_change(store):
    paths = [path for path, value in plain(shipped()).items() if type(value) is int][:12]
    seen = load(folder(store))
    started = threading.Barrier(len(paths))

    def write(path: str) -> None:
        started.wait()
        old = plain(shipped())[path]
        local.change(store, local.changes(seen, {path: old + 1}), "Agreed", path, NOW)

    threads = [threading.Thread(target=write, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    now, before = plain(load(folder(store))), plain(shipped())
    assert {path: before[path] + 1 for path in paths} == {path: now[path] for path in paths}
    assert sorted(paths) == sorted(each.who for each in local.history(store))


@pytest.mark.parametrize(
    ("fault", "kind", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull, "The disk is full"),
        (
            PermissionError(errno.EACCES, "Permission denied"),
            CmeError,
            "cannot be written: Permission denied",
        ),
    ],
)
def test_a_file_that_cannot_be_written_is_a_sentence_and_nothing_is_changed(
    store, monkeypatch, fault, kind, sentence
):
    own_file(store).write_text("stale_after_days = 21\n", encoding="utf-8")

    def refuse(number: int) -> None:
        raise fault

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(kind, match=sentence):
        save(store, hours_full=20)

    assert "stale_after_days = 21\n" == own_file(store).read_text(encoding="utf-8")
    assert [] == local.history(store)
    assert {"settings.toml"} == {file.name for file in folder(store).glob("*settings*")}


@pytest.mark.parametrize(
    "text",
    [
        "panel = { register_days = 8 }\n",
        "panel.register_days = 8\n",
        f'term = [{{ borough = "{KINGSTON}", name = "A", first = 2026-04-02, last = 2026-05-23 }}]\nstale_after_days = 21\n',
        "[panel]\nregister_days = 8\n[triggers]\nday_20 = 21\n[panel.more]\n",
    ],
)
def test_however_the_file_was_written_by_hand_the_change_is_made_or_refused_whole(store, text):
    own_file(store).write_text(text, encoding="utf-8")
    try:
        settings = save(
            store, panel__agenda_working_days=6, term=[TERM], census=[], duration_edges=[1, 2, 3, 4, 5, 6]
        )
    except CmeError:
        assert text == own_file(store).read_text(encoding="utf-8")
    else:
        assert load(folder(store)) == settings


_NUMBERS = {path: st.integers(1, 400) for path, value in plain(shipped()).items() if type(value) is int}
_DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
_ENTRIES = {
    "closure": st.lists(
        st.fixed_dictionaries(
            {"borough": st.just(KINGSTON), "day": _DAYS, "reason": st.text(min_size=1, max_size=9)}
        ),
        max_size=3,
    ),
    "census": st.lists(
        st.sampled_from(plain(shipped())["census"]), unique_by=lambda row: row["term"], max_size=4
    ),
}


@given(
    st.fixed_dictionaries({}, optional=_NUMBERS | _ENTRIES),
    st.fixed_dictionaries({}, optional=_NUMBERS | _ENTRIES),
)
def test_what_is_written_is_what_is_read(first, then):
    text = with_values(with_values("", first), then)

    assert checked({**plain(shipped()), **first, **then}) == read_as(Path("settings.toml"), text)


# Reading again


def test_settings_are_read_again_when_the_file_changed_and_a_broken_one_is_no_reason_to_use_the_last(
    tmp_path,
):
    assert current(tmp_path) == shipped()
    file = tmp_path / "settings.toml"
    file.write_text("stale_after_days = 21\n", encoding="utf-8")
    assert 21 == current(tmp_path).stale_after_days
    assert current(tmp_path) is current(tmp_path)

    file.write_text("stale_after_days = often\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CmeError, match=r"line 1, has “stale_after_days = often”"):
            current(tmp_path)
    file.unlink()
    assert current(tmp_path) == shipped()


def test_the_clocks_follow_a_changed_trigger(store):
    search = {"category": "Missing - not located", "missing_from": date(2026, 11, 9)}
    upload(store, "cme", [a_row("cme", **search, identified_on=date(2026, 11, 9))], date(2026, 11, 12))

    def enquiry() -> tuple[date, str]:
        asked = Question(date(2026, 11, 13), filters={"duty": ("enquiry",)}, settings=current(folder(store)))
        (row,) = MEASURES["clocks"].list(store.world(), asked, detail=True)
        return row["due_on"], row["status"]

    assert (date(2026, 11, 16), "due") == enquiry()  # five school days after Monday the 9th
    save(store, triggers__enquiry_every=3)
    assert (date(2026, 11, 12), "late") == enquiry()


# The panel's calendar


def next_meeting(store: Store, day: date) -> date:
    return panels.next_from(store.world(), current(folder(store)), day).held_on


def move(store: Store, held_on: date, to: date | None, why: str = "Half the panel is away") -> None:
    local.move_meeting(store, store.world(), current(folder(store)), held_on, to, why, "Sam Lee", NOW)


def test_a_meeting_is_moved_moved_again_cancelled_and_put_back(store):
    thursday, friday = date(2026, 11, 26), date(2026, 11, 27)
    assert thursday == next_meeting(store, NOW.date())

    move(store, thursday, friday)
    assert friday == next_meeting(store, NOW.date()) == next_meeting(store, friday)
    moved = panels.next_from(store.world(), current(folder(store)), NOW.date()).moved
    assert moved is not None
    assert (thursday, "Half the panel is away") == (moved.day, moved.why)

    move(store, friday, date(2026, 12, 1))
    assert date(2026, 12, 1) == next_meeting(store, NOW.date())
    assert 1 == len(current(folder(store)).moved)

    move(store, date(2026, 12, 1), None)
    assert date(2026, 12, 10) == next_meeting(store, NOW.date())
    assert [thursday] == [m.day for m in panels.cancelled(current(folder(store)), NOW.date(), friday)]

    move(store, thursday, thursday, "It is held after all")
    assert thursday == next_meeting(store, NOW.date())
    assert () == current(folder(store)).moved
    assert 4 == len(local.history(store))


def test_a_meeting_moved_to_an_earlier_day_is_over_after_it(store):
    move(store, date(2026, 12, 10), date(2026, 12, 3))

    assert date(2026, 12, 3) == next_meeting(store, date(2026, 11, 27))
    assert date(2027, 1, 7) == next_meeting(store, date(2026, 12, 25))
    assert date(2026, 12, 24) == next_meeting(store, date(2026, 12, 4))


def test_the_services_list_counts_and_says_so(store):
    upload(
        store,
        "meetings",
        [{"held_on": date(2026, 11, 26)}, {"held_on": date(2026, 12, 1)}],
        date(2026, 11, 20),
    )

    with pytest.raises(CmeError, match="meeting of 26 November 2026 is on the services' list of meetings"):
        move(store, date(2026, 11, 26), date(2026, 11, 27))
    with pytest.raises(CmeError, match="another meeting on 1 December 2026 already"):
        move(store, date(2026, 12, 10), date(2026, 12, 1))
    with pytest.raises(CmeError, match="moved to 25 November 2026 or later"):
        move(store, date(2026, 12, 10), date(2026, 11, 24))
    assert not own_file(store).exists()


def test_a_list_that_comes_later_takes_the_moved_meetings_place(store):
    move(store, date(2026, 11, 26), date(2026, 12, 2))
    upload(store, "meetings", [{"held_on": date(2026, 11, 26)}], date(2026, 11, 20))

    assert date(2026, 11, 26) == next_meeting(store, NOW.date())
    assert date(2026, 12, 10) == next_meeting(store, date(2026, 11, 27))


def test_a_moved_meeting_that_is_listed_takes_no_other_meetings_place(store):
    move(store, date(2026, 12, 10), date(2026, 12, 18))
    upload(store, "meetings", [{"held_on": date(2026, 12, 18)}], date(2026, 11, 20))

    assert date(2026, 12, 18) == next_meeting(store, date(2026, 12, 1))
    assert date(2026, 12, 24) == next_meeting(store, date(2026, 12, 19))


def test_with_nothing_moved_the_next_meeting_is_the_calendars_on_every_day_of_a_year():
    school = school_days_of(shipped(), KINGSTON)
    days = [date(2026, 9, 1) + timedelta(days=number) for number in range(400)]
    held = [
        on
        for on in days
        if on.weekday() == 3 and (on - date(2023, 9, 7)).days % 14 == 0 and school.is_school_day(on)
    ]

    with Store.open(None) as empty:
        world = empty.world()
        for day in days[:330]:
            expected = next(on for on in held if on >= day)
            assert expected == panels.next_from(world, shipped(), day).held_on
