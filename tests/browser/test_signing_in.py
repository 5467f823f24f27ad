"""Signing in with the council's account: a real provider of accounts on this machine, in a real browser."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread

from cme_data.store import Store, audit
from tests.browser.browser import Person
from tests.serving import copy_of_sample_store, free_port, server

SUPPORT = User(
    sub="support", claims={"name": "Sam Okafor", "email": "s.okafor@example.gov.uk", "roles": ["CME-Support"]}
)
LEADER = User(
    sub="leader", claims={"name": "Lee Grant", "email": "l.grant@example.gov.uk", "roles": ["CME-Leaders"]}
)
STRANGER = User(
    sub="stranger", claims={"name": "Jo Else", "email": "j.else@example.gov.uk", "roles": ["Parking"]}
)
OWN = """
[[group]]
claim = "CME-Support"
role = "business_support"

[[group]]
claim = "CME-Leaders"
role = "senior_leader"
"""
SECRETS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "a secret of the tests, long enough for a signature"
client_id = "dashboard"
client_secret = "another secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""

# The provider is an older program's way of saying what it says; nothing of it is in the product.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A store with an authority's own settings."""
    folder = copy_of_sample_store(tmp_path / "store")
    (folder / "settings.toml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture
def signing_in(browser, own_folder: Path, tmp_path: Path) -> Iterator[Callable[[timedelta], str]]:
    """`signing_in(lasting)`: the dashboard with sign-in, whose tokens last so long."""
    ends = []

    def started(lasting: timedelta = timedelta(hours=1)) -> str:
        provider = run_server_in_thread(user_claims=(SUPPORT, LEADER, STRANGER), access_token_max_age=lasting)
        running = provider.__enter__()
        ends.append(provider)
        port = free_port()
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(
            SECRETS.format(
                address=f"http://localhost:{port}", provider=f"http://localhost:{running.server_port}"
            ),
            encoding="utf-8",
        )
        dashboard = server(own_folder, tmp_path / "server.log", "--secrets.files", str(secrets), port=port)
        ends.append(dashboard)
        dashboard.__enter__()
        return f"http://localhost:{port}"

    yield started
    for end in reversed(ends):
        end.__exit__(None, None, None)


def signs_in(person: Person, user: User) -> None:
    person.page.get_by_role("button", name="Sign in with your council account").click()
    person.page.get_by_role("button", name=user.sub).first.click()
    person.page.wait_for_url(f"{person.address}/**")
    person.waits()


def signs_out(person: Person) -> None:
    """Out of the dashboard; the provider may have a page of its own to say so."""
    person.page.get_by_role("button", name="Sign out").click()
    person.page.wait_for_timeout(3_000)
    person.opens()
    person.sees("Sign in with your council account")


def test_the_role_decides_what_is_seen_and_signing_out_ends_every_tab(arrives, signing_in, tmp_path):
    address = signing_in()
    support = arrives("signing-in", address)
    support.opens("upload")
    support.sees("Sign in with your council account")
    assert [] == support.barriers()
    support.pictures("signed-out")
    signs_in(support, SUPPORT)
    support.opens("upload")
    support.sees("Upload")
    assert "Sam Okafor" in support.page.get_by_test_id("stSidebar").inner_text()
    assert "Business support" in support.page.get_by_test_id("stSidebar").inner_text()
    support.pictures("signed-in")
    support.opens("audit-log")
    support.sees("A business support cannot see who did what")

    leader = arrives("signing-in-leader", address)
    leader.opens("gaps")
    signs_in(leader, LEADER)
    leader.opens("child")
    leader.sees("A senior leader cannot see lists of children")

    copied = support.page.context.cookies()
    second = support.page.context.new_page()
    other = Person(second, address, "second-tab")
    other.opens()
    other.sees("Overview")
    other.opens("figures")
    assert other.downloads("Download as CSV", tmp_path).stat().st_size
    signs_out(support)
    taken = []
    second.on("download", lambda file: taken.append(file.url))
    other.page.get_by_role("button", name="Download as CSV").first.click()
    other.sees("You were signed out", "Sign in with your council account")  # by itself: the click says why
    assert [] == taken  # a page that was left open hands out nothing

    thief = arrives("replaying", address)
    thief.page.context.add_cookies(copied)
    thief.opens()
    thief.sees("You were signed out")
    leader.opens()
    leader.sees("Overview")


def test_who_has_no_role_or_no_longer_sees_nothing(arrives, signing_in, own_folder):
    address = signing_in()
    stranger = arrives("stranger", address)
    stranger.opens()
    signs_in(stranger, STRANGER)
    stranger.opens()
    stranger.sees("Your account j.else@example.gov.uk has no role in this dashboard")
    assert "Children known" not in stranger.text

    removed = arrives("removed", address)
    removed.opens()
    signs_in(removed, SUPPORT)
    removed.opens()
    removed.sees("Overview")
    (own_folder / "settings.toml").write_text(OWN.replace("CME-Support", "Nobody"), encoding="utf-8")
    removed.clicks("Data quality", "link")
    removed.sees("has no role in this dashboard")


def test_a_cookie_that_was_changed_or_whose_token_ended_lets_nobody_in(arrives, signing_in):
    address = signing_in(timedelta(seconds=20))
    person = arrives("expiring", address)
    person.opens()
    signs_in(person, SUPPORT)
    began = time.monotonic()
    person.opens()
    person.sees("Overview")
    forger = arrives("forging", address)
    forger.page.context.add_cookies(
        [
            cookie | {"value": cookie["value"][:40] + "AAAA" + cookie["value"][44:]}
            for cookie in person.page.context.cookies()
        ]
    )
    forger.opens()
    forger.sees("Sign in with your council account")
    person.page.wait_for_timeout(max(0, 21 - (time.monotonic() - began)) * 1000)
    person.clicks("Data quality", "link")
    person.sees("Your sign-in has ended")


def test_a_sign_in_is_in_the_audit_log_once(arrives, signing_in, own_folder):
    address = signing_in()
    person = arrives("audited", address)
    person.opens()
    signs_in(person, LEADER)
    for page in ("", "caseload", ""):
        person.opens(page)
    signs_out(person)
    person.page.context.close()
    # The server holds the store: what it wrote is read from a copy.
    copy = own_folder.parent / "copy"
    copy.mkdir()
    for file in own_folder.glob("register.duckdb*"):
        (copy / file.name).write_bytes(file.read_bytes())
    with Store.open(copy) as store:
        told = [(line.who, line.what) for line in reversed(audit.entries(store, who="Lee Grant"))]
    assert [("Lee Grant", "signed in"), ("Lee Grant", "signed out")] == told


def test_a_list_left_open_says_why_it_is_not_handed_out(arrives, signing_in, own_folder):
    """The role is taken away while the list stands open: the click says so where it was made, and no file comes."""
    address = signing_in()
    support = arrives("refused", address)
    support.opens("action-sheet")
    signs_in(support, SUPPORT)
    support.opens("action-sheet")
    support.says_what_for("Checking the data")
    taken = []
    support.page.on("download", lambda file: taken.append(file.url))
    own = OWN.replace('role = "business_support"', 'role = "panel_member"\nservice = "Malden Oaks"')
    (own_folder / "settings.toml").write_text(own, encoding="utf-8")
    support.page.get_by_role("button", name="Download this list (CSV)").first.click()
    support.sees("Not handed out. Your role has changed since this page was drawn")
    support.pictures("refused")
    assert [] == taken
    assert [] == support.barriers()
