"""Starts the product the way its users do, on a free port of this machine."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANDAT = Path(sys.executable).parent / "mandat"
PATIENCE = 240
"""Seconds: the first start of the demo simulates fourteen months."""


@dataclass(frozen=True)
class Site:
    """A running installation."""

    url: str
    data: Path
    demo: bool

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `mandat` on this installation's data."""
        return mandat(self.data, *(("--demo",) if self.demo else ()), *arguments)


def environment(data: Path) -> dict[str, str]:
    """Return the environment of a command: this project's code, and data of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "error::DeprecationWarning:mandat",
        "MANDAT_DATA": str(data),
        "MANDAT_TLS": "0",
    }


def mandat(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [MANDAT, *arguments],
        env=environment(data),
        cwd=data,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(data: Path, *, demo: bool) -> Iterator[Site]:
    """Serve an installation, and stop it afterwards."""
    port = free_port()
    log = data / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [MANDAT, "demo" if demo else "serve", "--port", str(port)],
            env=environment(data), cwd=data, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, process, log)
            yield Site(url, data, demo)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/about/help/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            raise RuntimeError(f"the server is broken:\n{log.read_text()}") from error
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start in {PATIENCE} s:\n{log.read_text()}")
