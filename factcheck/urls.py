"""Every address of the desk."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from factcheck.admin import on_site
from factcheck.views import account as own_account
from factcheck.views import (
    agreement,
    approving,
    articles,
    attachments,
    bins,
    claims,
    corrections,
    deciding,
    desk,
    elsewhere,
    exports,
    gallery,
    history,
    home,
    imports,
    kinship,
    live,
    marks,
    notices,
    origins,
    overview,
    passages,
    queue,
    revisions,
    seats,
    talk,
    undoing,
    unsaved,
    verdicts,
    waiting,
    zones,
)

admin.site.site_header = admin.site.site_title = "Factcheck desk: people and records"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

account_urls: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("closed/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    # A pattern as allauth has it: the key holds hyphens, and ``path`` would take all but the last for the id.
    re_path(
        r"^password/link/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("preferences/", own_account.preferences, name="preferences"),
    path("password/link/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

article_urls = [
    path("", articles.index, name="index"),
    path("new/", imports.new, name="new"),
    path("upload/", imports.upload, name="upload"),
    path("<int:pk>/", articles.detail, name="detail"),
    path("<int:pk>/describe/", articles.describe, name="describe"),
    path("<int:pk>/origin/", origins.of_article, name="origin"),
    path("<int:pk>/history/", history.article, name="history"),
    path("<int:pk>/bin/", bins.contents, name="bin"),
    path("<int:pk>/revise/", revisions.revise, name="revise"),
    path("<int:pk>/corrections/<int:draft>/", corrections.correction, name="correction"),
    path("<int:pk>/waiting/", waiting.waiting, name="waiting"),
    path("<int:pk>/waiting/<int:anchor>/", waiting.place, name="place"),
    path("<int:pk>/revisions/<int:number>/", revisions.revision, name="revision"),
    path("<int:pk>/assign/", seats.assign_article, name="assign"),
    path("<int:pk>/since/", live.since, name="since"),
    path("<int:pk>/mark/", marks.mark, name="mark"),
    path("<int:pk>/at/", marks.at, name="at"),
    path("<int:pk>/claims/", marks.propose, name="propose"),
    path("<int:pk>/elsewhere/<int:claim>/", elsewhere.elsewhere, name="elsewhere"),
    path("<int:pk>/passages/<int:span>/", passages.move, name="passage"),
    path("<int:pk>/zones/", zones.mark, name="mark-zone"),
    path("<int:pk>/zones/<int:span>/", zones.zone, name="zone"),
    path("<int:pk>/zones/<int:span>/remove/", zones.remove, name="remove-zone"),
    path("<int:pk>/zones/<int:span>/restore/", zones.restore, name="restore-zone"),
]

claim_urls = [
    path("", claims.index, name="index"),
    path("<int:pk>/", claims.detail, name="detail"),
    path("<int:pk>/answer/", verdicts.answer, name="answer"),
    path("<int:pk>/confirm/", verdicts.confirm, name="confirm"),
    path("<int:pk>/uphold/", verdicts.uphold, name="uphold"),
    path("<int:pk>/edit/", claims.edit, name="edit"),
    path("<int:pk>/split/", kinship.split, name="split"),
    path("<int:pk>/merge/", kinship.merge, name="merge"),
    path("<int:pk>/withdraw/", claims.withdraw, name="withdraw"),
    path("<int:pk>/restore/", bins.restore_claim, name="restore"),
    path("<int:pk>/passages/<int:span>/unlink/", bins.unlink, name="unlink"),
    path("<int:pk>/passages/<int:span>/origin/", origins.of_passage, name="passage-origin"),
    path("<int:pk>/passages/<int:span>/restore/", bins.restore_passage, name="restore-passage"),
    path("<int:pk>/evidence/<slug:sha256>/", attachments.download, name="attachment"),
    path("<int:pk>/talk/", talk.talk, name="talk"),
    path("<int:pk>/talk/settle/", talk.settle, name="settle-talk"),
    path("<int:pk>/talk/<uuid:remark>/", talk.remark, name="remark"),
    path("<int:pk>/history/", history.claim, name="history"),
    path("<int:pk>/verdicts/<int:reviewer>/history/", history.verdict, name="verdict-history"),
]

origin_urls = [
    path("", origins.index, name="index"),
    path("<int:pk>/", origins.detail, name="detail"),
    path("<int:pk>/merge/", origins.merge, name="merge"),
]

queue_urls = [
    path("", queue.index, name="index"),
    path("next/", queue.next_claim, name="next"),
    path("<int:pk>/skip/", queue.skip, name="skip"),
    path("articles/<int:assignment>/end/", queue.end_assignment, name="end-assignment"),
]

desk_urls = [
    path("", desk.index, name="index"),
    path("together/", approving.together, name="together"),
    path("seats/", seats.index, name="seats"),
    path("seats/assign/", seats.assign, name="assign"),
    path("seats/<int:seat>/release/", seats.release, name="release"),
    path("<int:pk>/", deciding.claim, name="claim"),
]

notice_urls = [path("", notices.index, name="index"), path("read/", notices.read, name="read")]

undoing_urls = [
    path("undo/", undoing.undo, name="undo"),
    path("redo/", undoing.redo, name="redo"),
    path("undo/pass-over/", undoing.pass_over, name="pass-over"),
]

overview_urls = [path("", overview.index, name="index")]

agreement_urls = [path("", agreement.index, name="index")]

export_urls = [
    path("", exports.index, name="index"),
    path("consensus.<slug:name>", exports.consensus, name="consensus"),
]

unsaved_urls = [path("", unsaved.keep, name="keep"), path("discard/", unsaved.discard, name="discard")]

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", include(account_urls)),
    path("articles/", include((article_urls, "articles"))),
    path("claims/", include((claim_urls, "claims"))),
    path("origins/", include((origin_urls, "origins"))),
    path("queue/", include((queue_urls, "queue"))),
    path("notices/", include((notice_urls, "notices"))),
    path("", include((undoing_urls, "undoing"))),
    path("desk/", include((desk_urls, "desk"))),
    path("unsaved/", include((unsaved_urls, "unsaved"))),
    path("overview/", include((overview_urls, "overview"))),
    path("agreement/", include((agreement_urls, "agreement"))),
    path("export/", include((export_urls, "exports"))),
    path("gallery/", gallery.index, name="gallery"),
    path("admin/r/<path:content_type_id>/<path:object_id>/", admin.site.admin_view(on_site)),
    path("admin/", admin.site.urls),
]

handler400 = "factcheck.views.errors.bad_request"
handler403 = "factcheck.views.errors.forbidden"
handler404 = "factcheck.views.errors.not_found"
handler500 = "factcheck.views.errors.server_error"
