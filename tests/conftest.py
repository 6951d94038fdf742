"""Settings that every test runs under."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "hp",
    deadline=None,
    derandomize=True,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("hp")
