from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.microscope.session import Session
from app.microscope.walk import Walk
from nn.classic import ClassicNetwork
from nn.explain.one_step import Stop, Weights
from nn.preprocessing.pipeline import network_input
from nn.recipes import RECIPES
from nn.strokes import Drawing
from tests.app.drawings import drawing


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[Session]:
    session = Session()
    yield session
    session.close()


@pytest.fixture
def session(qtbot: QtBot, empty: Session, digits_path: Path) -> Session:
    """A session that has images to learn from."""
    empty.set_path(digits_path)
    with qtbot.waitSignal(empty.loaded):
        empty.prepare()
    return empty


def walk_of(session: Session) -> Walk:
    assert session.walk is not None
    return session.walk


def to_the_end(session: Session) -> None:
    session.go_to(Stop.AGAIN)


def learn_many(qtbot: QtBot, session: Session, count: int) -> None:
    session.learn_many(count)
    qtbot.waitUntil(lambda: not session.is_learning)


def label_of(session: Session) -> int:
    return walk_of(session).step.sample.label


def test_before_there_are_images_nothing_can_be_taken(empty: Session) -> None:
    empty.take_image()
    empty.forward()
    empty.back()
    empty.learn_many(10)
    assert empty.walk is None
    assert empty.start is None
    assert not empty.is_learning


def test_images_come_in_their_order_and_are_learned_on_the_way(session: Session) -> None:
    assert session.images is not None
    session.take_image()
    for number in range(3):
        walk = walk_of(session)
        assert (walk.moment.image, walk.learned, walk.stop) == (number, number, Stop.HIDDEN)
        np.testing.assert_array_equal(walk.step.sample.inputs, session.images.sample(number).inputs)
        to_the_end(session)
        session.forward()


def test_an_image_that_is_only_looked_at_is_not_learned(session: Session) -> None:
    session.take_image()
    session.forward()
    session.take_image()
    walk = walk_of(session)
    assert (walk.moment.image, walk.learned) == (1, 0)


def test_to_walk_is_to_train_as_the_article_does(session: Session) -> None:
    assert session.images is not None
    classic = ClassicNetwork(rng=np.random.default_rng(0))
    session.take_image()
    for number in range(4):
        to_the_end(session)
        sample = session.images.sample(number)
        classic.fit(sample.inputs, sample.targets)
        np.testing.assert_array_equal(walk_of(session).weights.wih, classic.wih)
        session.forward()


def test_the_drawing_is_a_sample_as_soon_as_it_is_said_what_it_is(session: Session) -> None:
    session.set_drawing(drawing(1))
    assert session.walk is None
    session.say_label(4)
    walk = walk_of(session)
    assert (label_of(session), walk.moment.is_image) == (4, False)
    np.testing.assert_array_equal(walk.step.sample.inputs, network_input(drawing(1)).reshape(-1))


def test_an_empty_canvas_cannot_be_a_sample(session: Session) -> None:
    session.say_label(4)
    assert session.walk is None


def test_what_was_said_while_images_were_loading_holds_afterwards(
    qtbot: QtBot, empty: Session, digits_path: Path
) -> None:
    empty.set_path(digits_path)
    empty.set_drawing(drawing(1))
    empty.prepare()
    empty.say_label(4)
    assert empty.walk is None
    qtbot.waitUntil(lambda: empty.walk is not None)
    assert label_of(empty) == 4


def test_the_numbers_follow_the_drawing(qtbot: QtBot, session: Session) -> None:
    session.set_drawing(drawing(1))
    session.say_label(4)
    session.go_to(Stop.BACK)
    session.set_drawing(drawing(2))
    inputs = network_input(drawing(2)).reshape(-1)
    qtbot.waitUntil(lambda: np.array_equal(walk_of(session).step.sample.inputs, inputs))
    assert (walk_of(session).stop, label_of(session)) == (Stop.BACK, 4)


def test_another_label_for_the_same_drawing_corrects_the_step(session: Session) -> None:
    session.set_drawing(drawing(1))
    session.say_label(4)
    to_the_end(session)
    session.say_label(9)
    walk = walk_of(session)
    assert (walk.stop, walk.learned, label_of(session)) == (Stop.AGAIN, 1, 9)


def test_a_cleared_canvas_takes_the_label_back_and_keeps_the_step(session: Session) -> None:
    session.set_drawing(drawing(1))
    session.say_label(4)
    to_the_end(session)
    session.set_drawing(Drawing())
    assert session.label is None
    assert label_of(session) == 4
    session.set_drawing(drawing(2))
    session.say_label(6)
    walk = walk_of(session)
    assert (walk.stop, walk.learned, label_of(session)) == (Stop.HIDDEN, 1, 6)


