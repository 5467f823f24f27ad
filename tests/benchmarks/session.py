"""A session without a browser: Streamlit's own websocket, spoken as its page speaks it."""

import socket
import time
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin
from websockets.sync.client import ClientConnection, connect


class Session:
    """One person's connection to a running dashboard."""

    def __init__(self, address: str, *, asked_as: str = "", cookie: str = "", token: str = "") -> None:
        """`asked_as` is the name by which the server is asked for, where that is not its address.

        The cookie of somebody signed in counts only with its token, and from the address that it was given for.
        """
        found = urlsplit(address)
        self._socket: ClientConnection = connect(
            f"ws://{asked_as or found.hostname}:{found.port}/_stcore/stream",
            sock=socket.create_connection((found.hostname, found.port)),
            origin=Origin(address) if cookie else None,
            additional_headers={"Cookie": cookie} if cookie else None,
            subprotocols=["streamlit", *([token] if token else [])],
            max_size=None,
            compression=None,
            legacy=True,
        )
        self.id = ""
        self._widgets = b""

    def open(self, page: str, query: str = "") -> "Run":
        """Opens a page by the name in its address and waits until the server has sent it whole."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        started = time.perf_counter()
        self._socket.send(message.SerializeToString())
        return self._until_finished(started)

    def _until_finished(self, started: float) -> "Run":
        run = Run()
        while True:
            message = self._socket.recv(timeout=60, decode=False)
            received = ForwardMsg.FromString(message)
            run.messages += 1
            run.sent += message
            kind = received.WhichOneof("type")
            if kind == "new_session":
                run.page = received.new_session.page_script_hash
                self.id = received.new_session.initialize.session_id
            elif kind == "delta" and received.delta.new_element.WhichOneof("type") == "alert":
                run.alerts.append(received.delta.new_element.alert.body)
            elif kind == "delta" and received.delta.new_element.WhichOneof("type") == "exception":
                run.errors.append(received.delta.new_element.exception.message)
            elif kind == "script_finished" and received.script_finished != received.FINISHED_EARLY_FOR_RERUN:
                run.seconds = time.perf_counter() - started
                return run

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class Run:
    """What one run of a page cost, and what went wrong in it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.messages = 0
        self.sent = bytearray()
        self.page = ""
        self.errors: list[str] = []
        self.alerts: list[str] = []
