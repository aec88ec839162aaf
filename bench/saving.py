"""How fast the installed server takes verdicts: ``python -m bench.saving``.

Each is a whole verdict over HTTP, as a form without script sends it: signed in, checked, with evidence, history,
consensus and first answer, until the answer has come. First one client alone, then eight at once, each a reviewer of
their own on claims of their own turn. The floor is a bare view of the same server that inserts one row,
before it or by as many clients; the same for somebody who is signed in tells what that takes. Processor time is the
server's, with its workers.
"""

import argparse
import http.client
import json
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from bench.desk import serving

CLIENTS = 8
#: What the peers took for one bare span: median and 95th percentile alone; a second with eight clients, and its p95.
PEERS = "peers: 14.8 ms (p95 19) and 57 ms (78); with eight clients 101 and 20 a second (p95 118 and 597 ms)"
TOKEN = "x" * 32
TICKS = os.sysconf("SC_CLK_TCK")


class Reviewer:
    """One connection that stays open, of somebody who is signed in."""

    def __init__(self, address: str, session: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc)
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def answer(self, claim: int, version: str) -> float:
        """Seconds until a verdict on this claim is saved."""
        fields = {
            "key": uuid4().hex,
            "version": version,
            "own": "",
            "answer": "verified",
            "rationale": "The gauge was read twice that night, and the book says so.",
            "evidence-TOTAL_FORMS": "1",
            "evidence-INITIAL_FORMS": "0",
            "evidence-0-stance": "supports",
            "evidence-0-citation": "The gauge book, page 12",
        }
        return self.sent(f"/claims/{claim}/answer/", urlencode(fields), 302)

    def insert(self) -> float:
        """Seconds until the bare view has inserted its row."""
        return self.sent("/bare/", "", 200)

    def insert_as_member(self) -> float:
        """Seconds until the bare view for members has."""
        return self.sent("/bare/member/", "", 200)

    def got(self, path: str) -> float:
        """Seconds until this page has come."""
        return self.sent(path, "", 200, method="GET")

    def sent(self, path: str, body: str, expected: int, method: str = "POST") -> float:
        began = time.perf_counter()
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        said = answer.read()
        took = time.perf_counter() - began
        if answer.status != expected:
            raise RuntimeError(f"{path}: {answer.status} {said[:300]!r}")
        return took


def processor(pid: int) -> float:
    """Seconds of processor time of a process and those it started."""
    used = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid or int(fields[1]) == pid:
            used += (int(fields[11]) + int(fields[12])) / TICKS
    return used


def resident(pid: int) -> float:
    """Megabytes that a process and those it started hold, each page that several share counted once."""
    held = 0
    for rollup in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            parent = int((rollup.parent / "stat").read_text().rpartition(")")[2].split()[1])
            if pid in (int(rollup.parent.name), parent):
                held += sum(int(line.split()[1]) for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
        except OSError:
            continue
    return held / 1000


def at_once(clients: int, work: Callable[[int], list[float]]) -> tuple[list[float], float]:
    """What each client measured, in one list, and the seconds that all of it took."""
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        times = [one for each in pool.map(work, range(clients)) for one in each]
    return times, time.perf_counter() - began


def line(name: str, times: list[float], rate: float, floor: float = 0, used: float = 0) -> None:
    middle, most = (1000 * found for found in (statistics.median(times), statistics.quantiles(times, n=20)[-1]))
    ratio = f"{statistics.median(times) / floor:8.1f} × the bare view" if floor else ""
    per = f"{len(times) / used:8.0f} a CPU-second" if used else ""
    print(f"  {name:<34} p50 {middle:6.1f} ms  p95 {most:6.1f} ms {rate:8.0f} a second{per}{ratio}")


def print_saving(rounds: int = 60, workers: int = 1) -> None:
    """Print the lines of issue 5."""
    fill = ["bench.answering", str(CLIENTS + 1), str(rounds)]
    with serving(fill, settings="bench.bare_settings", workers=workers) as (address, printed, pid):
        desk = json.loads(printed)
        claims = [(int(number), str(version)) for number, version in desk["claims"]]
        first, *others = [Reviewer(address, session) for session in desk["sessions"]]
        for number in range(10):
            first.insert()
            first.answer(*claims[number])
        idle = resident(pid)
        least = [first.insert() for _ in claims[10:]]
        signed_in = [first.insert_as_member() for _ in claims[10:]]
        began = processor(pid)
        alone = [first.answer(*claim) for claim in claims[10:]]
        used = processor(pid) - began
        print(f"a verdict saved over HTTP, {workers} worker(s), {rounds} claims; {PEERS}")
        line("bare view, one client", least, 1 / statistics.mean(least))
        line("the same, signed in", signed_in, 1 / statistics.mean(signed_in), statistics.median(least))
        line("a verdict, one client", alone, 1 / statistics.mean(alone), statistics.median(least), used)
        bare, bare_took = at_once(CLIENTS, lambda number: [others[number].insert() for _ in claims])
        began = processor(pid)
        # Each begins elsewhere, so that they meet on different claims.
        several, took = at_once(
            CLIENTS, lambda number: [others[number].answer(*claims[(7 * number + at) % rounds]) for at in range(rounds)]
        )
        used = processor(pid) - began
        line(f"bare view, {CLIENTS} clients", bare, len(bare) / bare_took)
        line(f"a verdict, {CLIENTS} clients", several, len(several) / took, statistics.median(bare), used)
        print(f"  memory of the server with its {workers} worker(s), after 20 requests: {idle:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=print_saving.__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    print_saving(options.rounds, options.workers)


if __name__ == "__main__":
    main()
