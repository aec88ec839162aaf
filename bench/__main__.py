"""Figures, each as a ratio to a floor measured in the same run: ``make bench``, or ``python -m bench NAME …``."""

import os
import sys
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from bench.agreement import print_agreement  # noqa: E402  (after Django is set up)
from bench.editing import print_editing  # noqa: E402
from bench.importing import print_import  # noqa: E402
from bench.lists import print_lists  # noqa: E402
from bench.page import print_page  # noqa: E402
from bench.queue import print_queue  # noqa: E402
from bench.reanchoring import print_timings  # noqa: E402
from bench.rendering import print_finding, print_rendering  # noqa: E402
from bench.saving import print_saving  # noqa: E402
from bench.timing import head  # noqa: E402

#: Each prints its lines.
BENCHES: dict[str, Callable[[], None]] = {
    "rendering": print_rendering,
    "finding": print_finding,
    "reanchoring": print_timings,
    "agreement": print_agreement,
    "importing": print_import,
    "page": print_page,
    "editing": print_editing,
    "saving": print_saving,
    "lists": print_lists,
    "queue": print_queue,
}


def main(names: list[str]) -> None:
    """Print the table. Medians; the machine is shared, so trust the ratios."""
    head()
    for name in names or BENCHES:
        BENCHES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
