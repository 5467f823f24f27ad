"""The dashboard behind the reverse proxy that .deploy/ ships: TLS, sign-in, uploads, and what the proxy refuses."""

import base64
import hashlib
import os
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import streamlit
from oidc_provider_mock import run_server_in_thread
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.browser import WIDE, Person
from tests.browser.test_signing_in import OWN, SECRETS, SUPPORT, signs_in
from tests.proxy import NGINX, proxy
from tests.serving import ROOT, copy_of_sample_store, free_port, server

SHIPPED = (ROOT / ".deploy" / "nginx.conf.template").read_text(encoding="utf-8")
ANY_CERTIFICATE = ssl._create_unverified_context()

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def served(browser, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The address of a dashboard with sign-in behind the proxy, and the proxy's folder."""
    if NGINX is None:
        assert not os.environ.get("CI"), "nginx was not found"
        pytest.skip("nginx was not found")
    folder = tmp_path_factory.mktemp("proxy")
    folder.chmod(0o755)
    store = copy_of_sample_store(folder / "store")
    (store / "settings.toml").write_text(OWN, encoding="utf-8")
    port, inner, secrets = free_port(), free_port(), folder / "secrets.toml"
    with ExitStack() as running:
        provider = running.enter_context(run_server_in_thread(user_claims=(SUPPORT,)))
        secrets.write_text(
            SECRETS.format(
                address=f"https://localhost:{port}", provider=f"http://localhost:{provider.server_port}"
            ),
            encoding="utf-8",
        )
        running.enter_context(
            server(store, folder / "server.log", "--secrets.files", str(secrets), port=inner)
        )
        address = running.enter_context(proxy(folder / "proxy", f"127.0.0.1:{inner}", port, free_port()))
        yield address, folder / "proxy"


@pytest.fixture
def support(browser, served) -> Iterator[tuple[Person, list[str]]]:
    """Business support, signed in through the proxy, and what the browser's console complained of."""
    context = browser.new_context(viewport=WIDE, locale="en-GB", ignore_https_errors=True)
    page, told = context.new_page(), []
    person = Person(page, served[0], "behind-the-proxy")
    page.on("pageerror", lambda error: told.append(str(error)))
    person.opens("caseload")  # a bookmark, on a server that nobody has visited yet
    signs_in(person, SUPPORT)
    # Streamlit asks below the page for two addresses that lie at the top, and looks there next.
    page.on(
        "console",
        lambda said: (
            told.append(said.text) if said.type == "error" and "/_stcore/" not in str(said.location) else None
        ),
    )
    yield person, told
    context.close()


def answer(address: str, path: str = "/", **headers: str):
    """What the proxy answers, a refusal too."""
    request = urllib.request.Request(address + path, headers=headers)
    try:
        return urllib.request.urlopen(request, context=ANY_CERTIFICATE, timeout=20)
    except urllib.error.HTTPError as refusal:
        return refusal


def test_pages_are_drawn_and_files_are_taken_and_nothing_breaks_a_rule_of_the_headers(
    support, served, tmp_path
):
    person, told = support
    for path, seen in (("caseload", "Caseload"), ("trends", "Trends"), ("duties", "Duties")):
        person.opens(path)
        person.sees(seen)
    assert "Sam Okafor" in person.page.get_by_test_id("stSidebar").inner_text()
    assert all(cookie["secure"] for cookie in person.page.context.cookies(served[0]))
    person.opens("templates")
    with person.page.expect_response(re.compile("/media/")) as taken:
        person.downloads(re.compile("^Download|template", re.I), tmp_path)
    assert "no-store" == taken.value.headers["cache-control"]
    large = tmp_path / "Large.xlsx"
    large.write_bytes(os.urandom(25_000_000))
    person.opens("upload")
    person.uploads(large)
    person.sees("Large.xlsx")
    assert "AxiosError" not in person.text
    assert re.search(r"Large\.xlsx (is|cannot|could)", person.text), person.text

    assert [] == told
    proxied = served[1]
    assert [] == [
        file for place in ("bodies", "answers") for file in (proxied / place).rglob("*") if file.is_file()
    ]


def test_every_answer_carries_the_headers(served):
    for path in ("/", "/_stcore/health", "/no-such-thing", "/_stcore/metrics"):
        headers = answer(served[0], path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "nosniff" == headers["X-Content-Type-Options"]
        assert "max-age=31536000" == headers["Strict-Transport-Security"]
        assert "same-origin" == headers["Referrer-Policy"]
        assert "camera=()" in headers["Permissions-Policy"]
        assert "nginx" == headers["Server"]  # and no version


def test_the_proxy_refuses_pages_of_other_sites_and_keeps_figures_of_the_server_to_itself(served):
    address, folder = served
    stream = address.replace("https", "wss") + "/_stcore/stream"

    assert 200 == answer(address, Origin=address).status
    for elsewhere in (
        "https://else.example",
        "null",
        address + ".else.example",
        address.replace("https", "http"),
    ):
        assert 403 == answer(address, Origin=elsewhere).status, elsewhere
        with pytest.raises(InvalidStatus, match="403"):
            connect(stream, origin=elsewhere, ssl=ANY_CERTIFICATE)
    connect(stream, origin=address, ssl=ANY_CERTIFICATE, subprotocols=["streamlit"]).close()
    assert 404 == answer(address, "/_stcore/metrics").status
    with pytest.raises(urllib.error.URLError, match=r"(?i)unrecognized"):
        answer(address.replace("localhost", "127.0.0.1"))

    answer(address, "/child?child=0123456789abcdef").read()
    until = time.monotonic() + 10
    while "GET /child 200" not in (said := (folder / "access.log").read_text(encoding="utf-8")):
        assert time.monotonic() < until, said  # a line is written after its answer
        time.sleep(0.05)
    assert "0123456789abcdef" not in said


def test_the_only_scripts_written_into_a_page_that_run_are_those_two():
    first_page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    ours = (ROOT / "pages" / "components" / "around.py").read_text(encoding="utf-8")
    written = [
        script for page in (first_page, ours) for script in re.findall(r"<script>(.*?)</script>", page, re.S)
    ]

    digests = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in written}
    assert digests == set(re.findall(r"'sha256-([^']+)'", SHIPPED))
    assert not re.search(r"script-src[^;]*unsafe", SHIPPED)
