"""Icons of the lucide package, each drawn once."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: str) -> str:
    """The icon as inline SVG; ``attributes`` (``class="icon"``) stand on its root. A name that is none raises."""
    # Plain strings: the package sets them through an XML tree, which takes no SafeString.
    return _drawn(name, size, **{key: str(value) + "" for key, value in attributes.items()})


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, **attributes: str) -> SafeString:
    # The package copies and serialises a tree for each: half a millisecond, for each claim of a list.
    return SafeString(draw(name, size=size, **attributes))  # nosec B703
