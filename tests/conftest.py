"""Property tests have no deadline: how long one example takes depends on the machine. A browser for the report."""

from chromium import browser, open_report
from hypothesis import settings

__all__ = ["browser", "open_report"]

settings.register_profile("extractor", deadline=None)
settings.load_profile("extractor")
