"""What must stay true of the project itself: its layers, its generated pages, its README, its folders."""

import ast
import csv
import hashlib
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.serving import ROOT, copy_of_sample_store

CORE, SCREEN = ("schemas", "cme_data"), ("app.py", "pages")
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXT = {".py", ".sql", ".md", ".toml", ".txt", ".csv", ".yml", ".yaml", ".json", ""}

# Fixed by the people who run it, whether or not a line imports it; and what DuckDB loads by itself.
GIVEN = {"streamlit", "pandas", "duckdb", "plotly", "pandera", "openpyxl", "pytest"}
LOADED_BY_OTHERS = {"duckdb-extension-httpfs", "authlib", "httpx"}  # by DuckDB to encrypt, by Streamlit to sign in
COMES_WITH_PYTHON = {"pip"}  # it installs the others, itself as it was found
PACKAGE_OF = {
    "docx": "python-docx",
    "duckdb_extensions": "duckdb-extensions",
    "msoffcrypto": "msoffcrypto-tool",
    "python_calamine": "python-calamine",
    "stdnum": "python-stdnum",
    "vl_convert": "vl-convert-python",
}


def tracked() -> list[Path]:
    """Every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def python_files(*places: str) -> list[Path]:
    return sorted(
        path
        for place in places
        for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    )


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def in_a_new_process(code: str, *arguments: str) -> str:
    """What the code prints when run alone; fails with its traceback."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# The layers


def test_the_import_contracts_hold():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_the_whole_core_can_be_imported_without_streamlit():
    loaded = in_a_new_process("""
import importlib, pkgutil, sys
for package in ("schemas", "cme_data"):
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(sorted({name.partition(".")[0] for name in sys.modules}))
""")

    assert not {"streamlit", "plotly"} & set(ast.literal_eval(loaded))


def test_a_figure_is_answered_without_pandera(tmp_path):
    store = copy_of_sample_store(tmp_path / "store")

    loaded = in_a_new_process(
        """
import sys
from pathlib import Path
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.store import Store
store = Store.open(Path(sys.argv[1]))
world = store.world()
for measure in MEASURES.values():
    measure.count(world, Question(as_at=world.newest))
print(sorted({name.partition(".")[0] for name in sys.modules}))
""",
        str(store),
    )

    # DuckDB itself imports pandas, where it is installed, when a query has parameters: that one is not ours.
    assert not {"pandera", "openpyxl", "python_calamine"} & set(ast.literal_eval(loaded))


def test_what_answers_figures_imports_no_pandas():
    loaded = in_a_new_process("import sys, cme_data.measures, cme_data.store; print(sorted(sys.modules))")

    assert not {"pandas", "pandera", "openpyxl", "python_calamine"} & set(ast.literal_eval(loaded))


# The folders


