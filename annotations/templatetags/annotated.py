"""An annotated text in a template, built as strings: a loop over its paragraphs takes several times as long."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from annotations.rendering import Paragraph, elements

register = template.Library()


@register.simple_tag
def annotated(paragraphs: Iterable[Paragraph], attributes: str = "") -> SafeString:
    """The ``<p>`` elements of these paragraphs, each with the given attributes as well, as they are written."""
    return elements(paragraphs, attributes)
