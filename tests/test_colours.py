"""The colours of the stylesheet, light and dark: as WCAG asks, what is read has 4.5 to 1, what is only seen 3 to 1."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "factcheck/static/factcheck/desk.css").read_text(encoding="utf-8")
TOKENS = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", CSS)}
SCHEMES = {"light": 0, "dark": 1}
RATINGS = ("verified", "disputed", "unverified")
TONES = (*RATINGS, "open", "neutral")

Colour = tuple[float, ...]


def colour(name: str, scheme: str) -> Colour:
    """Red, green and blue, 0 to 1."""
    digits = TOKENS[name][SCHEMES[scheme]].removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def laid_over(top: Colour, below: Colour, share: float) -> Colour:
    """What ``color-mix(in srgb, top share, transparent)`` looks like on what is below."""
    return tuple(share * one + (1 - share) * other for one, other in zip(top, below, strict=True))


def luminance(of: Colour) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def grounds() -> dict[str, tuple[str, float]]:
    """Every ground that is a colour laid thinly over the paper: where it stands, the colour and its share."""
    thin = r"(?:background|background-color|--ground):[^;]*?var\(--(\w+)\) (\d+)%, (?:transparent|#0000|var\(--paper)"
    return {
        f"line {number}": (name, int(share) / 100)
        for number, line in enumerate(CSS.splitlines(), 1)
        for name, share in re.findall(thin, line)
    }


def test_contrast_is_computed_as_the_standard_has_it():
    assert contrast((0, 0, 0), (1, 1, 1)) == 21
    grey = (0x76 / 255,) * 3
    assert round(contrast(grey, (1, 1, 1)), 2) == 4.54


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_can_be_read(scheme):
    pairs = [*product(("ink", "quiet", "accent", *RATINGS), ("paper", "wash")), ("on-accent", "accent")]
    pairs += [("open", "paper"), ("neutral", "paper"), ("paper", "ink")]
    faint = {pair: contrast(*(colour(name, scheme) for name in pair)) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_can_be_read_on_every_thin_ground(scheme):
    laid = {
        at: laid_over(colour(name, scheme), colour("paper", scheme), share) for at, (name, share) in grounds().items()
    }
    assert len(laid) >= 8
    faint = {at: contrast(colour("ink", scheme), ground) for at, ground in laid.items()}
    assert {at: round(ratio, 2) for at, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_edges_and_the_focus_can_be_seen(scheme):
    pairs = [*product(("edge", "focus", *TONES), ("paper", "wash"))]
    faint = {pair: contrast(*(colour(name, scheme) for name in pair)) for pair in pairs}
    paper = colour("paper", scheme)
    for tone in RATINGS:  # its line under a passage that is approved and open: 17 % is the strongest ground
        faint[tone, "its ground"] = contrast(colour(tone, scheme), laid_over(colour(tone, scheme), paper, 0.17))
    assert {pair: round(ratio, 2) for pair, ratio in faint.items() if ratio < 3} == {}


def test_each_rating_has_a_line_of_its_own_shape():
    """Where there are no colours, the pictures and their sizes still differ."""
    shapes = {tone: re.search(rf"--line-{tone}: (.*?);", CSS)[1].replace(f"--{tone}", "") for tone in TONES}
    sizes = {tone: re.search(rf"--size-{tone}: (.*?);", CSS)[1] for tone in TONES}
    assert len(set(zip(shapes.values(), sizes.values(), strict=True))) == len(TONES)
