"""How people work and what they bring in: nothing that is judged."""

from django.db.models import TextChoices


class Step(TextChoices):
    """How far an arrow key moves in the text of an article; the values are those of the script."""

    SENTENCE = "sentence", "Sentence"
    WORD = "word", "Word"
    CHARACTER = "character", "Character"
    PARAGRAPH = "paragraph", "Paragraph"


class Stage(TextChoices):
    """How far a large correction is: what it does is worked out in the background before it can be saved."""

    WORKING = "working", "Being worked out"
    READY = "ready", "Ready to be looked at"
    FAILED = "failed", "Not worked out"
    SAVED = "saved", "Saved"


class Twins(TextChoices):
    """What a person says of texts that are here already, or nearly. ASK: nothing yet."""

    ASK = "", "Not decided"
    COPY = "copy", "A copy"
    OTHER = "other", "Another article"
