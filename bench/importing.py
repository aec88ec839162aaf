"""Import of articles by the command, against a floor: the same rows by one raw ``executemany`` a table.

    .venv/bin/python -m bench.importing [--articles 1000] [--seed 5] [--runs 5] [--profile]

The floor has an identical empty database file, the same PRAGMAs and one transaction. Times are processor time,
taken in turn within one process after everything is loaded ("once running"), each on a fresh file.
"""

import argparse
import cProfile
import io
import os
import pstats
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import sqlite3  # noqa: E402  (the desk puts a mended library in its place)

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

#: How often words of 1 to 12 letters stand in English newspapers, in per cent.
LENGTHS = (4, 17, 21, 16, 11, 9, 8, 6, 4, 2, 1, 1)
TABLES = ("annotations_article", "annotations_historicalarticle", "annotations_revision", "factcheck_event")


def write_files(folder: Path, count: int, seed: int, size: int = 6_000) -> None:
    """So many text files of about ``size`` bytes, in paragraphs, with curly quotes here and there."""
    rng = random.Random(seed)
    words = [
        "".join(rng.choices("etaoinshrdlcumwfgypbvk", k=length))
        for length in rng.choices(range(1, 13), weights=LENGTHS, k=6_000)
    ]
    for number in range(count):
        paragraphs, length = [], 0
        while length < size:
            sentence = " ".join(rng.choices(words, k=rng.randint(30, 90))).capitalize() + "."
            paragraphs.append(f"“{sentence}”" if rng.random() < 0.2 else sentence)
            length += len(paragraphs[-1].encode()) + 2
        text = "\n\n".join(paragraphs)
        (folder / f"article-{number:05}.txt").write_text(text, encoding="utf-8")


def fresh(template: Path, folder: Path) -> Path:
    """A new copy of the empty, migrated database."""
    path = folder / f"desk-{time.monotonic_ns()}.sqlite3"
    shutil.copy(template, path)
    return path


def spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def use(path: Path) -> None:
    """Point Django's connection at this file, and open it."""
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    connection.ensure_connection()


def by_the_command(articles: Path) -> None:
    call_command("import_articles", str(articles), stdout=io.StringIO())


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What an import left in each table it writes."""
    with sqlite3.connect(path) as database:
        return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def insert_raw(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """The floor: those rows, one statement a table, with the PRAGMAs of the desk, in one transaction."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    database.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        marks = ",".join("?" * len(values[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    database.execute("COMMIT")
    database.close()


def measure(count: int = 1_000, seed: int = 5, runs: int = 5) -> tuple[float, float]:
    """Median processor seconds of (command, floor) for so many articles of 6 kB, all with history."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles, template = _prepared(folder, count, seed)
        use(first := fresh(template, folder))
        by_the_command(articles)  # not counted: loads what is loaded once
        connection.close()
        rows = rows_of(first)
        commands, floors = [], []
        for _ in range(runs):
            use(fresh(template, folder))
            commands.append(spent(lambda: by_the_command(articles)))
            path = fresh(template, folder)
            floors.append(spent(lambda path=path: insert_raw(path, rows)))
        return statistics.median(commands), statistics.median(floors)


def print_import(count: int = 1_000, seed: int = 5, runs: int = 5) -> None:
    """One line: articles a second, and the ratio to the floor."""
    took, floor = measure(count, seed, runs)
    name = f"import {count:,} articles of 6 kB, {count / took:,.0f} a second"
    print(f"{name:<52} {took * 1000:9.2f} ms   {took / floor:8.1f} × the same rows raw ({floor * 1000:.3f} ms)")


def print_profile(count: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles, template = _prepared(folder, count, seed)
        use(fresh(template, folder))
        by_the_command(articles)
        use(fresh(template, folder))
        profile = cProfile.Profile()
        profile.runcall(by_the_command, articles)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def _prepared(folder: Path, count: int, seed: int) -> tuple[Path, Path]:
    """The folder of articles, and an empty database with the roles and the built-in account."""
    articles = folder / "articles"
    articles.mkdir()
    write_files(articles, count, seed)
    use(template := folder / "template.sqlite3")
    call_command("migrate", verbosity=0)
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return articles, template


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if options.profile:
        print_profile(options.articles, options.seed)
    else:
        print_import(options.articles, options.seed, options.runs)
