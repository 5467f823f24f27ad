"""Server time of every page on the made-up authority: one person, then 20 at once.

    python -m tests.benchmarks.pages [SESSIONS] [SECONDS]

Each session speaks Streamlit's websocket itself, from asking for a page to the last message of its run.
"""

import random
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

from pages.components.contents import PAGES
from tests.benchmarks.session import Session
from tests.benchmarks.timing import told
from tests.serving import copy_of_sample_store, server

THINKS = 2.0  # seconds between one page and the next


def page_names() -> list[str]:
    """Every page's name in the address bar, the first one's left empty, as the contents page lists them."""
    return ["", *(entry.url for entry in PAGES[1:])]


def alone(address: str, pages: list[str], times: int = 15) -> None:
    """Prints the times of each page when nobody else is there, its first run left aside."""
    with Session(address) as session:
        for page in pages:
            first = session.open(page)
            again = [session.open(page) for _ in range(times)]
            errors = {error for run in again for error in run.errors}
            print(
                f"  {page or '(home)':24} first {first.seconds * 1000:6.0f} ms   "
                f"{told([run.seconds for run in again])}   {again[-1].messages} messages"
                + (f"   ERRORS {errors}" if errors else "")
            )


def together(address: str, pages: list[str], people: int, duration: float) -> None:
    """Prints the times of all pages while that many people read them, each thinking between two."""
    times: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + duration

    def one(number: int) -> None:
        choice = random.Random(number)
        with Session(address) as session:
            time.sleep(choice.uniform(0, THINKS))
            while time.monotonic() < until:
                page = choice.choice(pages)
                times[page].append(session.open(page).seconds)
                time.sleep(choice.uniform(0.5, 1.5) * THINKS)

    everyone = [threading.Thread(target=one, args=(number,)) for number in range(people)]
    for person in everyone:
        person.start()
    for person in everyone:
        person.join()
    together_ = [seconds for values in times.values() for seconds in values]
    print(
        f"  {people} sessions, {THINKS:.0f} s think time, {len(together_)} pages in {duration:.0f} s: "
        f"{told(together_)}   worst {max(together_) * 1000:.0f} ms"
    )
    for page, values in sorted(times.items(), key=lambda pair: -statistics.median(pair[1]))[:5]:
        print(f"    {page or '(home)':22} {told(values)}")


def main(people: int = 20, duration: float = 40) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        server(copy_of_sample_store(Path(folder) / "store")) as address,
    ):
        pages = page_names()
        print("pages, warm, one session")
        alone(address, pages)
        together(address, pages, people, duration)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
