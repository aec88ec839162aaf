"""How long the pages that list claims take as the desk grows: ``python -m bench.lists``.

From the request to the last byte over HTTP, by the installed server: the desk, the queue and the list of claims, on a
desk of 1,000 and of 100,000 claims, and an article of 60,000 characters with 1,000 claims. The floor of each is the
same page on the smaller desk; that of the article is the page with all keys, which asks for no claim.
"""

import http.client
import statistics
import time
from urllib.parse import urlsplit

from bench.desk import serving

SMALL, LARGE = 1_000, 100_000
#: Page -> which of the two printed sessions opens it.
PAGES = {"/desk/": 1, "/queue/": 0, "/claims/": 0}
RUNS = 15


def opened(address: str, session: str, path: str) -> list[float]:
    """Seconds for each of so many openings of a page by this person, after two that are not counted."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    times = []
    for _ in range(RUNS + 2):
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    return times[2:]


def line(name: str, times: list[float], floor: float, floor_name: str) -> None:
    middle, most = (1000 * found for found in (statistics.median(times), statistics.quantiles(times, n=20)[-1]))
    print(f"  {name:<40} median {middle:7.1f} ms  p95 {most:7.1f} ms {middle / 1000 / floor:8.2f} × {floor_name}")


def print_lists() -> None:
    """Print the lines of issue 5 on pages."""
    floors: dict[str, float] = {}
    for claims in (SMALL, LARGE):
        with serving(["bench.crowd", str(claims)]) as (address, printed, _):
            sessions = printed.split()
            for path, who in PAGES.items():
                times = opened(address, sessions[who], path)
                floor = floors.setdefault(path, statistics.median(times))
                line(f"{path} with {claims:,} claims", times, floor, f"with {SMALL:,} (at most 1.5)")
    with serving(["bench.filling", "60000", "1000"]) as (address, printed, _):
        article, session = printed.split()
        bare = opened(address, session, "/account/preferences/")
        times = opened(address, session, f"/articles/{article}/")
        line("an article, 60,000 characters, 1,000 claims", times, statistics.median(bare), "the preferences (≤ 50 ms)")


if __name__ == "__main__":
    print_lists()
