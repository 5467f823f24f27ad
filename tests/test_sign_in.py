"""Who a signed-in account is here, and when its session is over."""

import os
import time
from datetime import datetime, timedelta

import pytest

from cme_data import access
from cme_data.access import NotAllowed
from cme_data.settings import entries, load
from cme_data.sign_in import Sessions, SignedOut, person_of, session_of
from tests.builders import a_store

NOW = datetime(2026, 11, 25, 9, 30)
IDLE = timedelta(minutes=30)
OWN = """
[[group]]
claim = "CME-Support"
role = "business_support"

[[group]]
claim = "CME-Welfare"
role = "panel_member"
service = "Education Welfare Service"

[[account]]
email = "Jo.Reed@example.gov.uk"
role = "senior_leader"
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "settings.toml").write_text(OWN, encoding="utf-8")
    return load(folder)


def claims(began: datetime = NOW, minutes: int = 60, **said) -> dict:
    token = {"iss": "https://sign-in.example", "sub": "17", "aud": "dashboard", "name": "Sam Lee"}
    return token | {"iat": began.timestamp(), "exp": (began + timedelta(minutes=minutes)).timestamp()} | said


def session(settings, began: datetime = NOW, **said):
    return session_of(claims(began, **said), "dashboard", settings)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"roles": ["CME-Support"]}, "business_support"),
        ({"roles": ["Else", "CME-Welfare", "CME-Support"]}, "business_support"),
        ({"roles": "CME-Welfare"}, "panel_member"),
        ({"email": "jo.reed@EXAMPLE.gov.uk", "roles": ["CME-Support"]}, "senior_leader"),
        ({"preferred_username": "jo.reed@example.gov.uk"}, "senior_leader"),
    ],
)
def test_the_role_is_the_accounts_own_else_its_first_groups(settings, said, role):
    assert role == person_of(session(settings, **said), settings).role


def test_a_panel_member_brings_the_service(settings):
    assert (
        "Education Welfare Service" == person_of(session(settings, roles=["CME-Welfare"]), settings).service
    )


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"roles": ["cme-support"]},
        {"roles": None},
        {"email": "jo.reed@example.gov.uk", "email_verified": False},
        {"email": "jo.reed@example.gov.uk.else.com"},
        {"groups": ["CME-Support"]},
    ],
)
def test_an_account_without_a_role_sees_nothing(settings, said):
    with pytest.raises(NotAllowed, match="no role"):
        person_of(session(settings, **said), settings)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"aud": "another"}, "another service"),
        ({"aud": ["another", "third"]}, "another service"),
        ({"aud": None}, "another service"),
        ({"sub": None, "exp": None}, "did not say"),
        ({"exp": "tomorrow"}, "did not say"),
        ({"exp": 10**40}, "did not say"),
    ],
)
def test_a_token_for_another_or_without_its_parts_is_no_session(settings, said, told):
    with pytest.raises(SignedOut, match=told):
        session(settings, **said)


def test_a_session_ends_with_its_token(settings):
    sessions, one = Sessions({}), session(settings, minutes=20)
    sessions.check(one, NOW + timedelta(minutes=19), IDLE)

    with pytest.raises(SignedOut, match="has ended"):
        sessions.check(one, NOW + timedelta(minutes=20), IDLE)


def test_a_session_ends_when_nothing_was_done_for_too_long(settings):
    sessions, one = Sessions({}), session(settings, minutes=600)
    for minutes in (29, 58, 87):
        sessions.check(one, NOW + timedelta(minutes=minutes), IDLE)

    with pytest.raises(SignedOut, match="30 minutes"):
        sessions.check(one, NOW + timedelta(minutes=118), IDLE)
    sessions.check(session(settings, NOW + timedelta(minutes=119)), NOW + timedelta(minutes=119), IDLE)


def test_signing_out_ends_every_tab_and_every_copy_of_the_cookie(settings):
    sessions, tab = Sessions({}), session(settings)
    other = session(settings, NOW + timedelta(minutes=1))
    for one in (tab, other):
        sessions.check(one, NOW + timedelta(minutes=2), IDLE)
    sessions.end(tab, NOW + timedelta(minutes=3))

    for one in (tab, other):
        with pytest.raises(SignedOut, match="signed out"):
            sessions.check(one, NOW + timedelta(minutes=4), IDLE)
    sessions.check(session(settings, NOW + timedelta(minutes=5)), NOW + timedelta(minutes=5), IDLE)
    sessions.check(session(settings, sub="18"), NOW + timedelta(minutes=5), IDLE)


def test_after_a_restart_old_cookies_stay_out(settings, tmp_path):
    from cme_data.store.signed_out import sign_out, signed_out

    with a_store(tmp_path) as store:
        sign_out(store, session(settings).subject, "Sam Lee", "by the button", NOW + timedelta(minutes=3))
    with a_store(tmp_path) as store:
        sessions = Sessions(signed_out(store))

    with pytest.raises(SignedOut, match="signed out"):
        sessions.check(session(settings), NOW + timedelta(minutes=4), IDLE)
    with pytest.raises(SignedOut, match="30 minutes"):
        sessions.check(session(settings, sub="18", minutes=600), NOW + timedelta(minutes=31), IDLE)
    sessions.check(session(settings, sub="19"), NOW + timedelta(minutes=4), IDLE)


def test_the_subject_says_nothing_and_tells_providers_apart(settings):
    one, other = session(settings), session(settings, iss="https://else.example")
    assert one.subject != other.subject
    assert "17" != one.subject
    assert 64 == len(one.subject)


def test_every_role_of_the_settings_is_one_of_access():
    assert set(entries.ROLES) == set(access.ROLES)


@pytest.mark.parametrize("zone", ["Europe/London", "UTC"])
def test_times_are_those_of_the_councils_clock(settings, zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    if hasattr(time, "tzset"):
        time.tzset()
    now = datetime(2026, 7, 1, 12)
    assert now == session(settings, now).began
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        os.environ.get("TZ")
        time.tzset()
