"""The contrast between colours, measured on the token file (WCAG 2; hex as rendered)."""

import re
from math import cos, radians, sin
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "src/mandat/web/static/mandat/css"
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\);")


def srgb(oklch: str) -> tuple[float, float, float]:
    light, chroma, hue = (float(part) for part in oklch.split())
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    assert all(-0.001 <= c <= 1.001 for c in linear), f"{oklch} lies outside sRGB"
    curved = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear)
    red, green, blue = (round(min(max(c, 0), 1) * 255) / 255 for c in curved)
    return red, green, blue


def luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


TOKENS = {
    name: (luminance(srgb(light)), luminance(srgb(dark)))
    for name, light, dark in PAIR.findall((CSS / "tokens.css").read_text())
}


def contrast(one: str, other: str, theme: int) -> float:
    high, low = sorted((TOKENS[one][theme], TOKENS[other][theme]), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("bg", "surface", "sunken", "accent-soft", "warm-soft")
TEXT = [(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in GROUNDS]
TEXT += [("accent", ground) for ground in GROUNDS[:4]]
TEXT += [("warm-ink", ground) for ground in ("bg", "surface", "sunken", "warm-soft")]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-hover"), ("bg", "ink"), ("bg", "warm-ink")]
SHAPES = [("line-strong", ground) for ground in GROUNDS[:4]] + [("accent-mid", "bg")]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("one", "other"), TEXT)
def test_text_can_be_read(one: str, other: str, theme: int):
    assert contrast(one, other, theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("one", "other"), SHAPES)
def test_controls_and_marks_can_be_seen(one: str, other: str, theme: int):
    assert contrast(one, other, theme) >= 3


def test_colours_are_written_only_as_tokens():
    for path in CSS.rglob("*.css"):
        if path.name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-f]{3,8}\b|oklch\(", path.read_text()), path.name


def test_every_token_used_exists():
    text = "\n".join(path.read_text() for path in CSS.rglob("*.css"))
    used = set(re.findall(r"var\(--([\w-]+)", text))
    assert used <= set(re.findall(r"--([\w-]+):", text))
