"""One process that reads files (see `child`), as seen from this one."""

import contextlib
import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cme_data.workbook import frames, limits

_ROOT = Path(__file__).parents[2]
_LOOK = 0.02  # seconds between two looks at a process whose memory the system does not limit
_MOST_ANSWERED = 200_000_000  # bytes of rows: beyond, it is this process that could not hold them
_PLAIN = {("datetime", name) for name in ("date", "datetime", "time", "timedelta")}


class Died(Exception):
    """The process did not live to answer; its words go on from the file's name."""


class Reader:
    """Reads one file after the other; `idle` as long as it can be asked for another."""

    def __init__(self, command: tuple[str, ...] = ("-m", "cme_data.workbook.child")) -> None:
        # Started from the project's folder, wherever this process was; and without the store's key.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CME_")}
        environment["RUST_BACKTRACE"] = (
            "0"  # nobody reads where calamine died, and finding it out takes a second
        )
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, *command], cwd=_ROOT, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,  # its last words could hold a child's row
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self.idle = True

    def ask(self, request: Any, data: bytes) -> Iterator[tuple[Any, ...]]:
        """What it answers about a file, piece by piece; raises Died."""
        self.idle = False
        with self._watched() as stopped:
            try:
                frames.send(self._requests, pickle.dumps(request))
                frames.send(self._requests, data)
                self._requests.flush()
                size = 0
                while True:
                    message = frames.receive(self._answers)
                    size += len(message)
                    if size > _MOST_ANSWERED:
                        raise Died(_TOO_MUCH)
                    answer = _Plain(io.BytesIO(message)).load()
                    if answer[0] == "end":
                        self.idle = not answer[1]
                        return
                    yield answer
            except (EOFError, OSError, pickle.UnpicklingError):
                raise Died(stopped[0] if stopped else _why(self._process.wait())) from None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.idle = False
        self._process.kill()
        with contextlib.suppress(OSError):  # what it was still to be told
            self._requests.close()
        self._answers.close()
        self._process.wait()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[list[str]]:
        """Meanwhile a thread ends the process where it takes too long or too much; the list says why."""
        done, stopped = threading.Event(), list[str]()
        looking = threading.Thread(target=self._watch, args=(done, stopped), daemon=True)
        looking.start()
        try:
            yield stopped
        finally:
            done.set()

    def _watch(self, done: threading.Event, stopped: list[str]) -> None:
        memory = None if limits.MEMORY_IS_LIMITED else _memory_of(self._process.pid)
        until = time.monotonic() + limits.SECONDS
        while not done.wait(_LOOK if memory else limits.SECONDS):
            if memory and memory() > limits.MEMORY:
                stopped.append(_TOO_MUCH)
            elif time.monotonic() >= until:
                stopped.append(_TOO_LONG)
            if stopped:
                self._process.kill()
                return


class _Plain(pickle.Unpickler):
    """Only rows of cells come out of a message, whatever has taken hold of the process that sent it."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError


_MEND = "open it, delete whatever is not the list, save it as .xlsx and upload that."
_TOO_LONG = f"takes too long to be read: {_MEND}"
_TOO_MUCH = f"needs too much memory to be read: {_MEND}"
_DAMAGED = "is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."


def _why(exit_code: int) -> str:
    """Why a process died: it failed by an exception, was ended for the time it took, or wanted too much."""
    if exit_code in (0, 1):
        return _DAMAGED
    if sys.platform != "win32":
        import signal

        if exit_code == -signal.SIGXCPU:
            return _TOO_LONG
    return _TOO_MUCH


def _memory_of(process: int) -> Callable[[], int]:
    import psutil

    watched = psutil.Process(process)

    def memory() -> int:
        try:
            return int(watched.memory_info().rss)
        except psutil.Error:  # it has ended
            return 0

    return memory
