"""Correct an article, and settle a passage that a correction left in doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core import signing

from annotations.errors import UnreadableText
from annotations.models import Article, Revision
from annotations.sources import ENDINGS, read
from annotations.text import Decoded, decode, digest, fold_newlines
from factcheck.forms.base import KeyedForm

_SALT = "factcheck.correction"
REASON_HELP = "Who corrected it, and where."


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person looked at: the text as it came in, and the number of the revision it was compared with."""

    decoded: Decoded
    number: int


class ReviseForm(KeyedForm):
    """The corrected text, pasted or as one file of any format that is taken in, and why.

    A file goes before the text, which starts as what is there now. The reason is asked for when it is saved, not
    to see what the text would change. Between the preview and saving, the text travels in the form. ``preview`` is
    signed: it says of which text and revision the person saw the preview, and how the file's bytes were read.
    """

    text = forms.CharField(
        required=False, strip=False, label="Corrected text", widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"})
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text="A file goes before the text above.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    reason = forms.CharField(
        max_length=1_000,
        required=False,
        label="Why",
        help_text=REASON_HELP,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    preview = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the one text that was sent into ``decoded``."""
        data = self.cleaned_data
        if self.errors.keys() & {"text", "file"}:
            return data
        if not (data.get("text") or data.get("file")):
            self.add_error("text", "Paste the corrected text.")
            return data
        file = data.get("file")
        try:
            data["decoded"] = (
                read(file.name, file.read()).decoded if file else decode(data["text"].encode("utf-8", "surrogatepass"))
            )
        except UnreadableText as problem:
            self.add_error("file" if data.get("file") else "text", str(problem))
        return data

    def seen(self, article: Article) -> Seen | None:
        """What the person saw the preview of; None if it was another text or none."""
        decoded: Decoded = self.cleaned_data["decoded"]
        try:
            pk, number, sha256, *origin = signing.loads(self.cleaned_data["preview"], salt=_SALT)
        except signing.BadSignature:
            return None
        if (pk, sha256) != (article.pk, digest(decoded.text)):
            return None
        encoding, guessed, raw = origin
        return Seen(replace(decoded, encoding=encoding, guessed=guessed, sha256=raw), number)

    def for_saving(self, revision: Revision, decoded: Decoded) -> ReviseForm:
        """The form under a preview made against this revision: the text in it, and a fresh key."""
        seen = [revision.article_id, revision.number, digest(decoded.text)]
        origin = [decoded.encoding, decoded.guessed, decoded.sha256]
        token = signing.dumps([*seen, *origin], salt=_SALT)
        return ReviseForm(
            initial={"text": decoded.text, "reason": self.cleaned_data.get("reason", ""), "preview": token}
        )


class SaveForm(KeyedForm):
    """Why the text changes, under the preview of a large correction. The text is in the draft.

    ``seen`` is the draft's attempt that the preview is of.
    """

    reason = forms.CharField(
        max_length=1_000, label="Why", help_text=REASON_HELP, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.UUIDField(widget=forms.HiddenInput)


class SettleForm(KeyedForm):
    """What becomes of one passage: a place with its words, words to be looked for, or nothing."""

    anchor = forms.IntegerField(min_value=1)
    seen = forms.CharField(max_length=40)
    do = forms.ChoiceField(choices=[(name, name) for name in ("confirm", "place", "leave")])
    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=1, required=False)
    quote = forms.CharField(required=False, strip=False)
    words = forms.CharField(required=False, strip=False, max_length=20_000, label="Exact words")

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        data = self.cleaned_data
        data["quote"], data["words"] = fold_newlines(data.get("quote", "")), fold_newlines(data.get("words", ""))
        if data.get("do") == "confirm" and (data.get("start") is None or data.get("end") is None or not data["quote"]):
            raise forms.ValidationError("There is no place to confirm. Paste the exact words instead.")
        if data.get("do") == "place" and not data["words"].strip():
            self.add_error("words", "Paste the words exactly as they stand in the new text.")
        return data
