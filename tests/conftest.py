"""What every test stands on: how many examples a property is tried with."""

import os

from hypothesis import settings

# Derandomised, so that a failure on one machine is a failure on all; `make deep` looks wider.
settings.register_profile("default", max_examples=50, derandomize=True, deadline=None)
settings.register_profile("deep", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("MANDAT_EXAMPLES", "default"))
