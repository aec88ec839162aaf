"""The desk's settings with the addresses of ``bench.bare``."""

from factcheck.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
