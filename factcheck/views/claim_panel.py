"""The claim's own page and its panel beside an article: what one person sees of it, and may do with it."""

from typing import Any

from django.http import HttpResponse

from annotations.models import Article
from factcheck import reading
from factcheck.access import MemberRequest, get_claim, verdicts_on
from factcheck.accounts.models import User
from factcheck.changes import last_token, look_at, named_with_last
from factcheck.choices import Move
from factcheck.decided import judged, unanswered
from factcheck.forms.answers import AnswerForm
from factcheck.forms.base import new_key
from factcheck.forms.notices import UpholdForm
from factcheck.models import Claim, Decision, FormName, Verdict
from factcheck.responses import ALONE, Part, page
from factcheck.rules import may
from factcheck.transitions import moves_from
from factcheck.undoing import offers
from factcheck.unsaved import left_on, texts_of, unsaved_in
from factcheck.views.beside import query_beside
from factcheck.views.sources import show_files
from factcheck.views.talk_parts import talked

DETAIL = "factcheck/claims/detail.html"


def show_claim(
    request: MemberRequest, claim: Claim, *, form: AnswerForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page or panel of a claim; ``form`` where an answer came back, ``changing`` where one is to be changed."""
    return page(request, DETAIL, claim_context(request, claim, form=form, **more), fragment="panel", status=status)


def claim_context(
    request: MemberRequest,
    claim: Claim,
    *,
    form: AnswerForm | None = None,
    changing: bool = False,
    article: Article | None = None,
    **more: Any,
) -> dict[str, Any]:
    """What the claim page shows to this person. Others' verdicts come through the gate, or not at all.

    ``article`` is the one it is shown beside, and ``beside`` the number of the revision that stands there.
    """
    if article is None:
        article, change = named_with_last(request.user, request.GET.get("article", ""))
    else:
        change = last_token(article)
    item = reading.item(request.user, claim)
    verdicts = verdicts_on(claim, request.user)
    moves = moves_from(claim.state)
    may_answer = may("answer", request.user, claim) and Move.ANSWER in moves
    beside = str(more.pop("beside", request.GET.get("revision", "")))
    query = query_beside(article, beside)
    from_queue = "queue" in (request.GET.get("from"), request.POST.get("from"))
    name, back = FormName("claim", claim.pk), query or ("?from=queue" if from_queue else "")
    texts = texts_of(request.user, name, FormName("remark", claim.pk))
    typed = unsaved_in(request, name, claim, came_back=form is not None, query=back, among=texts)
    talk = talked(request, claim, revealed=item.revealed, query=query or "?at=claim", among=texts)
    first = item.mine is None and not item.taken_back
    expected = typed.text or not (item.answered or (item.revealed and first))
    if form is None and may_answer and (changing or expected):
        form = AnswerForm.of(item.mine, claim.current_version_id, typed.fields)
    mine = next((verdict for verdict in verdicts if verdict.reviewer_id == request.user.pk), None)
    said = judged(claim, request.user, revealed=item.revealed)
    show_files(request.user, form)
    return {
        "claim": claim,
        "query": query,
        "beside": beside,
        "look": look_at(claim, verdicts, request.user, change, talk.thread.said if item.revealed else None),
        "item": item,
        "others": [verdict for verdict in verdicts if verdict.reviewer_id != request.user.pk],
        "mine": mine,
        **reading.where_said(claim),
        "kin": reading.kin_of(request.user, claim),
        **said,
        "upholding": more.pop("upholding", None) or _upholding(claim, said["questions"], mine),
        "form": form,
        "unsaved": typed,
        "talk": talk,
        "article": article,
        "opened": name.query,
        "may_answer": may_answer,
        **_buttons(request.user, claim, moves),
        # Of the forms that ask for nothing: put back, take a passage off. Each key goes with its content.
        "fresh_key": new_key(),
        "from_queue": from_queue,
        "left": left_on(request.user, claim, query),
        **({} if article else {"level": ALONE, "offers": offers(request.user)}),
        **more,
    }


def _upholding(claim: Claim, questions: list[Decision], mine: Verdict | None) -> UpholdForm | None:
    """What lets one's answer stand after the question that waits for it; None if none does."""
    question = unanswered(claim, questions, mine)
    return UpholdForm(initial={"question": question.pk}) if question else None


def claim_panel(request: MemberRequest, pk: int) -> Part:
    """The claim as it is now, in its panel."""
    return Part(DETAIL, "panel", claim_context(request, get_claim(request.user, pk)))


def _buttons(person: User, claim: Claim, moves: frozenset[Move]) -> dict[str, bool]:
    """Which of the things that can be done with a claim in this state this person may do."""
    may_edit = may("edit", person, claim)
    return {
        "may_edit": may_edit and Move.EDIT in moves,
        "may_move": may_edit and Move.LINK in moves,
        "may_split": may_edit and Move.SPLIT in moves,
        "may_name": may("origin", person) and Move.LINK in moves,
        "may_link": may("link", person) and Move.LINK in moves,
        "may_withdraw": may("withdraw", person, claim) and Move.WITHDRAW in moves,
        "may_assign": may("assign", person) and Move.ANSWER in moves,
        "may_restore": Move.RESTORE in moves and not claim.merged_into_id and may("restore", person, claim),
    }
