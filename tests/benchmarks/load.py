"""Fifty people signed in at once, each on the journey of their role, while uploads are committed.

    python -m tests.benchmarks.load [SESSIONS] [SECONDS] [SECONDS BETWEEN UPLOADS, 0 FOR NONE]

The server is a process of its own, and the uploads are committed within it, as those of its pages are. A page is warm where
the same page was answered since the last commit, whoever asked. Prints the times of pages, warm and right after a commit,
and of commits; faults, refusals, and the names of children whom the person may not see, in everything that the server sent,
against `scoping.visible` of the role and service; those whom the person may see prove that it looks.
"""

import datetime as dt
import logging
import multiprocessing
import random
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
from oidc_provider_mock import User, run_server_in_thread
from streamlit.auth_util import encode_provider_token

from cme_data import access
from cme_data.access import Person
from cme_data.store import Store
from pages.components.contents import PAGES
from tests.benchmarks.here import serve
from tests.benchmarks.pages import THINKS
from tests.benchmarks.scopes import Names
from tests.benchmarks.session import Run, Session
from tests.benchmarks.timing import told
from tests.builders import a_row, upload
from tests.serving import copy_of_sample_store, free_port

SERVICES = ("Education Welfare Service", "Malden Oaks", "Virtual School")
PEOPLE = [
    *((role, "") for role in access.ROLES if role != "panel_member"),
    *(("panel_member", one) for one in SERVICES),
]
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "a secret of the benchmarks, long enough for a signature"
client_id = "dashboard"
client_secret = "another secret"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""
LISTS = {"gaps": "gaps", "overview": "missing-not-located", "caseload": "everything"}
"""Lists that stand open, by their pages."""

Span = tuple[float, float]
"""From when to when, by the clock that all processes of a machine share."""


@dataclass(frozen=True)
class Visit:
    """One page that one person opened."""

    number: int
    url: str
    began: float
    run: Run

    @property
    def ended(self) -> float:
        return self.began + self.run.seconds


def account(number: int) -> str:
    return f"person-{number}"


def signed_in(port: int, provider: str, number: int) -> tuple[str, str]:
    """The cookies of an account that signed in, and the token that goes with them."""
    with httpx.Client(follow_redirects=True, timeout=60) as client:
        client.get(f"http://localhost:{port}/_stcore/health")
        asked = client.get(f"http://localhost:{port}/auth/login", params={"provider": provider})
        client.post(asked.url, data={"sub": account(number)})
        cookies = {cookie.name: cookie.value or "" for cookie in client.cookies.jar}
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), cookies["_streamlit_xsrf"]


def main(people: int = 50, duration: float = 60, between: float = 1) -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    users = [
        User(sub=account(n), claims={"name": account(n), "email": f"p{n}@example.gov.uk"})
        for n in range(people)
    ]
    with tempfile.TemporaryDirectory() as made, run_server_in_thread(user_claims=users) as provider:
        folder, port = copy_of_sample_store(Path(made) / "store"), free_port()
        of = [PEOPLE[number % len(PEOPLE)] for number in range(people)]
        (folder / "settings.toml").write_text(
            "\n".join(
                f'[[account]]\nemail = "p{n}@example.gov.uk"\nrole = "{role}"\n' + (f'service = "{service}"\n' if service else "")
                for n, (role, service) in enumerate(of)
            ),
            encoding="utf-8",
        )  # fmt: skip
        secrets = Path(made) / "secrets.toml"
        secrets.write_text(SECRETS.format(port=port, provider=provider.server_port), encoding="utf-8")
        ours, theirs = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(
            target=served, args=(folder, port, secrets, theirs)
        )
        server.start()
        visits = drive(ours, port, of, duration, between)
        ours.send("over")
        commits, used = ours.recv()
        server.join()
        print(f"{people} people signed in, {len(visits)} pages in {duration:.0f} s:")
        tell(visits, commits, used)
        with Store.open(copy_of_sample_store(Path(made) / "again"), read_only=True) as store:
            search(store, visits, of)


