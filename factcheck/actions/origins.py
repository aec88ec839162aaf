"""Say on which origin an article or a passage rests; rename an origin; merge two that turn out to be one."""

from typing import Any

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.actions.recording import Recording, recording, state_of
from factcheck.choices import Move, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import ArticleOrigin, Claim, CommonOrigin, Occurrence
from factcheck.models.origin import folded_name
from factcheck.rules import require
from factcheck.transitions import after

MAX_NAME = 200


def name_origin(*, article: Article, name: str, seen: str, by: User, key: str = "") -> Article:
    """Say on which origin an article as a whole rests, by its name; "" takes the name off. Returns the article.

    An origin of that name is taken, whatever its case and quotes (``folded_name``), or one is made. ``seen`` is the
    ``state_of_article`` that the form was made from: raises Conflict if somebody said something else since. Saying
    the same again leaves no event.
    """
    require("origin", by)
    with recording(Verb.ORIGIN_NAMED, by=by, key=key, content=["article", article.pk, name, seen]) as record:
        if (earlier := record.repeated(Article)) is not None:
            return earlier
        row = ArticleOrigin.objects.select_for_update().filter(article=article).first()
        if state_of_article(row) != seen:
            raise Conflict("Somebody said meanwhile on what it rests. Your words are kept; compare, then save again.")
        origin = _called(record, name)
        if (row.origin_id if row else None) == (origin.pk if origin else None):
            return record.unchanged(article)
        row = row or ArticleOrigin(article=article)
        row.origin = origin
        record.write(row)
        return record.about(article)


def name_origin_of_passage(*, occurrence: Occurrence, name: str, seen: str, by: User, key: str = "") -> Occurrence:
    """The same for one passage of a claim, in place of what its article rests on; "" leaves it to the article.

    Raises Conflict if the passage was taken off or changed since ``seen`` (its ``state_of``), or the claim is decided.
    """
    require("origin", by)
    with recording(Verb.ORIGIN_NAMED, by=by, key=key, content=["passage", occurrence.pk, name, seen]) as record:
        if (earlier := record.repeated(Occurrence)) is not None:
            return earlier
        row = Occurrence.objects.select_for_update(of=["self"]).get(pk=occurrence.pk)
        after(Claim.objects.select_for_update().get(pk=row.claim_id).state, Move.LINK)
        if row.withdrawn_at is not None:
            raise Conflict("This passage was taken off the claim.")
        if state_of(row) != seen:
            raise Conflict("Somebody changed this passage meanwhile. Your words are kept; compare, then save again.")
        origin = _called(record, name)
        if row.origin_id == (origin.pk if origin else None):
            return record.unchanged(row)
        row.origin = origin
        record.write(row)
        return record.about(row)


def change_origin(*, origin: CommonOrigin, name: str, note: str, seen: str, by: User, key: str = "") -> CommonOrigin:
    """Give an origin another name or note; what rests on it stays. Raises Conflict as above, Invalid for a name that
    another has: two origins of one name are one, and to be merged.
    """
    require("origin", by)
    content = ["origin", origin.pk, name, note, seen]
    with recording(Verb.ORIGIN_NAMED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(CommonOrigin)) is not None:
            return earlier
        row = _as_seen(origin, seen)
        name, note = _clean(name), note.strip()
        if (name, note) == (row.name, row.note):
            return record.unchanged(row)
        if CommonOrigin.objects.filter(folded=folded_name(name), merged_into=None).exclude(pk=row.pk).exists():
            raise Invalid("There is an origin of this name already. If it is the same, merge them.", field="name")
        row.name, row.folded, row.note = name, folded_name(name), note
        record.write(row)
        _tell(record, row)
        return record.about(row)


def merge_origins(*, origin: CommonOrigin, into: CommonOrigin, seen: str, by: User, key: str = "") -> CommonOrigin:
    """Say that one origin is the other: all that rests on it rests on that one from now on; return that one.

    Its name leads there, whoever types it again. Raises Conflict as above, Invalid for an origin and itself.
    """
    require("origin", by)
    content = ["merge", origin.pk, into.pk, seen]
    with recording(Verb.ORIGIN_NAMED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(CommonOrigin)) is not None:
            return earlier
        gone = _as_seen(origin, seen)
        left = CommonOrigin.objects.select_for_update().get(pk=into.pk)
        if left == gone or left.merged_into_id is not None:
            raise Invalid("Choose another origin that this one is to be merged into.", field="into")
        _tell(record, gone)
        resting: list[Any] = [*gone.articles.select_for_update(), *gone.occurrences.select_for_update()]
        for row in resting:
            row.origin = left
            record.write(row)
        for one in [*gone.merged.select_for_update(), gone]:
            one.merged_into = left
            record.write(one)
        return record.about(left)


def state_of_article(row: ArticleOrigin | None) -> str:
    """A token of what is said of an article's origin; "" where nobody said anything yet."""
    return state_of(row) if row is not None else ""


def _called(record: Recording, name: str) -> CommonOrigin | None:
    """The origin of this name, made if there is none, within an event under way; None for no name."""
    if not name.strip():
        return None
    name = _clean(name)
    known = CommonOrigin.objects.select_for_update(of=["self"]).filter(folded=folded_name(name))
    found = known.filter(merged_into=None).first() or known.order_by("-created_at", "-id").first()
    if found is not None:
        return found.merged_into or found
    return record.write(CommonOrigin(name=name, folded=folded_name(name), created_by=record.by))


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if not folded_name(name):
        raise Invalid("Give the origin a name.", field="name")
    # Some characters are three in small letters, and those are stored too.
    if (length := max(len(name), len(name.casefold()))) > MAX_NAME:
        raise Invalid(f"A name has at most {MAX_NAME} characters; this has {length}.", field="name")
    return name


def _as_seen(origin: CommonOrigin, seen: str) -> CommonOrigin:
    row = CommonOrigin.objects.select_for_update(of=["self"]).get(pk=origin.pk)
    if row.merged_into_id is not None:
        raise Conflict("This origin was merged into another meanwhile.")
    if state_of(row) != seen:
        raise Conflict("Somebody changed this origin meanwhile. Your words are kept; compare, then save again.")
    return row


def _tell(record: Recording, origin: CommonOrigin) -> None:
    """Open pages of what rests on the origin hear of it."""
    for row in origin.articles.select_related("article"):
        record.also(row.article)
    for occurrence in origin.occurrences.filter(withdrawn_at=None):
        record.also(occurrence)
