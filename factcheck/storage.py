"""How static files are served: compressed, under names with their hash."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = (r"""(?P<matched>from ["'](?P<url>\.\.?/[^"']+)["'])""", 'from "%(url)s"')


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """The desk's modules import each other by their hashed names too.

    By its plain name the browser would take one for another module than the page has loaded, and run it twice.
    Django's own way to do this trips over modules of others.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("annotations/*.js", (_IMPORT,)),
        ("factcheck/*.js", (_IMPORT,)),
    )
