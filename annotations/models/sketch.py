"""What finds near-identical texts: the fingerprint of each revision, kept beside it."""

from django.db import models

from annotations.models.article import Revision


class Sketch(models.Model):
    """The fingerprint of one revision's text (``annotations.likeness``).

    Derived from the text and nothing else: no history, and it may be made anew at any time. A revision may
    still be without one.
    """

    revision = models.OneToOneField(Revision, primary_key=True, on_delete=models.PROTECT, related_name="sketch")
    fingerprint = models.BinaryField(max_length=512)

    def __str__(self) -> str:
        return f"Sketch of revision {self.revision_id}"
