"""The consensus as CSV: RFC 4180, UTF-8, one row per claim, occurrences as JSON in one cell."""

import csv
import json
from dataclasses import asdict, fields
from typing import Any, TextIO

from factcheck.exports.consensus import ConsensusRow

#: A cell that begins with one of these would be run as a formula by a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(rows: list[ConsensusRow], to: TextIO) -> None:
    """Write a header and the rows. A text that would start a formula gets an apostrophe before it."""
    names = [field.name for field in fields(ConsensusRow)]
    out = csv.writer(to, lineterminator="\r\n")
    out.writerow(names)
    for row in rows:
        out.writerow([_cell(getattr(row, name)) for name in names])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps([asdict(one) for one in value], ensure_ascii=False)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
