"""The queue of one reviewer with few and with very many claims at the desk: ``python -m bench.queue``.

The list, and drawing the next one, over HTTP on the installed server. Fifty claims wait for the reviewer both times,
who has answered a sixth of all others.
"""

import statistics

from bench.desk import serving
from bench.saving import Reviewer

FEW, MANY = 1_000, 100_000
RUNS = 40


def times(claims: int) -> tuple[float, float, int]:
    """Median seconds of the list and of a draw, and how many queries the list takes."""
    with serving(["bench.pool", str(claims)]) as (address, printed, _):
        session, queries = printed.split()
        bo = Reviewer(address, session)
        listed = [bo.got("/queue/") for _ in range(RUNS)]
        drawn = [bo.sent("/queue/next/", "pool=1", 302) for _ in range(RUNS)]
        return statistics.median(listed[3:]), statistics.median(drawn[3:]), int(queries)


def print_queue() -> None:
    """Print the two lines of issue 5: at most 1.5 times slower, and as many queries."""
    (few, few_drawn, few_queries), (many, many_drawn, many_queries) = times(FEW), times(MANY)
    print(f"the queue of somebody with 50 claims, at a desk of {FEW:,} and of {MANY:,} claims in work")
    for name, one, other in (("the list", few, many), ("a draw from the pool", few_drawn, many_drawn)):
        print(f"  {name:<34} {1000 * one:6.1f} ms and {1000 * other:6.1f} ms {other / one:8.2f} × the smaller desk")
    print(f"  {'queries of the list':<34} {few_queries} and {many_queries}")


if __name__ == "__main__":
    print_queue()
