"""What a person does at the dashboard in a real Chromium: open a page, wait until drawn, read, click."""

import os
import re
import shutil
import time
from datetime import date
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

SHOTS = Path(__file__).parent / "shots"
WIDE, NARROW = {"width": 1366, "height": 900}, {"width": 390, "height": 844}

# Chromium's own sandbox does not work for root, nor its shared memory in a small container.
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]

# Faults of Streamlit's own parts, not ours to mend: the rule, where alone it is allowed, and why.
ALLOWED = (
    ("list", '[data-testid="stSidebarNavItems"]'),  # its section headings stand in the list, outside any item
    ("listitem", '[data-testid="stSidebarNavItems"]'),  # the same fault, told of each item
    ("region", "#stFloatingOverlayPortal"),  # a tooltip of the field that has focus lies over the page, outside its parts
    ("presentation-role-conflict", '[data-testid="stFileUploaderDropzone"]'),  # a drop zone that takes focus
)

# Done when Streamlit has been connected and idle, without a stale part on the page, for a third of a second.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const busy = !app
        || app.dataset.testScriptState !== 'notRunning'
        || app.dataset.testConnectionState !== 'CONNECTED'
        || document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
    if (busy) { window.quietSince = undefined; return false; }
    window.quietSince ??= performance.now();
    return performance.now() - window.quietSince > 350;
}"""


def chromium() -> str | None:
    """The browser to test with: CME_CHROMIUM, else the one of this machine, else none."""
    named = os.environ.get("CME_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path), None)


class Person:
    """Somebody at the dashboard with one browser tab."""

    def __init__(self, page: Page, address: str, name: str) -> None:
        self.page, self.address, self.name = page, address, name
        self._pictures = 0
        page.set_default_timeout(60_000)  # a machine busy with other tests is slow, not wrong

    def opens(self, path: str = "") -> None:
        """Goes to an address of the dashboard, as from a bookmark or a colleague's link."""
        self.page.goto(path if path.startswith("http") else f"{self.address}/{path}")
        self.waits()

    def goes_to(self, page_title: str) -> None:
        """Follows a page's link in the navigation, opening its section where that is folded."""
        link = self.page.get_by_test_id("stSidebarNavLink").filter(
            has_text=re.compile(rf"{re.escape(page_title)}\s*$")
        )
        link.click()
        self.waits()

    def waits(self) -> None:
        """Waits until the page is drawn and still."""
        self.page.wait_for_timeout(120)  # an input is sent a moment after the click
        self.page.wait_for_function(SETTLED, polling=60, timeout=120_000)

    def clicks(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """Presses the button (or what `role` says) of that name and waits for what follows."""
        self.page.get_by_role(role, name=name).first.click()
        self.waits()

    def chooses(self, label: str, option: str) -> None:
        """Picks an option in the drop-down with that label, by its whole name or what stands before its first dot."""
        box = self.page.get_by_role("combobox", name=re.compile(re.escape(label))).first
        whole = self.page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}( ·|$)")).first
        for patience in (10_000, 60_000):
            box.click()
            box.fill(option)
            try:
                whole.click(timeout=patience)
                break
            except TooLate:  # the list was drawn anew under the hand, and shut: it is opened again, once
                if patience == 60_000:
                    raise
        if box.locator("xpath=ancestor::*[@data-testid='stMultiSelect']").count():
            self.page.keyboard.press("Escape")  # its list stays open; another box would be emptied by the key
        self.waits()

    def fills(self, grid: str, row: int, text: str) -> None:
        """Writes into the last column of the grid of that name; rows count from 1."""
        cells = self.page.locator(f'[class*="st-key-{grid}"] .dvn-scroller').first
        editor = self.page.locator("#portal textarea")
        for _ in range(5):  # the first click may only wake the grid
            cells.click(position={"x": 20, "y": 35 * row + 17})
            self.page.wait_for_timeout(250)
            self.page.keyboard.press("Control+ArrowRight")
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(250)
            if editor.count():
                break
        editor.fill(text)
        self.page.keyboard.press("Enter")
        self.waits()

    def types(self, label: str, text: str) -> None:
        """Writes into the field with that label, and leaves it."""
        field = self.page.get_by_role("textbox", name=label, exact=True).first
        field.fill(text)
        field.press("Tab")
        self.waits()

    def writes_date(self, label: str, day: date) -> None:
        """Writes a day into the date field with that label, and leaves it."""
        self.page.get_by_role("spinbutton", name=f"day, {label}").click()
        self.page.keyboard.type(f"{day:%d%m%Y}")
        self.page.keyboard.press("Escape")  # the calendar would lie over what comes next
        self.page.keyboard.press("Tab")
        self.waits()

    def uploads(self, *files: Path) -> None:
        """Chooses files at the page's drop zone."""
        zone = self.page.get_by_test_id("stFileUploader")
        with self.page.expect_response(re.compile("/upload_file/")):  # the page runs again only after it
            with self.page.expect_file_chooser() as opened:
                zone.get_by_role("button", name="Upload", exact=True).click()
            opened.value.set_files([str(file) for file in files])
        self.waits()

    def says_what_for(self, purpose: str) -> None:
        """Chooses what the lists of children of this session are taken for."""
        self.page.get_by_test_id("stMain").or_(self.page.get_by_role("dialog")).get_by_role("radio", name=purpose).first.click()
        self.waits()

    def downloads(self, name: str | re.Pattern[str], into: Path) -> Path:
        """Presses a download button and gives the file it brought."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=name).first.click()
        download: Download = waiting.value
        file = into / download.suggested_filename
        download.save_as(file)
        return file

    def sees(self, *texts: str) -> None:
        """Fails unless all of these come to stand on the page."""
        until = time.monotonic() + 60
        while missing := [text for text in texts if text not in self.text]:
            assert time.monotonic() < until, (
                f"{missing} should stand on {self.page.url}, where stands: {self.text[:3000]}"
            )
            self.waits()

    @property
    def text(self) -> str:
        """Everything written in the main part of the page, spaces and line breaks folded."""
        return " ".join(self.page.get_by_test_id("stMain").inner_text().split())

    @property
    def dialog(self) -> str:
        """Everything written in the list that stands open over the page; empty when none does."""
        shown = self.page.get_by_role("dialog")
        return " ".join(shown.inner_text().split()) if shown.count() else ""

    def rows_of_list(self) -> int:
        """How many rows the list has, its heading left aside."""
        return int(self._grid().get_attribute("aria-rowcount") or 0) - 1

    def first_row_of_list(self) -> list[str]:
        """The cells of the first row under the heading, as read aloud."""
        size = self.page.viewport_size or WIDE
        self.page.set_viewport_size({**size, "width": 3600})  # only columns in sight are read aloud
        self.waits()
        row = self._grid().locator("tr[aria-rowindex='2']")
        row.wait_for(state="attached")  # a grid is drawn a moment after its page
        cells = [cell.strip() for cell in row.locator("td").all_text_contents()]
        self.page.set_viewport_size(size)
        return cells

    def sees_in_first_row(self, *cells: str) -> None:
        """Fails unless all of these come to stand in the first row under the heading: a grid is filled after its page."""
        until = time.monotonic() + 60
        while missing := set(cells) - set(found := self.first_row_of_list()):
            assert time.monotonic() < until, f"{missing} should stand in the first row, where stands: {found}"

    def _grid(self) -> Locator:
        dialog = self.page.get_by_role("dialog")
        return (dialog if dialog.count() else self.page).locator("canvas [role=grid]").first

    def fits(self) -> bool:
        """Whether nothing but what scrolls by itself is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def pages(self) -> list[tuple[str, str]]:
        """Every page of the navigation: its title and its path."""
        links = self.page.get_by_test_id("stSidebarNavLink").all()
        return [
            (link.inner_text().split("\n")[-1].strip(), link.get_attribute("href").split("/")[-1])
            for link in links
        ]

    def pictures(self, what: str) -> None:
        """Keeps a screenshot of the whole page, numbered in the order of the journey."""
        self._pictures += 1
        SHOTS.mkdir(exist_ok=True)
        main = self.page.get_by_test_id("stMain")
        height = main.evaluate(
            "e => Math.max(...[e, ...e.querySelectorAll('section, div')]"
            ".slice(0, 40).map(part => part.scrollHeight))"
        )
        size = self.page.viewport_size or WIDE
        self.page.set_viewport_size({**size, "height": min(max(int(height) + 40, size["height"]), 6000)})
        self.waits()
        self.page.screenshot(path=SHOTS / f"{self.name}-{self._pictures}-{what}.png")
        self.page.set_viewport_size(size)

    def barriers(self) -> list[str]:
        """What keeps somebody with a disability off this page, each in a line; empty when nothing does."""
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        return [
            f"{fault['id']} at {node['target']}: {fault['help']} {node['html'][:200]}"
            for fault in found
            for node in fault["nodes"]
            if not self._is_allowed(fault["id"], node["target"][0])
        ]

    def _is_allowed(self, rule: str, target: str) -> bool:
        return any(
            rule == allowed
            and self.page.locator(target).first.evaluate(
                "(element, part) => element.closest(part) !== null", part
            )
            for allowed, part in ALLOWED
        )
