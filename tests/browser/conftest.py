"""One Chromium and one server for all journeys; a store of their own for those that change it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.browser import CHROMIUM_OPTIONS, WIDE, Person, chromium
from tests.serving import copy_of_sample_store, server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys in one process, so that they share the server and the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        missing = "No Chromium was found: install one, or name it in CME_CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the made-up authority's dashboard is served, for journeys that only look."""
    folder = tmp_path_factory.mktemp("looking")
    with server(copy_of_sample_store(folder / "store"), folder / "server.log") as started:
        yield started


@pytest.fixture
def own_store(tmp_path: Path) -> Path:
    """A copy of the made-up authority's store that the journey may change."""
    return copy_of_sample_store(tmp_path / "store")


@pytest.fixture
def own_address(browser: Browser, own_store: Path, tmp_path: Path) -> Iterator[str]:
    """Where the dashboard on that copy is served, nobody having visited it yet."""
    with server(own_store, tmp_path / "server.log") as started:
        yield started


@pytest.fixture
def empty_address(browser: Browser, tmp_path: Path) -> Iterator[str]:
    """Where the dashboard on an authority's own, still empty store is served."""
    with server(tmp_path / "empty", tmp_path / "server.log") as started:
        yield started


@pytest.fixture
def arrives(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """`arrives("panel-member", address)`: somebody comes to the dashboard; a fault in the browser fails."""
    contexts, faults = [], []

    def person(name: str, at: str, size: dict[str, int] = WIDE) -> Person:
        context = browser.new_context(
            viewport=size,
            locale="en-GB",
            timezone_id="Europe/London",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return Person(page, at, name)

    yield person
    for context in contexts:
        context.close()
    assert [] == faults, "the browser reported faults on the page"
