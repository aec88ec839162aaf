"""How static files are served: compressed, under names with their hash, the desk's modules without their comments."""

from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = (r"""(?P<matched>from ["'](?P<url>\.\.?/[^"']+)["'])""", 'from "%(url)s"')
_OWN = ("annotations/", "factcheck/")


def slim(module: bytes) -> bytes:
    """The module without indents and without the lines that are comments: a quarter of what goes over the wire.

    No text of a module may stretch over several lines; a test sees to it.
    """
    lines = (line.strip() for line in module.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//")) + b"\n"


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """The desk's modules import each other by their hashed names too.

    By its plain name the browser would take one for another module than the page has loaded, and run it twice.
    Django's own way to do this trips over modules of others.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((f"{place}*.js", (_IMPORT,)) for place in _OWN),
    )

    def _save(self, name: str, content: Any) -> str:
        """Slim what is the desk's own; slimming twice changes nothing."""
        if name.startswith(_OWN) and name.endswith(".js"):
            content = ContentFile(slim(b"".join(content.chunks())))
        saved: str = super()._save(name, content)
        return saved
