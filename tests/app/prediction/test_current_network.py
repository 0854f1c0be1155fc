from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.prediction.current_network import CurrentNetwork
from app.prediction.model_store import ModelStore
from app.prediction.recognizer import Recognizer
from app.settings import Settings
from nn.model_file import Model
from nn.network import Network
from nn.reader import Reader


@pytest.fixture
def recognizer(qtbot: QtBot) -> Recognizer:
    return Recognizer()


@pytest.fixture
def current(recognizer: Recognizer, shipped: Path) -> CurrentNetwork:
    current = CurrentNetwork(recognizer, ModelStore(Settings()))
    current.load()
    return current


def in_use(recognizer: Recognizer) -> Network:
    assert recognizer.reader is not None
    return recognizer.reader.network


def in_training(model: Model, validation_accuracy: float | None = 0.5) -> Model:
    """A network on its way, with other weights than the model's."""
    network = model.network.with_parameters(model.network.parameters * np.float32(0.5))
    return Model(network, "mlp", {"validation_accuracy": validation_accuracy})


def test_the_network_in_training_answers(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    progress = in_training(small_model)
    current.follow(progress)
    assert in_use(recognizer) is progress.network


def test_centring_is_switched_for_every_network_that_answers(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    told: list[Reader] = []
    current.reader_changed.connect(told.append)
    first = in_use(recognizer)
    current.set_centring(False)
    assert recognizer.reader is not None
    assert recognizer.reader is told[-1]
    assert recognizer.reader.network is first
    assert not recognizer.reader.centred
    current.follow(in_training(small_model))
    assert not recognizer.reader.centred
    current.set_centring(True)
    assert recognizer.reader.centred
    current.go_back()
    assert recognizer.reader.centred


def test_a_finished_network_answers_and_is_there_at_the_next_start(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    model = Model(in_training(small_model).network, "mlp", {"validation_accuracy": 0.98})
    current.take_finished(model)
    assert in_use(recognizer) is model.network
    assert current.is_own
    again = ModelStore(Settings()).load().model
    assert again is not None
    assert np.array_equal(again.network.parameters, model.network.parameters)


def test_a_stopped_training_leaves_the_earlier_network_and_can_be_kept(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model, qtbot: QtBot
) -> None:
    earlier = in_use(recognizer)
    progress = in_training(small_model)
    current.follow(progress)
    with qtbot.waitSignal(current.offered) as offer:
        current.take_stopped(progress)
    assert "50.0\u00a0%" in offer.args[0]
    assert in_use(recognizer) is earlier
    assert not current.has_own
    current.keep_stopped()
    assert in_use(recognizer) is progress.network
    assert current.has_own


@pytest.mark.parametrize("validated", [True, False])
def test_a_training_stopped_too_early_offers_nothing(
    current: CurrentNetwork,
    recognizer: Recognizer,
    small_model: Model,
    qtbot: QtBot,
    validated: bool,
) -> None:
    earlier = in_use(recognizer)
    current.follow(in_training(small_model))
    with qtbot.assertNotEmitted(current.offered):
        current.take_stopped(None if validated else in_training(small_model, None))
    assert in_use(recognizer) is earlier


def test_a_network_that_has_learned_nothing_takes_no_others_place(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model, qtbot: QtBot
) -> None:
    earlier = in_use(recognizer)
    model = Model(in_training(small_model).network, "mlp", {"validation_accuracy": 0.11})
    with qtbot.waitSignal(current.offered) as offer:
        current.take_finished(model)
    assert "11.0\u00a0%" in offer.args[0]
    assert in_use(recognizer) is earlier
    assert not current.has_own
    current.keep_stopped()
    assert in_use(recognizer) is model.network
    assert current.has_own


def test_looking_back_holds_against_a_training_that_goes_on(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model, qtbot: QtBot
) -> None:
    old = in_training(small_model).network
    current.follow(in_training(small_model))
    with qtbot.waitSignal(current.described) as described:
        current.look_back(old, "mlp", 0.25)
    assert "0.25" in described.args[0]
    latest = in_training(small_model)
    current.follow(latest)
    assert in_use(recognizer) is old
    current.look_at_now()
    assert in_use(recognizer) is latest.network


def test_looking_back_ends_with_the_network_in_use(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    earlier = in_use(recognizer)
    current.look_back(in_training(small_model).network, "mlp", 3.0)
    current.look_at_now()
    assert in_use(recognizer) is earlier
    # Without having looked back there is nothing to come back from.
    current.show_untrained(in_training(small_model).network, "mlp")
    untrained = in_use(recognizer)
    current.look_at_now()
    assert in_use(recognizer) is untrained
    current.go_back()
    assert in_use(recognizer) is earlier


def test_looking_back_from_an_untrained_network_leads_back_to_it(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    untrained = in_training(small_model).network
    current.show_untrained(untrained, "mlp")
    current.look_back(in_training(small_model).network, "mlp", 3.0)
    current.look_at_now()
    assert in_use(recognizer) is untrained


def test_every_change_of_the_network_is_told(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    readers: list[Reader] = []
    models: list[Model] = []
    current.reader_changed.connect(readers.append)
    current.model_changed.connect(models.append)
    current.follow(in_training(small_model))
    current.look_back(in_training(small_model).network, "mlp", 1.0)
    current.look_at_now()
    assert len(readers) == 3
    assert readers[-1] is recognizer.reader
    assert models == []
    current.go_back()
    assert models == []
    model = Model(in_training(small_model).network, "mlp", {"validation_accuracy": 0.9})
    current.take_finished(model)
    assert models == [model]
    assert readers[-1].network is model.network


def test_a_failed_training_leaves_the_earlier_network(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    earlier = in_use(recognizer)
    current.follow(in_training(small_model))
    current.go_back()
    assert in_use(recognizer) is earlier
    current.keep_stopped()
    assert in_use(recognizer) is earlier


def test_the_user_goes_back_and_forth_between_shipped_and_own(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    model = Model(in_training(small_model).network, "mlp", {})
    current.take_finished(model)
    current.use_shipped()
    assert not current.is_own
    assert np.array_equal(in_use(recognizer).parameters, small_model.network.parameters)
    current.use_own()
    assert current.is_own
    assert np.array_equal(in_use(recognizer).parameters, model.network.parameters)


def test_a_full_disk_is_told_and_the_new_network_answers_all_the_same(
    current: CurrentNetwork,
    recognizer: Recognizer,
    small_model: Model,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full_disk(path: Path, model: Model) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.prediction.model_store.save_model", full_disk)
    model = Model(in_training(small_model).network, "mlp", {})
    with qtbot.waitSignal(current.problem) as problem:
        current.take_finished(model)
    assert "No space left on device" in problem.args[0]
    assert in_use(recognizer) is model.network


def test_without_any_network_it_says_what_to_do(
    recognizer: Recognizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(
        "app.prediction.model_store.shipped_model_path", lambda: tmp_path / "missing.npz"
    )
    current = CurrentNetwork(recognizer, ModelStore(Settings()))
    with qtbot.waitSignals([current.problem, current.described]):
        current.load()
    assert recognizer.reader is None


def test_while_nobody_sees_it_no_network_answers_and_then_the_newest_does(
    current: CurrentNetwork, recognizer: Recognizer, small_model: Model
) -> None:
    told: list[Reader] = []
    current.reader_changed.connect(told.append)
    before = in_use(recognizer)
    current.set_seen(False)
    networks = [in_training(small_model) for _ in range(2)]
    for progress in networks:
        current.follow(progress)
    assert in_use(recognizer) is before
    current.set_seen(True)
    assert in_use(recognizer) is networks[-1].network
    assert len(told) == 1
    # Nothing has changed meanwhile.
    current.set_seen(False)
    current.set_seen(True)
    assert len(told) == 1
