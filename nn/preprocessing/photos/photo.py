"""From a picture file or a photo of paper to a picture that is part of a drawing.

    file → image → contrast of ink → ruled lines out → the digit's pieces
         → its outline, with a pen of usual width
         → on the sheet as the frame will have it, at eight times its scale → Picture

This takes a picture for one digit on plain ground. Where there may be more, or it cannot be told
from pixels alone what is ink, :mod:`nn.preprocessing.photos.views` gives every view that makes
sense, and whoever has a network compares what they say (:mod:`nn.picture_reading`).

Only the front is a photo's own: from the picture to the network's input the way is that of every
drawing (:mod:`nn.preprocessing.pipeline`), so that a photo can be edited with pen and eraser. An
image that is in the frame already passes unchanged.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from nn.arrays import Array
from nn.messages import N_
from nn.preprocessing.photos.finding_ink import ink_mask
from nn.preprocessing.photos.ink_pieces import digit_pieces
from nn.preprocessing.photos.laying_out import laid_out
from nn.preprocessing.photos.paper_ink import grey_pixels, ink_contrast, smooth
from nn.preprocessing.photos.picture_files import ImageError, load_image
from nn.preprocessing.picture_framing import is_framed
from nn.preprocessing.pictures import sheet_picture
from nn.preprocessing.pipeline import network_input
from nn.strokes import Drawing, Picture

__all__ = [
    "ImageError",
    "framed_picture",
    "image_to_input",
    "load_image",
    "no_ink",
    "photo_picture",
]


def image_to_input(image: Image.Image) -> Array:
    """The (28, 28) float32 picture in [0, 1] that the network reads; all zero without ink.

    Any mode and size; dark ink on light ground or light on dark; photos of paper too.
    """
    return network_input(Drawing(picture=_picture(image)))


def photo_picture(image: Image.Image, name: str) -> Picture:
    """The ink of any image as a picture that covers the sheet; its colours and paper are gone.

    ``name`` says in messages which image it is. Raises ImageError where there is no ink.
    """
    picture = _picture(image)
    if picture is None:
        raise no_ink(name)
    return picture


def no_ink(name: str) -> ImageError:
    """The error of an image, called ``name``, in which no ink stands out."""
    return ImageError(
        N_(
            "nn",
            "{0}: expected a digit, dark on light or light on dark; found no ink that stands "
            "out. Try a picture that shows the digit larger or with more contrast.",
        ),
        name,
    )


def framed_picture(grey: Array) -> Picture | None:
    """An image that lies in the frame already, as it is."""
    for pixels in (grey, 255 - grey):
        if is_framed(pixels) and np.median(pixels) == 0:
            return sheet_picture(pixels)
    return None


def _picture(image: Image.Image) -> Picture | None:
    """The ink of an image on the sheet, where the frame will have it; None without ink."""
    grey = grey_pixels(image)
    framed = framed_picture(grey)
    if framed is not None:
        return framed
    contrast = smooth(ink_contrast(grey))
    digit = digit_pieces(ink_mask(contrast), contrast)
    return laid_out(contrast, digit) if digit.any() else None
