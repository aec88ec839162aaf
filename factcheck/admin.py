"""Records in Django's admin: read-only, and through the same gate as every page."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django_tasks_db.models import DBTaskResult

from annotations.models import DETAILS, Article
from factcheck.access import articles_for, claims_for, verdicts_for
from factcheck.accounts.admin import AdministratorsOnly
from factcheck.models import Claim, Message, Notice, Verdict
from factcheck.numbers import number_in


def on_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Lead to the page of a record outside the admin, if it has one and stands in the admin for this person.

    In place of Django's own, which tells of any row of any model whether it is there: of answers too.
    """
    number = number_in(content_type_id)
    kind = ContentType.objects.filter(pk=number).first() if number is not None else None
    model: Any = kind.model_class() if kind else None
    its_admin = admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
    record: Any = its_admin.get_object(request, object_id) if its_admin else None
    if record is None or not hasattr(record, "get_absolute_url"):
        raise Http404("There is no such record.")
    return redirect(record)


class RecordAdmin(AdministratorsOnly):
    """Administrators look; nobody adds, changes or deletes here."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def history_path(self, record: Any) -> str:
        """Where our own history of the record is; empty if it has none."""
        return ""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Lead to our own page: the admin's knows only what was done in the admin."""
        record = self.get_object(request, unquote(object_id))
        path = self.history_path(record) if record is not None else ""
        return redirect(path) if path else super().history_view(request, object_id, extra_context)

    @admin.display(description="history")
    def history_link(self, record: Model) -> str:
        return format_html('<a href="{}">History</a>', self.history_path(record))


@admin.register(Article)
class ArticleAdmin(RecordAdmin):
    list_display = ("id", "title", "outlet", "created_at", "history_link")
    search_fields = ("title", "outlet")
    fields = (*((name, f"{name}_origin") for name in ("title", *DETAILS)), "copy_of", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return articles_for(request.user)  # type: ignore[arg-type]  # the admin site lets in only our users

    def history_path(self, record: Article) -> str:
        return reverse("articles:history", args=[record.pk])


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    list_display = ("id", "current_version", "state", "proposer", "created_at", "history_link")
    list_filter = ("state",)
    search_fields = ("current_version__statement",)
    fields = ("current_version", "state", "sensitive", "proposer", "created_at", "history_link")
    readonly_fields = ("history_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return claims_for(request.user)  # type: ignore[arg-type]  # as above

    def history_path(self, record: Claim) -> str:
        return reverse("claims:history", args=[record.pk])


@admin.register(Verdict)
class VerdictAdmin(RecordAdmin):
    """Only those that the reader may see: an administrator is as blind as anybody else."""

    list_display = ("claim", "reviewer", "rating", "abstention", "updated_at")
    list_filter = ("rating",)
    fields = (
        *("claim", "version", "reviewer", "rating", "abstention", "rationale", "confidence", "change_of_mind"),
        *("created_at", "updated_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return verdicts_for(request.user)  # type: ignore[arg-type]  # as above

    def history_path(self, record: Verdict) -> str:
        return reverse("claims:verdict-history", args=[record.claim_id, record.reviewer_id])


@admin.register(Message)
class MessageAdmin(RecordAdmin):
    """What was e-mailed to whom, as far as the reader may know of all it tells: a message says who answered."""

    list_display = ("recipient", "fate", "made_at", "due_at", "handed_over_at", "refusals")
    list_filter = ("state",)
    fields = ("recipient", "fate", "made_at", "due_at", "handed_over_at", "refusals", "problem")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        revealed = Claim.objects.revealed_to(request.user)  # type: ignore[arg-type]  # as above
        hidden = Notice.objects.exclude(claim=None).exclude(claim__in=revealed)
        return super().get_queryset(request).exclude(Exists(hidden.filter(message=OuterRef("pk"))))

    @admin.display(description="how far it is")
    def fate(self, message: Message) -> str:
        return message.fate


# What tasks were given and what went wrong in them is for the log, not for a page.
admin.site.unregister(DBTaskResult)


@admin.register(LogEntry)
class LogEntryAdmin(RecordAdmin):
    """Who invited, deactivated, or changed the roles of whom."""

    list_display = ("action_time", "user", "object_repr", "get_change_message")
    search_fields = ("object_repr",)