def test_no_page_file_lies_directly_under_pages():
    # Streamlit's old router would run it without app.py when it is asked for first.
    assert [] == [name(path) for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"]


@pytest.mark.parametrize("path", python_files("pages"), ids=name)
def test_a_page_is_a_paragraph(path):
    longest = 300 if "components" in path.parts else 80

    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


@pytest.mark.parametrize("path", python_files(*CORE), ids=name)
def test_a_module_of_the_core_is_one_room(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", python_files("app.py", "pages", "schemas"), ids=name)
def test_there_is_no_sql_outside_the_core(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\b(SELECT|INSERT|UPDATE)\b.*\b(FROM|INTO|SET)\b", text)


def test_no_file_knows_the_machine_it_was_written_on():
    machine = re.compile(
        "|".join(
            (
                r"(?<![\w.])/(home|root|Users|work|opt|mnt)/\w",
                r"[A-Z]:\\Users",
                "(index|find-links|trusted-host)" + "-url",
                "pypi" + r"\.org",
                "python" + "hosted",
                "npm" + "js",
            )
        )
    )

    found = [
        f"{name(path)}: {match[0]}"
        for path in tracked()
        if path.suffix in TEXT
        for match in [machine.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]

    assert [] == found


def test_every_file_of_sample_data_is_listed_with_its_fingerprint():
    with (ROOT / "sample_data" / "manifest.csv").open(newline="", encoding="utf-8") as file:
        listed = {row["file"]: row["sha256"] for row in csv.DictReader(file)}

    lying_there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tracked()
        if path.parent == ROOT / "sample_data" and path.name not in {"manifest.csv", "generate.py"}
    }
    assert lying_there == listed


# The settings


def test_streamlit_is_set_to_give_nothing_away():
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        settings = tomllib.load(file)

    expected = {
        "client": {"showErrorDetails": "none"},  # the default prints a traceback that may hold a child's row
        "browser": {"gatherUsageStats": False},
        "server": {
            "address": "127.0.0.1",
            "maxUploadSize": 25,
            "fileWatcherType": "none",
            "enableXsrfProtection": True,
            "enableCORS": True,
        },
        "runner": {"postScriptGC": False},  # it holds every other session up
    }
    assert expected == {
        section: {key: settings.get(section, {}).get(key) for key in keys}
        for section, keys in expected.items()
    }


# The packages


def pins(file: str) -> dict[str, str]:
    """Package name to version, of a requirements file; fails on a line that fixes none."""
    lines = [line.split(" #")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r ", "-c "))]
    fixed = [re.fullmatch(r"([a-z0-9-]+)==([\w.]+)", line) for line in wanted]
    assert all(fixed), [line for line, pin in zip(wanted, fixed, strict=True) if not pin]
    return {pin[1]: pin[2] for pin in fixed if pin}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_fixed_and_so_is_all_that_it_needs(file):
    known = pins("requirements.txt") | pins("requirements-dev.txt") | pins("constraints.txt")

    wanted, seen = list(pins(file)), set()
    while wanted:
        package = wanted.pop()
        if package not in seen | COMES_WITH_PYTHON:
            seen.add(package)
            needs = [Requirement(need) for need in importlib.metadata.requires(package) or []]
            here = [need for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]
            wanted += [canonicalize_name(need.name) for need in here]

    assert seen <= known.keys()
    assert {package: known[package] for package in seen} == {
        package: importlib.metadata.version(package) for package in seen
    }
    # Nothing is fixed twice: two lines could come to differ.
    assert (
        not pins("constraints.txt").keys() & (pins("requirements.txt") | pins("requirements-dev.txt")).keys()
    )


def test_requirements_name_what_running_needs_and_nothing_else():
    own = {"app", "pages", "cme_data", "schemas", "sample_data", "__future__"}
    imported = {
        module.partition(".")[0]
        for path in python_files(*SCREEN, *CORE, "sample_data")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom) and node.module
            else []
        )
    }
    needed = {PACKAGE_OF.get(module, module) for module in imported - own - sys.stdlib_module_names}

    assert needed | GIVEN | LOADED_BY_OTHERS == pins("requirements.txt").keys()


# The documentation


def commands() -> dict:
    """The commands of `python -m cme_data`, by name."""
    import typer.main

    from cme_data.cli import app

    return typer.main.get_command(app).commands


def test_every_command_has_help_and_stands_in_the_readme():
    for command, told in commands().items():
        assert told.help, command
        assert f"python -m cme_data {command}" in README, command


def test_every_command_line_of_the_readme_can_be_typed():
    lines = re.findall(r"python -m cme_data ([a-z-]+)([^\n`]*)", README)

    assert lines
    for command, rest in lines:
        assert command in commands(), command
        options = {option for parameter in commands()[command].params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest.split("#")[0])) <= options, (command, rest)


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))

    assert {"run", "test"} <= set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_the_readme_shows_its_two_commands_first():
    block = README.split("```")[1].split("\n", 1)[1]

    assert ["make run", "make test"] == [line.split("#")[0].strip() for line in block.strip().splitlines()]


def test_every_path_of_the_readme_exists():
    written = re.findall(r"`((?:[a-z_]+/)+(?:[\w.-]+\.(?:py|sql|toml|md|csv|txt))?)`", README)

    assert [] == [path for path in written if not path.startswith("DATA_DIR") and not (ROOT / path).exists()]
