"""How much ink lies where on a picture of paper, whatever the light and the colours.

    picture → grey (one channel, the one that shows most) → dark ink on light paper
            → paper's brightness at every place → contrast: 0 for paper, towards 1 for black ink

The paper's brightness is the picture without what is darker and narrower than a hand's breadth of
it: a grey closing (Serra 1982), which follows lamps, vignettes and the edges of shadows alike.
Ink takes away a share of the light, so the contrast is a ratio and the same in a shadow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import methodcaller

import numpy as np
from PIL import ExifTags, Image, ImageOps
from scipy import ndimage

from nn.arrays import Array

_UNDECIDED = 0.6
"""Skewness too small to tell ink from ground."""

_TWO_TONES = 0.35
"""Standard deviation, as a share of the range, of a picture that is half ink; an evenly falling
light has 0.29."""

WORKING_SIZE = 900
"""Larger side to which bigger pictures are reduced: a digit of a twentieth of it still has 45
pixels."""

_STRIP = 1 << 20
"""Pixels, about, that are converted at a time: converted whole, a large picture would take many
times the memory that it has."""

_PAPER_SIZE = 256
"""Larger side at which the paper's brightness is found."""

_WIDEST_STROKE = 0.35
"""Share of the picture's larger side that is wider than any stroke of the pen."""

_STEEPEST_LIGHT = 1.5
"""How far brightness may fall over the picture's larger side without ink."""

_DARKEST_PAPER = 0.08
"""Paper darker than this share of white counts as this dark, lest its noise becomes ink."""


