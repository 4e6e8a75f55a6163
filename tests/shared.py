"""Where the real logs, orders and structures made by others lie."""

import os
from pathlib import Path

import pytest


def shared_data() -> Path:
    """Return the folder of real data, or skip the test and say so."""
    root = Path(os.environ.get("MANDAT_SHARED", Path(__file__).parents[2] / "shared" / "data"))
    if not root.is_dir():
        pytest.skip(f"the real data are not here: {root}")
    return root