def served(folder: Path, port: int, secrets: Path, driver: Connection) -> None:
    """The server's process: it serves, and commits lists until it is told that everybody has read the last page."""

    def commits(store: Store) -> None:
        driver.send(encode_provider_token("default"))  # it is signed with the secret of the server
        between = driver.recv()
        spent, spans = time.process_time(), list[Span]()
        while not driver.poll(between or None):
            rows = [a_row("pru", surname=f"Child{chr(97 + i)}") for i in range(1 + len(spans) % 25)]
            began = time.monotonic()
            upload(store, "pru", rows, dt.date(2026, 11, 20), "additions")
            spans.append((began, time.monotonic()))
        driver.send((spans, time.process_time() - spent))

    serve(folder, lambda _, store: commits(store), port, secrets_files=[str(secrets)])


def drive(
    server: Connection, port: int, of: list[tuple[str, str]], duration: float, between: float
) -> list[Visit]:
    """Everybody signs in, then reads pages until the time is over; what was sent is looked into afterwards."""
    token = server.recv()
    cookies = [signed_in(port, token, number) for number in range(len(of))]
    visits: list[Visit] = []
    until = time.monotonic() + duration
    server.send(between)

    def one(number: int) -> None:
        role, _ = of[number]
        dice, (cookie, token) = random.Random(number), cookies[number]
        journey = [entry for entry in PAGES if access.may(role, entry.needs)]
        with Session(f"http://localhost:{port}", cookie=cookie, token=token) as session:
            session.open("overview")  # the first of a session is not warm
            while time.monotonic() < until:
                url, began = dice.choice(journey).url, time.monotonic()
                run = session.open(url, f"open={LISTS[url]}" if url in LISTS else "")
                visits.append(Visit(number, url, began, run))
                time.sleep(dice.uniform(0.5, 1.5) * THINKS)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(of))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits


def told_apart(visits: list[Visit], commits: list[Span]) -> dict[str, list[float]]:
    """The times of pages by what the store was doing: a list was being written, or had been since the page was last answered."""
    times: dict[str, list[float]] = {
        "warm": [],
        "while a list was committed": [],
        "the first of a page since a commit": [],
    }
    _, committing, first = times
    for visit in visits:
        since = max((ended for _, ended in commits if ended <= visit.began), default=0)
        if any(began < visit.ended and visit.began < ended for began, ended in commits):
            kind = committing
        elif any(
            other.url == visit.url and since <= other.began and other.ended <= visit.began for other in visits
        ):
            kind = "warm"
        else:
            kind = first
        times[kind].append(visit.run.seconds)
    return times


def tell(visits: list[Visit], commits: list[Span], served: float) -> None:
    """Print how long pages and commits took, and what the two processes used of the machine."""
    for kind, times in told_apart(visits, commits).items():
        print(f"  {told(times) if times else 'none':44} {len(times):5} pages, {kind}")
    print(f"  {told([visit.run.seconds for visit in visits])} {len(visits):5} pages, all")
    if commits:
        print(f"  {told([ended - began for began, ended in commits])} {len(commits):5} commits")
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"  processor time: server {served:.0f} s, driver {used.ru_utime + used.ru_stime:.0f} s", flush=True
    )


def search(store: Store, visits: list[Visit], of: list[tuple[str, str]]) -> None:
    """Print what went wrong, and whose names were sent to whom."""
    found: Counter[str] = Counter(errors=0, refused=0)
    names = {who: Names(store, Person("", *who)) for who in dict.fromkeys(of)}
    for visit in visits:
        run, who = visit.run, of[visit.number]
        found["errors"] += len(run.errors) + sum("Something went wrong" in alert for alert in run.alerts)
        found["refused"] += sum("cannot" in alert or "Sign in" in alert for alert in run.alerts)
        another, own = names[who].in_(bytes(run.sent))
        if another:
            found[f"names of another's scope on {visit.url}, {who[0]}"] += another
        found[f"names of another's scope, {' '.join(who)}".strip()] += another
        found[f"names of the own scope, {' '.join(who)}".strip()] += own
    for what, count in sorted(found.items()):
        print(f"  {count:5} {what}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
