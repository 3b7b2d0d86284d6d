"""Property tests have no deadline: how long one example takes depends on the machine."""

from hypothesis import settings

settings.register_profile("extractor", deadline=None)
settings.load_profile("extractor")
