"""The consensus as JSON: an object that says what it is, with a list of claims."""

import json
from dataclasses import asdict
from typing import TextIO

from factcheck.exports.consensus import ConsensusRow


def write(rows: list[ConsensusRow], to: TextIO) -> None:
    """Write one document. Offsets count code points, end exclusive; null is "not known to you" or "none"."""
    document = {
        "format": "factcheck-desk/consensus",
        "version": 1,
        "offsets": "Unicode code points, end exclusive",
        "claims": [asdict(row) for row in rows],
    }
    json.dump(document, to, ensure_ascii=False, indent=2)
    to.write("\n")
