"""Files that somebody sent with a form and never cited: they are let go of after a week."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from factcheck.models import Attachment, EventCounter, Evidence, UnsavedText

#: For so long a file that nothing cites is kept for whoever sent it.
KEPT = timedelta(days=7)


def strays() -> QuerySet[Attachment]:
    """The files that no source cites and none ever did: history counts, as undoing brings it back."""
    cited = Evidence.history.filter(attachment__isnull=False).values("attachment_id")
    return Attachment.objects.exclude(pk__in=cited)


def drop_strays(*, before: datetime | None = None, only: Attachment | None = None) -> int:
    """Delete the strays that came before then, a week ago by default, all or this one; say how many.

    Not those that somebody's unsaved text speaks of. No answer is being saved meanwhile, so none can begin to cite
    what goes. A draft has neither event nor history.
    """
    with transaction.atomic():
        EventCounter.objects.select_for_update().get()
        old = strays().filter(uploaded_at__lt=before or timezone.now() - KEPT)
        found = set((old.filter(pk=only.pk) if only else old).values_list("pk", flat=True))
        gone = {pk for pk in found if str(pk) not in _spoken_of()} if found else found
        # Past the query set of rows that are written once: nobody was ever shown these as anything that was said.
        stray = Attachment._base_manager.filter(pk__in=gone)
        stray.delete()
    return len(gone)


def _spoken_of() -> set[str]:
    """What stands in the fields of unsaved texts that name a file."""
    kept: Iterable[dict[str, str]] = UnsavedText.objects.filter(kept=True).values_list("fields", flat=True)
    return {words for fields in kept for name, words in fields.items() if name.endswith("-attachment_id")}
