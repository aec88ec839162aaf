"""Bring in articles from files and folders."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from annotations.actions import identical_articles
from annotations.errors import UnreadableText
from annotations.sources import ENDINGS, MAX_FILE_BYTES
from annotations.text import digest
from factcheck.accounts.models import User
from factcheck.actions import import_articles
from factcheck.actions.articles import Incoming, read_file
from factcheck.errors import NotAllowed
from factcheck.management.commands._base import DeskCommand


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

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, then save what can be saved in one transaction under one event."""
        by = self._actor(options["by"])
        incoming: list[Incoming] = []
        seen: dict[str, Path] = {}
        failed = known = 0
        for number, path in enumerate(files := list(_files(options["paths"])), 1):
            try:
                one = _read(path)
            except (UnreadableText, OSError) as problem:
                failed += 1
                self.stderr.write(f"[{number}/{len(files)}] {_shown(path)}: {_shown(problem)}")
                continue
            twin = _twin(one, seen)
            if twin:
                known += 1
                self.stdout.write(f"[{number}/{len(files)}] {_shown(path)}: left out, the identical text is {twin}")
                continue
            seen[digest(one.decoded.text)] = path
            incoming.append(one)
            guess = f" (read as {one.decoded.encoding}, a guess)" if one.decoded.guessed else ""
            self.stdout.write(f"[{number}/{len(files)}] {_shown(path)}: {len(one.decoded.text):,} characters{guess}")
        try:
            articles = import_articles(incoming=incoming, by=by, allow_copies=True) if incoming else []
        except NotAllowed as problem:
            raise CommandError(f"{by}: {problem} Nothing was imported.") from None
        self.stdout.write(f"Imported {len(articles)}, left out {known} already here, failed {failed}.")
        if failed or not files:
            if not files:
                self.stderr.write("No file to import found.")
            sys.exit(1)

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
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() in ENDINGS and one.is_file())
        else:
            yield path


def _read(path: Path) -> Incoming:
    with path.open("rb") as file:
        raw = file.read(MAX_FILE_BYTES + 1)
    return read_file(_shown(path.name), raw)


def _shown(name: object) -> str:
    """A file's name as it can be printed and stored: what is no UTF-8 in it becomes the replacement character."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _twin(one: Incoming, seen: dict[str, Path]) -> str:
    """Where the identical text is, in this batch or in the database; empty if nowhere."""
    path = seen.get(digest(one.decoded.text))
    if path is not None:
        return _shown(path)
    twins = identical_articles(one.decoded.text)
    return f"article {twins[0].pk}, «{twins[0]}»" if twins else ""
