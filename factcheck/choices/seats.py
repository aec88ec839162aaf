"""How what was given to somebody to do comes to an end."""

from django.db.models import TextChoices


class SeatEnding(TextChoices):
    """How a seat was freed again. Answering is none of these: a seat that was answered stays taken."""

    SKIPPED = "skipped", "Skipped"
    RELEASED = "released", "Released by an editor"


class AssignmentEnding(TextChoices):
    """How the assignment of an article came to an end."""

    READ = "read", "Read"
    TAKEN_BACK = "taken-back", "Taken back"
