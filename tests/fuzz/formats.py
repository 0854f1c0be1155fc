"""Every format that is read: its samples, the nonsense made of them, and the door it comes by.

A case is a format and a seed: the two decide every byte of the file that is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.fuzz import nonsense, readers, samples
from tests.fuzz.mutations import damaged
from tests.fuzz.samples import Sample

Rng = np.random.Generator


@dataclass(frozen=True)
class Format:
    """``makes`` gives absurd but well-formed content, ``read`` goes through the door.

    ``share`` of the cases are such content, the others damage. A format that is ``refused`` has
    no sample that is read.
    """

    samples: Callable[[], tuple[Sample, ...]]
    makes: Callable[[Rng, bytes], bytes]
    read: Callable[[Path], None]
    share: float = 0.6
    refused: bool = False

    def case(self, name: str, seed: int) -> Sample:
        """The file of a seed, the same on every machine."""
        rng = np.random.default_rng([zlib.crc32(name.encode()), seed])
        found = self.samples()
        path, content = found[rng.integers(len(found))]
        if rng.random() < self.share:
            return path, self.makes(rng, content)
        return path, damaged(rng, content, found[rng.integers(len(found))][1])


def _pictures(kind: str) -> Format:
    makes = nonsense.png if kind == "png" else nonsense.picture
    return Format(lambda: samples.pictures(kind), makes, readers.read_picture)


FORMATS = {
    **{kind: _pictures(kind) for kind in samples.PICTURES},
    "foreign": Format(
        samples.foreign_pictures, nonsense.picture, readers.read_picture, share=0.3, refused=True
    ),
    "mnist": Format(samples.mnist, nonsense.arrays, readers.read_digits, share=0.8),
    "idx": Format(samples.idx, nonsense.idx, readers.read_idx),
    "table": Format(samples.tables, nonsense.table, readers.read_digits),
    "arrays": Format(samples.array_pairs, nonsense.arrays, readers.read_digits, share=0.8),
    "named_idx": Format(samples.named_idx, nonsense.idx, readers.read_named_idx),
    "picture_folder": Format(
        lambda: samples.pictures("png"), nonsense.png, readers.read_picture_folder
    ),
    "quickdraw": Format(samples.quickdraw, nonsense.quickdraw, readers.read_strokes),
    "strokes": Format(samples.strokes, nonsense.arrays, readers.read_strokes, share=0.8),
    "model": Format(samples.models, nonsense.model, readers.read_model, share=0.8),
    "own": Format(samples.models, nonsense.model, readers.read_own_network, share=0.8),
    "runs": Format(samples.runs, nonsense.model, readers.read_runs, share=0.8),
    "recipe": Format(samples.recipes, nonsense.recipe, readers.read_recipe),
    "checkpoint": Format(
        samples.checkpoints, nonsense.checkpoint_of_training, readers.read_checkpoint, share=0.8
    ),
    "settings": Format(samples.settings, nonsense.settings, readers.read_settings),
    "library": Format(samples.libraries, nonsense.library, readers.read_library),
    "keras": Format(samples.keras_models, nonsense.keras, readers.read_model, share=0.8),
    "onnx": Format(samples.onnx_models, nonsense.onnx, readers.read_model),
    "safetensors": Format(samples.safetensors, nonsense.safetensors, readers.read_model),
}
