"""How long something takes, beside something that it cannot be faster than."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

Work = Callable[[], object]


class Taken(NamedTuple):
    """Medians in seconds: by the clock, and of this process on a processor, which neighbours disturb less."""

    wall: float
    processor: float


def medians(*works: Work, runs: int = 9) -> list[Taken]:
    """Do each so many times by turns, after one time that is not counted: what slows the machine slows all."""
    for work in works:
        work()
    times: list[list[Taken]] = [[] for _ in works]
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            taken.append(once(work))
    return [Taken(*map(statistics.median, zip(*taken, strict=True))) for taken in times]


def once(work: Work) -> Taken:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def row(what: str, took: Taken, floor: Taken, floor_name: str, *, by_clock: bool = False) -> None:
    """Print one line. The ratio is that of processor times, or of clock times where others work: a browser, a disk."""
    times = f"{took.wall * 1000:10.2f} ms {took.processor * 1000:10.2f} ms"
    most, least = (took.wall, floor.wall) if by_clock else (took.processor, floor.processor)
    print(f"{what:<54}{times} {most / least:10.1f} × {floor_name} ({least * 1000:.3f} ms)")


def compare(what: str, work: Work, floor: Work, floor_name: str, *, runs: int = 9, by_clock: bool = False) -> None:
    """Time both and print the line."""
    took, least = medians(work, floor, runs=runs)
    row(what, took, least, floor_name, by_clock=by_clock)


def head() -> None:
    print(f"{'':<54}{'clock':>13} {'processor':>13} {'ratio':>10}   floor")
