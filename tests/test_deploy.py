"""What runs the dashboard for others: the container, the proxy before it, the service of a Linux server."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from streamlit import config

from tests.serving import ROOT

DEPLOY = ROOT / ".deploy"
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICE = (DEPLOY / "cme.service").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("told", [CONTAINER, SERVICE, README], ids=["container", "service", "readme"])
def test_every_option_of_streamlit_that_is_told_exists(told):
    options = set(re.findall(r"--([a-z]+\.[A-Za-z]+)", told))

    assert options
    assert options <= config.get_config_options().keys()


def test_only_the_container_listens_on_every_address_and_it_asks_for_a_sign_in():
    everywhere = r"--server\.address\W+0\.0\.0\.0"

    assert not re.search(everywhere, SERVICE)
    (command,) = re.findall(r"^CMD (.*)", CONTAINER, re.M)
    assert re.search(everywhere, command)
    assert "--secrets.files" in command


def test_the_container_is_nobody_in_particular_and_pinned():
    stages = re.findall(r"^FROM (\S+)", CONTAINER, re.M)

    assert 1 == len(set(stages))
    assert re.fullmatch(r"python:3\.11\.\d+-slim-bookworm", stages[0])
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", CONTAINER, re.M)
    assert "/_stcore/health" in CONTAINER


def test_the_container_holds_what_runs_and_nothing_of_an_authority():
    copied = {name for line in re.findall(r"^COPY (?!--)(.*) \S+$", CONTAINER, re.M) for name in line.split()}
    let_in = set(re.findall(r"^!(.*)", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.M))

    assert copied == let_in
    assert {"app.py", "pages", "cme_data", "schemas", ".streamlit/config.toml"} <= copied
    assert all((ROOT / name).exists() for name in copied)


def test_every_service_of_the_compose_file_is_shut_in():
    dashboard, proxy = COMPOSE["services"]["dashboard"], COMPOSE["services"]["proxy"]

    for service in (dashboard, proxy):
        assert service["read_only"] is True
        assert ["ALL"] == service["cap_drop"]
        assert ["no-new-privileges:true"] == service["security_opt"]
        assert {"mem_limit", "pids_limit", "restart"} <= service.keys()
    assert "ports" not in dashboard  # only the proxy is reached from outside
    assert re.fullmatch(r"nginx:\d+\.\d+\.\d+\S*", proxy["image"])


def test_what_the_compose_file_names_is_there_or_is_told_in_the_readme():
    dashboard, proxy = COMPOSE["services"]["dashboard"], COMPOSE["services"]["proxy"]
    assert (DEPLOY / dashboard["build"]["context"] / dashboard["build"]["dockerfile"]).is_file()
    assert f"/run/secrets/{dashboard['secrets'][0]}" in CONTAINER
    assert dashboard["environment"]["CME_STORE_KEY_FILE"].removeprefix("/run/secrets/") in COMPOSE["secrets"]
    template = proxy["volumes"][0].split(":")[0]
    assert {"CME_HOST", "CME_DASHBOARD"} == set(
        re.findall(r"\$\{([A-Z_]+)\}", (DEPLOY / template).read_text(encoding="utf-8"))
    )

    files = [told["file"] for told in COMPOSE["secrets"].values()]
    for file in (*files, *(volume.split(":")[0] for volume in proxy["volumes"][1:])):
        assert file.removeprefix("./secrets/") in README, file


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze was not found")
def test_systemd_understands_the_unit(tmp_path):
    unit = tmp_path / "cme.service"
    unit.write_text(re.sub(r"(?<=ExecStart=)\S+", sys.executable, SERVICE), encoding="utf-8")

    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)

    assert (0, "") == (done.returncode, done.stderr)


def test_the_unit_is_shut_in():
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str
    unit.read_string(SERVICE)
    told = dict(unit["Service"])

    expected = {
        "User": "cme",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
        "MemoryMax": "3G",
        "LimitCORE": "0",
    }
    assert expected == {name: told.get(name) for name in expected}
    assert Path("/usr/local/lib/cme") == Path(told["WorkingDirectory"])