def reduction(image: Image.Image) -> int:
    """How many pixels of an image's side become one of its working size."""
    return -(-max(image.size) // WORKING_SIZE)


def grey_pixels(image: Image.Image) -> Array:
    """The picture as (H, W) uint8, at most :data:`WORKING_SIZE` on its larger side.

    Turned upright as EXIF says. Of three colours the one with the most contrast is taken: a
    yellow pen on white paper shows in blue alone. Transparency shows what best sets off the rest.
    """
    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        image = ImageOps.exif_transpose(image)
    factor = reduction(image)
    plain = _in_plain_colours(image, factor)
    strips = [np.asarray(plain(strip).reduce(factor)) for strip in _strips(image, factor)]
    pixels = np.concatenate(strips)
    if pixels.ndim == 2:
        return pixels
    return np.ascontiguousarray(pixels[..., pixels.std(axis=(0, 1)).argmax()])


def plain_colours(image: Image.Image) -> Image.Image:
    """The picture as opaque RGB, upright and of working size, as :func:`grey_pixels` sees it."""
    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        image = ImageOps.exif_transpose(image)
    factor = reduction(image)
    plain = _in_plain_colours(image, factor)
    strips = [plain(strip).reduce(factor).convert("RGB") for strip in _strips(image, factor)]
    whole = Image.new("RGB", (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def ink_is_dark(grey: Array) -> bool:
    """Whether the ink on a grey picture is darker than its ground; True where there is none.

    Ink is what is rarer: of the deviations from the mean around each place, the skewness points
    to it. Noise has none, and slow changes of the light do not deviate. Where ink and ground are
    as much (a picture cut close to a digit), the ground is what lies at the picture's edge.
    """
    light = _resized(grey.astype(np.float32), _PAPER_SIZE)
    deviation = light - ndimage.gaussian_filter(light, max(light.shape) / 8, mode="reflect")
    skewness = float((deviation**3).mean() / max(float(deviation.std()) ** 3, 1e-6))
    low, high = float(light.min()), float(light.max())
    two_tones = float(light.std()) > _TWO_TONES * (high - low)
    if abs(skewness) > _UNDECIDED or not two_tones:
        return skewness <= _UNDECIDED
    edge = np.concatenate([light[0], light[-1], light[:, 0], light[:, -1]])
    return float(np.median(edge)) >= (low + high) / 2


def ink_contrast(grey: Array) -> Array:
    """The share of the paper's light that ink takes away, (H, W) float32, at most 1.

    ``grey`` is (H, W) uint8. Paper is near 0 but for noise, on either side of it.
    """
    light = grey.astype(np.float32) / 255
    if not ink_is_dark(grey):
        light = 1 - light
    return 1 - light / np.maximum(_paper_brightness(light), _DARKEST_PAPER)


def smooth(contrast: Array) -> Array:
    """The contrast without the finest grain: blurred by a pixel for a picture of working size."""
    sigma = max(contrast.shape) / WORKING_SIZE
    return ndimage.gaussian_filter(contrast, sigma) if sigma > 0.25 else contrast


def paper_noise(contrast: Array) -> tuple[float, float]:
    """The contrast of blank paper and its standard deviation.

    Both come from the lowest fifth, which is paper even where ink covers half of the picture:
    between its 5th and 20th percentile a normal distribution has 0.8 standard deviations, and 1.0
    where only half of the values belong to it.
    """
    low, high = np.quantile(contrast, [0.05, 0.2])
    noise = float(high - low) / 0.8
    return float(high) + 0.84 * noise, noise


def _paper_brightness(light: Array) -> Array:
    """The closing of (H, W) brightness, done so that the picture's edge is no exception.

    At the edge there are two answers. If the picture went on as dark as it likes, paper that
    grows darker towards the edge is followed exactly, but ink along the edge passes for paper;
    if it went on as it ends, it is the other way round. The truth is told by steepness: light
    falls slowly, and ink begins at once.
    """
    small = _resized(light, _PAPER_SIZE)
    window = max(int(_WIDEST_STROKE * max(small.shape)), 3)
    square = (window, window)
    high = ndimage.grey_closing(small, size=square, mode="nearest")
    low = ndimage.grey_closing(np.pad(small, window), size=square)[window:-window, window:-window]
    steepest = _STEEPEST_LIGHT / max(small.shape)
    inwards = np.maximum(
        _falling_to_edge(low, steepest, window), _falling_to_edge(low.T, steepest, window).T
    )
    return _resized_to(np.minimum(high, inwards), light.shape)


def _falling_to_edge(values: Array, step: float, window: int) -> Array:
    """(H, W) values raised so that towards the first and last row they fall by at most ``step``.

    The rows farther than half a window from both are left as they are.
    """
    slope = step * np.arange(len(values), dtype=np.float32)[:, None]
    downward = np.maximum.accumulate(values + slope) - slope
    upward = np.maximum.accumulate((values - slope)[::-1])[::-1] + slope
    edge = window // 2 + 1
    raised = np.maximum(downward, upward)
    raised[edge:-edge] = values[edge:-edge]
    return np.asarray(raised)


def _strips(image: Image.Image, factor: int) -> Iterator[Image.Image]:
    """The picture from top to bottom; all but the last have a multiple of ``factor`` rows."""
    rows = factor * max(_STRIP // (factor * image.width), 1)
    for top in range(0, image.height, rows):
        yield image.crop((0, top, image.width, min(top + rows, image.height)))


def _in_plain_colours(image: Image.Image, factor: int) -> Callable[[Image.Image], Image.Image]:
    """What makes grey or opaque RGB of any strip of the picture."""
    if image.mode.startswith(("I", "F")):
        return partial(_eight_bits, span=_span(_strips(image, factor)))
    if image.has_transparency_data:
        return partial(_on_ground, ground=_ground(_strips(image, factor)))
    return methodcaller("convert", "L" if image.mode in ("L", "1") else "RGB")


def _span(strips: Iterable[Image.Image]) -> tuple[float, float]:
    """The lowest and the highest number in a picture; (0, 0) where there is none."""
    ends = []
    for strip in strips:
        values = np.asarray(strip)
        numbers = values if strip.mode != "F" else values[np.isfinite(values)]
        if numbers.size:
            ends += [float(numbers.min()), float(numbers.max())]
    return min(ends, default=0.0), max(ends, default=0.0)


def _eight_bits(image: Image.Image, span: tuple[float, float]) -> Image.Image:
    """Integers or floats, those of ``span`` stretched to 0…255; what is no number is lowest."""
    low, high = span
    # Some numbers that are none complain when they are converted.
    with np.errstate(invalid="ignore"):
        values = np.asarray(image, np.float64)
    if image.mode == "F":
        values = np.nan_to_num(values, nan=low, posinf=high, neginf=low)
    scaled = (values - low) * (255 / (high - low)) if high > low else np.zeros_like(values)
    return Image.fromarray(np.rint(scaled).astype(np.uint8))


def _ground(strips: Iterable[Image.Image]) -> tuple[int, ...]:
    """What to put behind transparency: the picture's own colour where most of it is opaque, else
    what contrasts with it."""
    visible, every = np.zeros((3, 256), int), np.zeros((3, 256), int)
    for strip in strips:
        colours = strip.convert("RGBA")
        opaque = colours.getchannel("A").point([0] * 128 + [255] * 128)
        every += np.reshape(colours.histogram()[: 3 * 256], (3, 256))
        visible += np.reshape(colours.histogram(opaque)[: 3 * 256], (3, 256))
    if 2 * visible.sum() > every.sum():
        return tuple(_median(tones) for tones in visible)
    tones = (visible if visible.any() else every).sum(axis=0)
    return (0, 0, 0) if tones @ np.arange(256) > 127 * tones.sum() else (255, 255, 255)


def _median(tones: Array) -> int:
    """The median of tones that are counted, (256,), rounded down."""
    count = int(tones.sum())
    middle = np.searchsorted(tones.cumsum(), [(count - 1) // 2, count // 2], side="right")
    return int(middle.sum()) // 2


def _on_ground(image: Image.Image, ground: tuple[int, ...]) -> Image.Image:
    flat = Image.new("RGBA", image.size, (*ground, 255))
    flat.alpha_composite(image.convert("RGBA"))
    return flat.convert("RGB")


def _resized(values: Array, size: int) -> Array:
    """(H, W) float32 whose larger side is at most ``size``, reduced by averaging."""
    larger = max(values.shape)
    if larger <= size:
        return values
    shape = tuple(max(round(side * size / larger), 1) for side in values.shape)
    return _resized_to(values, shape)


def _resized_to(values: Array, shape: tuple[int, ...]) -> Array:
    image = Image.fromarray(values).resize((shape[1], shape[0]), Image.Resampling.BILINEAR)
    return np.asarray(image)
