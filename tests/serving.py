"""A real server on a store of its own, for the browser tests and the benchmarks."""

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".data" / "for-tests"


def command(*words: str, data_dir: Path | None = None, **options) -> subprocess.CompletedProcess:
    """Runs `python -m cme_data …` as a person would, with the store in `data_dir`."""
    environment = environment_for(data_dir)
    return subprocess.run(
        [sys.executable, "-m", "cme_data", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        **options,
    )


def environment_for(data_dir: Path | None) -> dict[str, str]:
    """The environment of a process that opens the store in `data_dir` and no other."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CME_", "STREAMLIT_"))}
    return kept | ({"CME_DATA_DIR": str(data_dir)} if data_dir else {})


def sample_store() -> Path:
    """The made-up authority's store, built once for each state of the code: to be copied, not opened."""
    kept = KEPT / state_of_the_code()
    if not kept.exists():
        building = KEPT / f"building-{os.getpid()}"
        shutil.rmtree(building, ignore_errors=True)
        build_sample_store(building)
        with contextlib.suppress(OSError):  # another process was quicker: its store is as good as ours
            building.rename(kept)
        for old in KEPT.iterdir():
            if old != kept and not old.name.startswith("building-"):
                shutil.rmtree(old, ignore_errors=True)
    return kept


def build_sample_store(data_dir: Path) -> None:
    """Builds the made-up authority's store in `data_dir`, as the first `make run` does."""
    done = command("sample-store", "--data", str(data_dir))
    assert done.returncode == 0, done.stdout + done.stderr


def state_of_the_code() -> str:
    """A short name that changes when anything that shapes the sample store does."""
    digest = hashlib.sha256()
    for folder in ("schemas", "cme_data"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".sql", ".toml", ".csv"} and "measures" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def copy_of_sample_store(into: Path) -> Path:
    """A copy of the made-up authority's store that a test may change."""
    return Path(shutil.copytree(sample_store(), into))


def free_port() -> int:
    """A port of this machine nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(data_dir: Path, log: Path | None = None, *options: str, port: int | None = None) -> Iterator[str]:
    """The dashboard on `data_dir`, as `make run` starts it; gives its address, and ends it afterwards."""
    port = port or free_port()
    with log.open("w") if log else contextlib.nullcontext(subprocess.DEVNULL) as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                "app.py",
                "--server.port",
                str(port),
                "--server.headless",
                "true",
                *options,
            ],
            cwd=ROOT,
            env=environment_for(data_dir),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_healthy(port: int, process: subprocess.Popen | None, seconds: float = 60) -> None:
    """Returns when the server answers; fails when its process ends or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process is None or process.poll() is None, f"the server ended with exit code {process.returncode}"
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return
        time.sleep(0.05)
    raise AssertionError(f"the server did not answer within {seconds:.0f} s")
