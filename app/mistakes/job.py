"""Reading all test images as a background process: the work behind the confusion matrix.

This is the child's side; :class:`app.mistakes.finder.MistakesFinder` is the window's. Like
the training process it imports no Qt, and the network library only inside its functions. It is
given the network's parameters as a block and, where the window holds the images already, those as
another one. What it sends:

    "images"  the test images (N, 28, 28) and their labels (N,), uint8, where it had to find them
    "read"    the probabilities (n, 10) float32 of the next n images
    "data missing", "data refused"
              one sentence: there is no MNIST anywhere, or the file asked for is of no use
    "out of memory"
    "failed"  what it was that went wrong in this program
"""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.jobs.worker_channel import Channel

if TYPE_CHECKING:
    from nn.arrays import Array
    from nn.data.datasets import Dataset
    from nn.reader import Reader

BATCH = 128
"""Images read between two looks at the clock: some 50 ms for the shipped network."""

REPORT_INTERVAL = 0.25
"""Seconds between two reports: a matrix that fills, and a window with little to repaint."""


def read_and_report(
    channel: Channel,
    *,
    architecture: dict[str, Any],
    calibration: dict[str, float],
    data_path: str | None,
    built_in: bool,
    images_given: bool,
    first: int,
) -> None:
    """Read the test images from number ``first`` on and tell the window.

    ``images_given``: all images come as the second block. Otherwise they are the test part of
    MNIST, found as :func:`nn.data.datasets.load_mnist` finds it, or that of the ``built_in``
    digits. Whatever goes wrong is sent; only a mistake in this program also leaves a traceback on
    stderr.
    """
    from threadpoolctl import threadpool_limits

    from nn.data.datasets import DataError, MnistMissingError

    # The other core is for the window, and a BLAS thread that waits for work spins.
    threadpool_limits(limits=1, user_api="blas")
    try:
        reader = _reader(channel, architecture, calibration)
        images = _given(channel) if images_given else _found(channel, data_path, built_in)
        _read(channel, reader, images, first)
    except MnistMissingError as error:
        channel.send({"kind": "data missing", "message": str(error)})
    except DataError as error:
        channel.send({"kind": "data refused", "message": str(error)})
    except MemoryError:
        channel.send({"kind": "out of memory"})
    except (EOFError, ConnectionError):
        raise
    # A mistake of ours: whatever it is, the window has to hear that reading has ended.
    except Exception as error:  # noqa: BLE001
        traceback.print_exc(file=sys.stderr)
        channel.send({"kind": "failed", "message": f"{type(error).__name__}: {error}"})


def _reader(
    channel: Channel, architecture: dict[str, Any], calibration: dict[str, float]
) -> Reader:
    import numpy as np

    from nn.network import Network
    from nn.reader import Calibration, Reader

    parameters = np.frombuffer(channel.block(), np.float32)
    network = Network.from_description(architecture, parameters=parameters)
    return Reader(network, Calibration(**calibration))


def _given(channel: Channel) -> Array:
    import numpy as np

    from nn.preprocessing.pipeline import SIZE

    return np.frombuffer(channel.block(), np.uint8).reshape(-1, SIZE, SIZE)


def _found(channel: Channel, data_path: str | None, built_in: bool) -> Array:
    """The images of the test set, after they and their labels were sent to the window."""
    test = _test_set(data_path, built_in)
    channel.send({"kind": "images", "count": len(test)}, test.images.tobytes() + bytes(test.labels))
    return test.images


def _test_set(data_path: str | None, built_in: bool) -> Dataset:
    from nn.data.datasets import load_mnist
    from nn.synthesis.digits import built_in_data

    if built_in:
        return built_in_data().test
    return load_mnist(None if data_path is None else Path(data_path)).test


def _read(channel: Channel, reader: Reader, images: Array, first: int) -> None:
    """Read batch after batch; report what has gathered, no faster than the window listens."""
    import numpy as np

    from nn.preprocessing.pipeline import normalise_pixels

    gathered: list[Array] = []
    reported = time.monotonic()
    for start in range(first, len(images), BATCH):
        batch = images[start : start + BATCH]
        gathered.append(reader.probabilities(normalise_pixels(batch))[0])
        channel.commands()
        is_last = start + len(batch) == len(images)
        is_due = channel.ready and time.monotonic() - reported >= REPORT_INTERVAL
        if is_last or is_due:
            channel.send({"kind": "read"}, np.concatenate(gathered).tobytes())
            gathered.clear()
            reported = time.monotonic()
