"""Fifty people signed in at once, each on the journey of their role, while uploads are committed.

    python -m tests.benchmarks.load [SESSIONS] [SECONDS]

Prints the time of a warm page, faults, refusals, and the names of children whom the person may not see, in everything that
the server sent, against `scoping.visible` of the role and service; those whom the person may see prove that it looks.
"""

import datetime as dt
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
from oidc_provider_mock import User, run_server_in_thread
from streamlit.auth_util import encode_provider_token

from cme_data import access, scoping
from cme_data.access import Person
from cme_data.store import Store
from pages.components.contents import PAGES
from tests.benchmarks.here import serve
from tests.benchmarks.pages import THINKS
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


def account(number: int) -> str:
    return f"person-{number}"


def signed_in(port: int, number: int) -> tuple[str, str]:
    """The cookies of an account that signed in, and the token that goes with them."""
    with httpx.Client(follow_redirects=True, timeout=60) as client:
        client.get(f"http://localhost:{port}/_stcore/health")
        asked = client.get(
            f"http://localhost:{port}/auth/login", params={"provider": encode_provider_token("default")}
        )
        client.post(asked.url, data={"sub": account(number)})
        cookies = {cookie.name: cookie.value or "" for cookie in client.cookies.jar}
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), cookies["_streamlit_xsrf"]


class Names:
    """The names of the children whom a person may not see, and of those whom the person may; without namesakes."""

    def __init__(self, store: Store, person: Person) -> None:
        world = store.world()
        rows = world.rows("""SELECT DISTINCT child, surname, forename FROM spells JOIN versions USING (spell_id)
            JOIN contents USING (content_id) WHERE child IS NOT NULL AND surname IS NOT NULL AND forename IS NOT NULL""")
        seen = (
            scoping.visible(world, person) if access.may(person.role, access.CHILDREN) else frozenset[str]()
        )
        hidden, own = set[bytes](), set[bytes]()
        for row in rows:
            some = own if seen is None or row["child"] in seen else hidden
            some.add(f"{row['surname']}, {row['forename']}".encode())
        # Nor with names that stand within another: Simmons, Ella is sent with Simmons, Ella-Rose.
        may = b"|".join(own)
        self.hidden, self.own = {name for name in hidden if name not in may}, own - hidden

    def in_(self, run: Run) -> tuple[int, int]:
        """How many of each were sent."""
        return sum(name in run.sent for name in self.hidden), sum(name in run.sent for name in self.own)


def main(people: int = 50, duration: float = 60) -> None:
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
        serve(
            folder,
            lambda _, store: drive(store, port, of, duration),
            port,
            secrets_files=[str(secrets)],
        )


def drive(store: Store, port: int, of: list[tuple[str, str]], duration: float) -> None:
    """Everybody signs in, then reads pages until the time is over, while lists are committed one after the other."""
    cookies = [signed_in(port, number) for number in range(len(of))]
    times: list[float] = []
    found: Counter[str] = Counter()
    until = time.monotonic() + duration

    def one(number: int) -> None:
        role, service = of[number]
        names = Names(store, Person(account(number), role, service))
        dice, (cookie, token) = random.Random(number), cookies[number]
        journey = [entry for entry in PAGES if access.may(role, entry.needs)]
        with Session(f"http://localhost:{port}", cookie=cookie, token=token) as session:
            session.open("overview")  # the first of a session is not warm
            while time.monotonic() < until:
                url = dice.choice(journey).url
                run = session.open(url, f"open={LISTS[url]}" if url in LISTS else "")
                times.append(run.seconds)
                found["errors"] += len(run.errors) + sum(
                    "Something went wrong" in alert for alert in run.alerts
                )
                found["refused"] += sum("cannot" in alert or "Sign in" in alert for alert in run.alerts)
                another, own = names.in_(run)
                if another:
                    found[f"names of another's scope on {url}, {role}"] += another
                found[f"names of another's scope, {role} {service}".strip()] += another
                found[f"names of the own scope, {role} {service}".strip()] += own
                time.sleep(dice.uniform(0.5, 1.5) * THINKS)

    def commits() -> None:
        while time.monotonic() < until:
            rows = [a_row("pru", surname=f"Child{chr(97 + i)}") for i in range(1 + found["uploads"] % 25)]
            upload(store, "pru", rows, dt.date(2026, 11, 20), "additions")
            found["uploads"] += 1
            time.sleep(1)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(of))]
    threads.append(threading.Thread(target=commits))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{len(of)} people signed in, {len(times)} pages in {duration:.0f} s: {told(times)}", flush=True)
    for what, count in sorted(found.items()):
        print(f"  {count:5} {what}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
