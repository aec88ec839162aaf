"""What leaves the house. A format is one module and one line in this list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from factcheck.exports import consensus_csv, consensus_json
from factcheck.exports.consensus import ConsensusRow


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write the consensus down."""

    name: str
    content_type: str
    write: Callable[[list[ConsensusRow], TextIO], None]


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", consensus_csv.write),
    "json": Format("json", "application/json", consensus_json.write),
}
