"""What somebody typed and has not saved, for the page that shows it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.urls import reverse

from annotations.models import Article
from annotations.prepared import Prepared
from factcheck.access import MemberRequest, claims_for, unsaved_by
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES
from factcheck.models import Claim, ClaimVersion, Drawn, FormName, UnsavedText


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was typed into the same form in another window, and the address of the form with it."""

    text: UnsavedText
    url: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form as it is drawn, and what its reader typed into it, if anything: the latest, or what they asked for.

    ``earlier``: the wording it was typed for, if another. ``elsewhere``: their other texts, the latest first.
    """

    name: FormName
    text: UnsavedText | None = None
    earlier: ClaimVersion | None = None
    elsewhere: list[Elsewhere] = field(default_factory=list)
    is_chosen: bool = False
    drawn: Drawn = field(default_factory=Drawn.anew)

    @classmethod
    def sent(cls, name: FormName, data: Mapping[str, str]) -> Unsaved:
        """Of a form that came back: it stays the same drawing, and what was typed stands in it already."""
        return cls(name, drawn=Drawn.of(data))

    @property
    def fields(self) -> Mapping[str, str]:
        """What goes into the form in place of what it would hold."""
        return self.text.fields if self.text else {}


def texts_of(person: User, *names: FormName) -> list[UnsavedText]:
    """What this person typed into these forms, for ``unsaved`` of each; one query for all."""
    if len(names) == 1:
        return _texts_of(person=person.pk, name=str(names[0]))
    return list(unsaved_by(person).filter(name__in=[*map(str, names)]))


@Prepared
def _texts_of(person: int, name: str) -> QuerySet[UnsavedText]:
    return UnsavedText.objects.filter(person=person, kept=True, name=name)


def unsaved(
    person: User,
    name: FormName,
    claim: Claim | None = None,
    *,
    chosen: str = "",
    query: str = "",
    among: Collection[UnsavedText] | None = None,
) -> Unsaved:
    """What this person typed into the form; one query, two if the claim has another wording since.

    One less if it is ``among`` these texts. ``chosen`` is the drawing whose text goes into the form, if there is
    such; ``query`` goes with its address.
    """
    among = texts_of(person, name) if among is None else among
    texts = [text for text in among if text.name == str(name)]
    if not texts:
        return Unsaved(name)
    asked = next((text for text in texts if text.drawn == chosen), None) if chosen else None
    text = asked or texts[-1]
    earlier = None
    if claim is not None and text.version not in {None, claim.current_version_id}:
        earlier = claim.versions.filter(pk=text.version).first()
    url = name.beside(query)
    url += "&text=" if "?" in url else "?text="
    others = [Elsewhere(other, url + other.drawn) for other in reversed(texts) if other is not text]
    return Unsaved(name, text, earlier, others, asked is not None, Drawn.anew(text.mark))


def unsaved_in(
    request: MemberRequest,
    name: FormName,
    claim: Claim | None = None,
    *,
    came_back: bool = False,
    query: str = "",
    among: Collection[UnsavedText] | None = None,
) -> Unsaved:
    """What was typed, for the page of a form: nothing more if it came back; with ``?text=`` what was asked for."""
    if came_back:
        return Unsaved.sent(name, request.POST)
    return unsaved(request.user, name, claim, chosen=request.GET.get("text", ""), query=query, among=among)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One form with unsaved text; ``beside`` says whether it opens beside the text of an article."""

    name: FormName
    text: UnsavedText
    url: str
    beside: bool = False


#: Forms about a claim that open beside an article, given the query that names it.
_IN_PANEL = frozenset({"statement", "split", "merge"})


def unfinished(person: User, article: Article, claims: Collection[int], query: str) -> list[Unfinished]:
    """This person's unsaved texts on an article, on these claims of it, and on those it has no more; oldest first.

    ``query`` leads a form beside the text that is shown. One query; a second if some are on other claims: one that was
    withdrawn, or merged into one of these, is known by its own page.
    """
    found = {name: text for text in _all_texts(person=person.pk) if (name := FormName.of(text.name))}
    others = {name.claim for name in found if name.claim} - {*claims}
    gone = set()
    if others:
        here = Q(occurrences__span__article=article) | Q(merged_into__in=claims)
        gone = set(claims_for(person).filter(here, pk__in=others).values_list("pk", flat=True))
    listed = []
    for name, text in found.items():
        if name.claim in gone:
            listed.append(Unfinished(name, text, f"{_claim_url(name)}#unsaved"))
        elif name.claim in claims or name.article == article.pk:
            if name.kind in {"claim", "new"} or (name.kind == "remark" and not name.remark):
                listed.append(Unfinished(name, text, article.get_absolute_url() + name.query, beside=True))
            else:
                listed.append(_form(name, text, query))
    return listed


@Prepared
def _all_texts(person: int) -> QuerySet[UnsavedText]:
    return UnsavedText.objects.filter(person=person, kept=True).defer("fields")


def left_on(person: User, claim: Claim, query: str = "") -> list[Unfinished]:
    """This person's unsaved texts on a claim, oldest first; one query.

    Besides those of an answer and of a new remark, which stand with their forms.

    ``query`` leads a form beside an article. Those on a claim that is not in work have no address: nothing leads from
    its page to a form.
    """
    names = [str(FormName(kind, claim.pk)) for kind in ("statement", "decision", "split")]
    texts = unsaved_by(person).filter(
        Q(name__in=names) | Q(name__startswith=f"merge:{claim.pk}:") | Q(name__startswith=f"remark:{claim.pk}:")
    )
    in_work = claim.state in ANSWERABLE_STATES
    named = [(name, text) for text in texts if (name := FormName.of(text.name))]
    return [_form(name, text, query) if in_work or name.remark else Unfinished(name, text, "") for name, text in named]


def _form(name: FormName, text: UnsavedText, query: str) -> Unfinished:
    beside = bool(query) and name.kind in _IN_PANEL
    return Unfinished(name, text, name.beside(query if beside else ""), beside)


def all_left(person: User) -> list[Unfinished]:
    """All unsaved texts of this person, oldest first; two queries. A claim that is not in work is led to itself."""
    named = [(name, text) for text in unsaved_by(person) if (name := FormName.of(text.name))]
    rows = claims_for(person).filter(pk__in={name.claim for name, _ in named}, state__in=ANSWERABLE_STATES)
    in_work = {0, *rows.values_list("pk", flat=True)}
    return [
        Unfinished(
            name, text, name.get_absolute_url() if name.claim in in_work or name.kind == "remark" else _claim_url(name)
        )
        for name, text in named
    ]


def _claim_url(name: FormName) -> str:
    return reverse("claims:detail", args=[name.claim])
