"""What people are told of, and how it reaches them outside the desk."""

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    """Why somebody is told of a deed."""

    DECIDED = "decided", "Decided"
    ASKED = "asked", "A question"
    STALE = "stale", "New wording"
    ASSIGNED = "assigned", "Assigned to you"
    MENTIONED = "mentioned", "You were mentioned"
    REOPENED = "reopened", "Reopened"
    UPHELD = "upheld", "An answer stands"


#: That there is such a notice tells of others' answers, so it is there only while its claim is revealed.
TELLING_NOTICES = frozenset({NoticeKind.DECIDED, NoticeKind.MENTIONED, NoticeKind.REOPENED, NoticeKind.UPHELD})
#: They want an answer: once it is given, there is nothing left to read.
ASKING_NOTICES = frozenset({NoticeKind.ASKED, NoticeKind.STALE, NoticeKind.ASSIGNED, NoticeKind.REOPENED})


class Mail(TextChoices):
    """Whether somebody gets e-mail of what they are told."""

    NEVER = "never", "Never"
    AT_ONCE = "at-once", "At once"
    DAILY = "daily", "Once a day"


class Delivery(TextChoices):
    """How far a message is. What was handed over and never settled may have arrived: it is not sent again."""

    WAITING = "waiting", "Waiting"
    HANDED_OVER = "handed-over", "Handed over"
    SENT = "sent", "Sent"
    DROPPED = "dropped", "Nothing to say"
    GIVEN_UP = "given-up", "Given up"