def test_behind_the_last_stop_a_drawing_is_met_again(session: Session) -> None:
    session.set_drawing(drawing(1))
    session.say_label(4)
    before = walk_of(session).step
    to_the_end(session)
    session.forward()
    after = walk_of(session)
    assert after.step.sample is before.sample
    assert after.step.weights is before.update.weights
    assert after.step.forward.error == before.again.error


def test_many_samples_are_those_of_the_article_bit_for_bit(qtbot: QtBot, session: Session) -> None:
    assert session.images is not None
    session.take_image()
    learn_many(qtbot, session, 100)
    walk = walk_of(session)
    classic = ClassicNetwork(rng=np.random.default_rng(0))
    for sample in session.images.samples(0, 100):
        classic.fit(sample.inputs, sample.targets)
    np.testing.assert_array_equal(walk.weights.wih, classic.wih)
    assert (walk.learned, walk.moment.image, len(walk.errors)) == (100, 100, 100)
    assert np.mean(walk.errors[-20:]) < np.mean(walk.errors[:20])


def test_many_samples_come_in_portions_and_are_one_thing_to_take_back(
    qtbot: QtBot, session: Session
) -> None:
    session.take_image()
    session.forward()
    begun = walk_of(session)
    seen: list[int] = []
    session.changed.connect(lambda: seen.append(walk_of(session).learned))
    learn_many(qtbot, session, 100)
    assert len(set(seen)) > 3
    assert seen == sorted(seen)
    session.back()
    assert walk_of(session).moment is begun.moment
    assert walk_of(session).stop is begun.stop


def test_after_many_samples_one_is_back_at_the_drawing(qtbot: QtBot, session: Session) -> None:
    session.set_drawing(drawing(1))
    session.say_label(4)
    sample = walk_of(session).step.sample
    learn_many(qtbot, session, 10)
    walk = walk_of(session)
    assert walk.step.sample is sample
    assert (walk.learned, walk.next_image) == (10, 10)


def test_another_wish_ends_learning_where_it_is(qtbot: QtBot, session: Session) -> None:
    session.take_image()
    session.learn_many(1000)
    qtbot.waitUntil(lambda: walk_of(session).learned > 0)
    session.forward()
    assert not session.is_learning
    learned = walk_of(session).learned
    assert 0 < learned < 1000
    session.learn_many(10)
    qtbot.waitUntil(lambda: not session.is_learning)
    assert walk_of(session).learned == learned + 10


def test_the_learning_rate_changes_this_step_and_those_to_come(session: Session) -> None:
    session.take_image()
    session.set_learning_rate(0.5)
    assert walk_of(session).step.learning_rate == 0.5
    to_the_end(session)
    session.forward()
    assert session.learning_rate == 0.5
    session.set_learning_rate(0.1)
    session.back()
    assert session.learning_rate == 0.5


def test_fresh_weights_are_those_of_the_seed(session: Session) -> None:
    session.take_image()
    to_the_end(session)
    session.begin_anew(7)
    walk = walk_of(session)
    np.testing.assert_array_equal(walk.step.weights.wih, Weights.fresh(7).wih)
    assert (walk.learned, walk.moment.image) == (0, 0)


def test_a_seed_that_was_chosen_before_the_first_sample_counts(session: Session) -> None:
    session.begin_anew(7)
    session.take_image()
    np.testing.assert_array_equal(walk_of(session).step.weights.wih, Weights.fresh(7).wih)


def test_the_weights_in_use_can_be_taken_where_they_are_the_articles(session: Session) -> None:
    session.take_image()
    rng = np.random.default_rng(0)
    session.set_network_in_use(RECIPES["mlp"].network(rng=rng))
    assert not session.can_take_weights
    classic = ClassicNetwork(rng=rng)
    session.set_network_in_use(classic.network())
    session.take_weights()
    np.testing.assert_array_equal(walk_of(session).weights.wih, classic.wih)


def test_a_training_goes_on_from_the_weights_of_here(session: Session) -> None:
    session.set_learning_rate(0.1)
    session.begin_anew(3)
    session.take_image()
    to_the_end(session)
    start = session.start
    assert start is not None
    expected = walk_of(session).weights.network()
    np.testing.assert_array_equal(start.network.parameters, expected.parameters)
    settings = start.settings
    assert (settings.recipe, settings.learning_rate, settings.seed) == ("classic", 0.1, 3)


def test_another_file_is_loaded_anew(
    qtbot: QtBot, session: Session, many_digits_path: Path
) -> None:
    first = session.images
    session.set_path(many_digits_path)
    assert session.images is None
    with qtbot.waitSignal(session.loaded):
        session.prepare()
    assert session.images is not None
    assert first is not None
    assert len(session.images) > len(first)
