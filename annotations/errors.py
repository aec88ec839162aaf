"""What can go wrong in the text layer. Each error carries one sentence a reader can act on.

The text layer knows nothing of HTTP; ``factcheck.middleware`` gives each class its status.
"""


class AnnotationError(Exception):
    """Base of the text layer's errors; ``str(error)`` is a sentence for the reader."""


class UnreadableText(AnnotationError):
    """The bytes or characters cannot become the text of a revision (empty, binary, too large, NUL…)."""


class InvalidOffsets(AnnotationError):
    """Offsets (code points, end exclusive) that do not name a stretch of this revision."""


class QuoteMismatch(AnnotationError):
    """The words sent are not the words that stand at these offsets: the sender saw another text."""


class UnchangedText(AnnotationError):
    """The corrected text is, character for character, the one that is here."""


class OutdatedPlan(AnnotationError):
    """The article moved on since the plan for its correction was made."""
