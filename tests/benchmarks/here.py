"""The dashboard served by this very process, so that its memory can be measured and its store written to."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.web import bootstrap

from cme_data.store import Store
from pages.components import frame
from tests.benchmarks.session import Session
from tests.serving import ROOT, free_port, wait_until_healthy


def serve(folder: Path, drive: Callable[[str, Store], None], port: int | None = None, **options: Any) -> None:
    """Serve the store of a folder while `drive` runs in a thread with its address and the store; then end."""
    port = port or free_port()
    os.environ["CME_DATA_DIR"] = str(folder)

    def driver() -> None:
        try:
            wait_until_healthy(port, None)
            address = f"http://127.0.0.1:{port}"
            with Session(address) as first:
                first.open("overview")
            drive(address, frame._opened(str(folder.resolve())))
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=driver).start()
    given = {"server_port": port, "server_headless": True, **options}
    bootstrap.load_config_options(given)
    bootstrap.run(str(ROOT / "app.py"), False, [], given)
