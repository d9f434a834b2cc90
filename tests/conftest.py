"""Settings every test shares."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None, max_examples=60)  # machines differ in speed, results may not
settings.load_profile("house")
