"""Files that come in -> a text in normal form, and what the file says of itself.

``read`` is the only way in. It opens no network connection and writes nothing. Whatever is more than plain
text is parsed in a process of its own (``isolation``), so that no file can hang or fill the desk. There is
one module per format, named in ``formats``; offsets of annotations point into the text they return, and
each module's docstring says what of its format is stored.
"""

from pathlib import PurePath

from annotations.errors import UnreadableText
from annotations.sources import plain
from annotations.sources.formats import ENDINGS, FORMATS, MAX_FILE_BYTES, recognise
from annotations.sources.isolation import extract_apart
from annotations.sources.source import Guess, Source, tidy

__all__ = ["ENDINGS", "FORMATS", "MAX_FILE_BYTES", "Guess", "Source", "UnreadableText", "read"]


def read(name: str, raw: bytes) -> Source:
    """Read one file; ``name`` is its name, with or without folders, and may be empty.

    The format is told by the ending and the content, which must agree. Where the file names no title, the
    file name without its ending is the working title. Raises UnreadableText, with one sentence for the
    person, if any of it cannot be read: a Source is whole.
    """
    file_name = PurePath(name.replace("\\", "/"))
    form = recognise(file_name.suffix.lower(), raw)
    source = plain.extract(raw) if form.module == "plain" else extract_apart(form, raw)
    if source.title.value:
        return source
    return Source(source.decoded, Guess(tidy("title", file_name.stem), "file"), source.details)
