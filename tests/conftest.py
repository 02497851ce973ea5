"""What holds for all tests: how Hypothesis looks for examples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Speed is measured in benchmarks/: a slow machine is no failure. Where others wait for the result,
# an example that nobody's change brought about must not turn up, so the same ones are tried each time.
settings.register_profile(
    "unhurried",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("unhurried")
