"""Messages as templates and arguments: filled in English, and whole after a trip by pipe."""

from __future__ import annotations

import errno
import os
import pickle

import pytest

from nn.data.digit_data import DataError
from nn.messages import DigitsError, Message, advice, message
from nn.training.batches import BatchSizeError
from nn.training.fine_tuning import TooFewDrawingsError
from nn.training.progress import TrainingDivergedError
from nn.training.settings import TrainingSettings, TrainingSettingsError


def test_an_argument_may_be_a_message_or_an_error() -> None:
    part = message("a damaged file ({0})", "CRC")
    error = DataError("{0}: {1}; {2}", "here", part, DataError("found {0}", 3))
    assert str(error) == "here: a damaged file (CRC); found 3"
    assert error.message.arguments[1] == Message("a damaged file ({0})", ("CRC",))


def settings_error() -> TrainingSettingsError:
    with pytest.raises(TrainingSettingsError) as refused:
        TrainingSettings("mlp", 0.1, 0, 1)
    return refused.value


@pytest.mark.parametrize(
    "error",
    [
        DataError("{0}: no {1}", "path", message("file")),
        BatchSizeError(needed=64, images=3),
        TooFewDrawingsError(drawings=2, digits=1),
        TrainingDivergedError(samples=64, epoch=0.1, learning_rate=7.0, loss=float("inf")),
        settings_error(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_keep_text_and_attributes_on_their_way_to_another_process(
    error: DigitsError,
) -> None:
    received = pickle.loads(pickle.dumps(error))
    assert type(received) is type(error)
    assert str(received) == str(error)
    assert vars(received) == vars(error)


@pytest.mark.parametrize(
    ("number", "helps"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EDQUOT, "Free some space"),
        (errno.EROFS, "allow writing"),
        (errno.EACCES, "allow writing"),
        (errno.EPERM, "allow writing"),
        (errno.EISDIR, "another place or name"),
    ],
)
def test_the_advice_fits_the_reason(number: int, helps: str) -> None:
    told = advice(OSError(number, os.strerror(number)))
    assert helps in told
    assert ("space" in told) == (number in (errno.ENOSPC, errno.EDQUOT))
