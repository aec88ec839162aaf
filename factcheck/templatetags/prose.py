"""Rationales and remarks in templates."""

from django import template
from django.utils.safestring import SafeString

from factcheck.models import Remark
from factcheck.prose import as_html

register = template.Library()
register.filter("prose", as_html)


@register.filter
def remark(spoken: Remark) -> SafeString:
    """What somebody said, with the people it mentions marked."""
    return as_html(spoken.words, spoken.mentions.values())
