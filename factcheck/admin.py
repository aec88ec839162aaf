"""Records in Django's admin: read-only, and through the same gate as every page."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from annotations.models import Article
from factcheck.access import articles_for, claims_for, verdicts_for
from factcheck.accounts.admin import is_administrator
from factcheck.models import Claim, Verdict

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:  # generic for the type checker only
    AnyAdmin = admin.ModelAdmin


class RecordAdmin(AnyAdmin):
    """Administrators look; nobody adds, changes or deletes here."""

    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(RecordAdmin):
    list_display = ("id", "title", "outlet", "created_at", "history_link")
    search_fields = ("title", "outlet")
    exclude = ("event",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return articles_for(request.user)  # type: ignore[arg-type]  # the admin site lets in only our users

    @admin.display(description="history")
    def history_link(self, article: Article) -> str:
        return format_html('<a href="{}">History</a>', reverse("articles:history", args=[article.pk]))


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    list_display = ("id", "current_version", "state", "proposer", "created_at", "history_link")
    list_filter = ("state",)
    search_fields = ("current_version__statement",)
    fields = ("current_version", "state", "sensitive", "proposer", "created_at", "history_link")
    readonly_fields = ("history_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return claims_for(request.user)  # type: ignore[arg-type]  # as above

    @admin.display(description="history")
    def history_link(self, claim: Claim) -> str:
        return format_html('<a href="{}">History</a>', reverse("claims:history", args=[claim.pk]))


@admin.register(Verdict)
class VerdictAdmin(RecordAdmin):
    """Only those that the reader may see: an administrator is as blind as anybody else."""

    list_display = ("claim", "reviewer", "rating", "abstention", "updated_at")
    list_filter = ("rating",)
    fields = ("claim", "version", "reviewer", "rating", "abstention", "rationale", "created_at", "updated_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return verdicts_for(request.user)  # type: ignore[arg-type]  # as above


@admin.register(LogEntry)
class LogEntryAdmin(RecordAdmin):
    """Who invited, deactivated, or changed the roles of whom."""

    list_display = ("action_time", "user", "object_repr", "get_change_message")
    search_fields = ("object_repr",)
