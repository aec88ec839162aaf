"""Keep a file that somebody attaches to a source, until their answer cites it."""

import hashlib
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.errors import Invalid
from factcheck.files import media_type, plain_name
from factcheck.models import AttachedContent, Attachment
from factcheck.rules import require
from factcheck.strays import KEPT, drop_strays, strays
from factcheck.tasks import drop_stray_files

#: So many files that nothing cites one person may have at a time: more than one form takes.
MAX_STRAYS = 100


def keep_file(*, name: str, content: bytes, by: User) -> Attachment:
    """Store the file for this person; return its row, the one that is there if they sent the same content before.

    A draft: it writes neither event nor history, and goes after a week if no answer cites it. Raises Invalid if the
    file is empty, larger than settings.MAX_ATTACHMENT, or one too many that nothing cites.
    """
    require("answer", by)
    refuse_size(len(content))
    sha256 = hashlib.sha256(content).hexdigest()
    there: Attachment | None = Attachment.objects.filter(uploaded_by=by, sha256=sha256).first()
    if there is not None and there.uploaded_at < timezone.now() - KEPT / 2:
        drop_strays(before=timezone.now(), only=there)  # it would go before it can be cited: it comes anew
        there = Attachment.objects.filter(pk=there.pk).first()
    if there is not None:
        return there
    try:
        there = _store(Attachment(uploaded_by=by, sha256=sha256, name=plain_name(name)), content)
    except IntegrityError:  # the same file in two windows at the same moment
        there = Attachment.objects.filter(uploaded_by=by, sha256=sha256)[0]
    return there


def _store(file: Attachment, content: bytes) -> Attachment:
    file.size, file.media_type = len(content), media_type(content)
    with transaction.atomic():
        file.save()
        if strays().filter(uploaded_by=file.uploaded_by).count() > MAX_STRAYS:
            raise Invalid(f"You sent {MAX_STRAYS} files that none of your answers cites. They go after a week.")
        AttachedContent.objects.create(attachment=file, content=content)
        drop_stray_files.using(run_after=timezone.now() + KEPT + KEPT / 7).enqueue()
    return file


def refuse_size(size: int) -> None:
    """Raise Invalid for a file of so many bytes if it is not taken."""
    if not size:
        raise Invalid("This file is empty: there is nothing in it to keep.")
    if size > settings.MAX_ATTACHMENT:
        most = settings.MAX_ATTACHMENT / 1_000_000
        raise Invalid(f"A file has at most {most:g} MB; this has {size / 1_000_000:.1f} MB. It was not kept.")


def refuse_others_files(files: Iterable[uuid.UUID | None], person: User) -> None:
    """Raise Invalid unless all of these files are this person's own; one query, none without files."""
    asked = {one for one in files if one is not None}
    if asked and Attachment.objects.filter(pk__in=asked, uploaded_by=person).count() != len(asked):
        raise Invalid("A file of this answer is not kept here any more. Choose it again.", field="evidence")
