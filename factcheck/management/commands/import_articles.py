"""Bring in articles from files and folders."""

import gc
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from annotations.errors import UnreadableText
from annotations.incoming import Incoming
from annotations.models import Article
from annotations.sources import ENDINGS, MAX_FILE_BYTES
from annotations.twins import Match, identical_articles, look_up, sketch_missing
from factcheck.accounts.models import User
from factcheck.actions import import_articles
from factcheck.actions.articles import read_file
from factcheck.choices import Twins
from factcheck.errors import NotAllowed
from factcheck.management.commands._base import DeskCommand

#: So many files, or a second's worth of them, are looked up together and then named.
AT_ONCE = 250

#: A file, its number from 1, and its text or why it has none.
File = tuple[int, Path, Incoming | Exception]


class Command(DeskCommand):
    help = (
        "Bring in text, Markdown, HTML, Word and PDF files; a folder stands for those in it and below it. "
        "Files that cannot be read, "
        "and texts that are here already, are named and left out; the others are saved together. "
        "Exit status 1 if any failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--by", metavar="EMAIL", help="who brings them in; the built-in account by default")
        parser.add_argument("--near", action="store_true", help="say of each text which article is nearly the same")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, then save what can be saved in one transaction under one event."""
        by = self._actor(options["by"])
        files = list(_files(options["paths"]))
        self.count = len(files)
        self.taken: dict[str, tuple[Path, Incoming]] = {}
        self.failed = 0
        if options["near"]:
            while sketch_missing():
                pass
        # What is loaded by now stays: to look through it for garbage again and again takes a tenth of the time.
        gc.freeze()
        try:
            for batch in _batches(files, whole=options["near"]):
                self._take(batch, near=options["near"])
            incoming = [one for _, one in self.taken.values()]
            articles = import_articles(incoming=incoming, by=by, twins=Twins.OTHER) if incoming else []
        except NotAllowed as problem:
            raise CommandError(f"{by}: {problem} Nothing was imported.") from None
        finally:
            gc.unfreeze()
        known = self.count - self.failed - len(incoming)
        self.stdout.write(f"Imported {len(articles)}, left out {known} already here, failed {self.failed}.")
        if self.failed or not files:
            if not files:
                self.stderr.write("No file to import found.")
            sys.exit(1)

    def _take(self, batch: Sequence[File], *, near: bool) -> None:
        """Name each file with what becomes of it, and keep what is to be saved."""
        texts = [one for _, _, one in batch if isinstance(one, Incoming)]
        holders = {sha256: ids[0] for sha256, ids in identical_articles(texts).items()}
        articles = Article.objects.in_bulk(set(holders.values())) if holders else {}
        nearly = dict(zip(map(id, texts), look_up(texts), strict=True)) if near else {}
        for number, path, one in batch:
            line = f"[{number}/{self.count}] {_shown(path)}: "
            if not isinstance(one, Incoming):
                self.failed += 1
                self.stderr.write(line + _shown(one))
            elif one.sha256 in self.taken:
                self.stdout.write(f"{line}left out, the identical text is {_shown(self.taken[one.sha256][0])}")
            elif one.sha256 in holders:
                self.stdout.write(f"{line}left out, the identical text is {_named(articles[holders[one.sha256]])}")
            else:
                self.taken[one.sha256] = path, one
                guess = f" (read as {one.decoded.encoding}, a guess)" if one.decoded.guessed else ""
                like = _like(nearly[id(one)], texts) if near else ""
                self.stdout.write(f"{line}{len(one.decoded.text):,} characters{guess}{like}")

    def _actor(self, email: str | None) -> User:
        if email is None:
            return User.objects.system()
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise CommandError(f"There is no active person with the e-mail {email}.")
        return person


def _files(paths: list[Path]) -> Iterator[Path]:
    """The named files as they are, and the files of a known ending below the named folders, by name."""
    for path in paths:
        if path.is_dir():
            below = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)  # noqa: PTH118
            yield from map(Path, sorted(filter(_is_text, below), key=lambda one: one.split(os.sep)))  # noqa: PTH206
        else:
            yield path


def _is_text(path: str) -> bool:
    """Whether it is a file of a known ending. Paths are strings here: many times as fast, for names by the thousand."""
    return os.path.splitext(path)[1].lower() in ENDINGS and os.path.isfile(path)  # noqa: PTH113, PTH122


def _batches(files: Sequence[Path], *, whole: bool) -> Iterator[list[File]]:
    """The files, read; all of them at once if ``whole``."""
    batch: list[File] = []
    begun = time.monotonic()
    for number, path in enumerate(files, 1):
        batch.append((number, path, _read(path)))
        if not whole and (len(batch) >= AT_ONCE or time.monotonic() - begun > 1):
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch


def _read(path: Path) -> Incoming | Exception:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
        return read_file(_shown(path.name), raw)
    except (UnreadableText, OSError) as problem:
        return problem


def _shown(name: object) -> str:
    """A file's name as it can be printed and stored: what is no UTF-8 in it becomes the replacement character."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _named(article: Article) -> str:
    return f"article {article.pk}, «{article}»"


def _like(matches: Sequence[Match], texts: Sequence[Incoming]) -> str:
    """What a text is nearly the same as: an article, or a text read before it."""
    if not matches:
        return ""
    original = matches[0].original
    name = f"«{texts[original].title}» of this batch" if isinstance(original, int) else _named(original)
    return f", nearly {name}"
