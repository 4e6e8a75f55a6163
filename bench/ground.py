"""A database of its own for a bench, and clocks."""

import atexit
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def set_up() -> Path:
    """Make an empty SQLite database with the product's settings (WAL, synchronous=FULL)."""
    folder = Path(tempfile.mkdtemp(prefix="mandat-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["MANDAT_DATA"] = str(folder)
    os.environ["MANDAT_SECRET_KEY"] = "only-for-benches"  # noqa: S105 - guards nothing
    os.environ["MANDAT_DATABASE"] = f"sqlite:///{folder / 'bench.db'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "mandat.settings"
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    return folder


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quantiles(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of repeated calls, in seconds."""
    taken = sorted(seconds(work) for _ in range(times))
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]
