from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from nn.classic import ClassicNetwork
from nn.data.datasets import Dataset, DigitData
from nn.layers import Dense, Flatten, ReLU, Sigmoid
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels
from nn.recipes import RECIPES, Recipe
from nn.synthesis.fresh import built_in_data
from nn.training.batches import Batches
from nn.training.learners import StartError, learner_for
from nn.training.loop import Progress, Steering, TrainingDivergedError, train, untrained, validate
from nn.training.settings import TrainingSettings

TINY = dataclasses.replace(
    RECIPES["mlp"], layers=(Flatten(), Dense(32), ReLU(), Dense(10)), epochs=3, batch_size=50
)


@pytest.fixture(scope="module")
def data() -> DigitData:
    return built_in_data(seed=0, train=1500, validation=300, test=300)


def run(recipe: Recipe, data: DigitData, seed: int = 0) -> list[Progress]:
    return list(train(recipe, data, seed=seed, interval=0))


def test_reports_tell_where_training_is(data: DigitData) -> None:
    reports = run(TINY, data)
    last = reports[-1]
    assert [report.finished for report in reports] == [False] * (len(reports) - 1) + [True]
    assert last.epoch == last.epochs == 3
    assert last.samples == last.samples_total == 4500
    assert last.seconds_left == 0
    assert [report.samples for report in reports] == sorted(report.samples for report in reports)
    assert sum(report.validated for report in reports) == 3
    assert all((report.best is not None) == report.validated for report in reports)
    assert last.loss < reports[0].loss
    assert np.isfinite([report.loss for report in reports]).all()


@pytest.mark.parametrize("name", ["classic", "mlp"])
def test_every_report_tells_how_large_the_gradients_are(name: str, data: DigitData) -> None:
    recipe = dataclasses.replace(RECIPES[name], epochs=1)
    training = train(recipe, data, interval=0, report_untrained=True)
    assert next(training).gradient_sizes == ()
    sizes = next(training).gradient_sizes
    assert len(sizes) == 2
    assert min(sizes) > 0
    assert next(training).gradient_sizes != sizes


def test_it_learns_and_keeps_the_best_by_validation(data: DigitData) -> None:
    reports = [report for report in run(TINY, data) if report.validated]
    accuracies = [report.validation_accuracy or 0.0 for report in reports]
    assert reports[-1].best is not None
    assert reports[-1].best_accuracy == max(accuracies)
    assert validate(reports[-1].best, data.validation)[1] == reports[-1].best_accuracy
    assert validate(reports[-1].best, data.test)[1] > 0.6


@pytest.mark.parametrize("name", ["classic", "mlp", "cnn", "best"])
def test_the_same_seed_gives_the_same_weights_bit_for_bit(name: str, data: DigitData) -> None:
    small = DigitData(data.train[:260], data.validation[:50], data.test, data.source)
    recipe = dataclasses.replace(RECIPES[name], epochs=1)
    first, second, other = (run(recipe, small, seed)[-1].network for seed in (5, 5, 6))
    np.testing.assert_array_equal(first.parameters, second.parameters)
    assert (first.parameters != other.parameters).any()


def test_the_test_images_are_never_looked_at(data: DigitData) -> None:
    class Untouchable(Dataset):
        def __getitem__(self, index: object) -> Dataset:
            raise AssertionError("training looked at the test images")

    guarded = DigitData(
        data.train, data.validation, Untouchable(data.test.images, data.test.labels), data.source
    )
    assert run(TINY, guarded)[-1].finished


def test_the_learning_rate_can_be_changed_on_the_way(data: DigitData) -> None:
    training = train(TINY, data, interval=0)
    next(training)
    training.send(Steering(learning_rate=0.0))
    frozen = next(training).network.parameters
    np.testing.assert_array_equal(next(training).network.parameters, frozen)
    training.close()


def test_a_single_step_is_one_batch_with_fresh_figures(data: DigitData) -> None:
    training = train(TINY, data, report_untrained=True)
    before = next(training)
    first = training.send(Steering(single_step=True))
    second = training.send(Steering(single_step=True))
    assert [report.samples for report in (before, first, second)] == [0, 50, 100]
    assert not np.isnan([first.loss, second.loss]).any()
    assert first.validation_loss != second.validation_loss
    assert (first.network.parameters != second.network.parameters).any()
    training.close()


def test_a_step_over_the_end_of_an_epoch_is_one_step_too(data: DigitData) -> None:
    training = train(TINY, data, interval=1e9, report_untrained=True)
    next(training)
    reports = [training.send(Steering(single_step=True)) for _ in range(31)]
    assert [report.samples for report in reports] == list(range(50, 1551, 50))
    assert [report.samples for report in reports if report.validated] == [1500]
    training.close()


def test_steps_and_runs_lead_to_the_same_weights(data: DigitData) -> None:
    steps = train(TINY, data, report_untrained=True)
    report = next(steps)
    while not report.finished:
        report = steps.send(Steering(single_step=report.samples < 700))
    np.testing.assert_array_equal(report.network.parameters, run(TINY, data)[-1].network.parameters)


@pytest.mark.parametrize("name", ["classic", "mlp"])
def test_the_first_report_may_be_of_the_untrained_network(name: str, data: DigitData) -> None:
    training = train(RECIPES[name], data, seed=4, report_untrained=True)
    first = next(training)
    training.close()
    assert (first.samples, first.epoch, first.validated) == (0, 0.0, False)
    assert np.isnan(first.loss)
    assert np.isinf(first.seconds_left)
    assert first.validation_accuracy is not None
    network = untrained(RECIPES[name], seed=4)
    np.testing.assert_array_equal(first.network.parameters, network.parameters)


def test_steering_that_steers_nothing_changes_no_bit(data: DigitData) -> None:
    settings = TrainingSettings.of(RECIPES["mlp"], seed=2)
    few = DigitData(data.train[:300], data.validation[:50], data.test, data.source)
    steered = run(settings.applied(), few, settings.seed)[-1].network.parameters
    plain = run(RECIPES["mlp"], few, 2)[-1].network.parameters
    np.testing.assert_array_equal(steered, plain)


def test_a_pause_does_not_count_as_training_time(
    data: DigitData, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]

    def tick() -> float:
        clock[0] += 0.01
        return clock[0]

    monkeypatch.setattr("nn.training.loop.time.perf_counter", tick)
    training = train(TINY, data, interval=0)
    before = next(training)
    clock[0] += 1000
    assert next(training).seconds < before.seconds + 1
    training.close()


@pytest.mark.parametrize(("seconds", "looks"), [(0.0, range(5, 90)), (10.0, range(1, 2))])
def test_a_look_that_takes_long_is_a_rare_one(
    data: DigitData, monkeypatch: pytest.MonkeyPatch, seconds: float, looks: range
) -> None:
    clock, count = [0.0], [0]

    def tick() -> float:
        clock[0] += 0.1
        return clock[0]

    def slow(network: Network, images: Dataset, **options: float) -> tuple[float, float]:
        clock[0] += seconds
        count[0] += 1
        return validate(network, images, **options)

    monkeypatch.setattr("nn.training.loop.time.perf_counter", tick)
    monkeypatch.setattr("nn.training.loop.validate", slow)
    run(TINY, data)
    assert count[0] - TINY.epochs in looks


@pytest.mark.parametrize(("recipe", "epochs"), [("classic", 1), ("mlp", 1), ("mlp", 8)])
def test_even_a_short_training_is_validated_about_twenty_times(
    data: DigitData, monkeypatch: pytest.MonkeyPatch, recipe: str, epochs: int
) -> None:
    monkeypatch.setattr("nn.training.loop.time.perf_counter", lambda: 0.0)
    few = DigitData(data.train, data.validation[:100], data.test, data.source)
    short = dataclasses.replace(RECIPES[recipe], epochs=epochs, batch_size=20)
    points = {
        (report.validation_loss, report.validation_accuracy)
        for report in train(short, few, interval=1e9)
    }
    assert 14 <= len(points) <= 32


ELEVEN = dataclasses.replace(
    TINY, layers=(Flatten(), Dense(32), ReLU(), Dense(11)), label_smoothing=0.1
)


@pytest.mark.parametrize("recipe", [TINY, ELEVEN, RECIPES["classic"]])
def test_losses_of_training_and_validation_are_one_quantity(
    data: DigitData, recipe: Recipe
) -> None:
    """Both are of the network before it has learned anything from the images."""
    smoothing = recipe.label_smoothing
    with learner_for(recipe, rng=np.random.default_rng(3)) as learner:
        images = data.train[: learner.chunk]
        loss, _ = validate(learner.snapshot(), images, label_smoothing=smoothing)
        # So slow that the article's steps, one an image, change nothing meanwhile.
        of_training = learner.learn(images.images, images.labels, 1e-9)
    assert loss == pytest.approx(of_training, rel=1e-4)


def test_a_report_soon_after_another_tells_no_other_loss(data: DigitData) -> None:
    """A mean of a single batch would jump up and down."""
    losses = [report.loss for report in run(TINY, data)][10:]
    steps = np.abs(np.diff(losses))
    assert steps.max() < 0.25 * (max(losses) - min(losses))


def test_the_classic_training_does_not_look_overfitted(data: DigitData) -> None:
    last = run(RECIPES["classic"], data)[-1]
    assert last.validation_loss is not None
    assert last.validation_loss < 2 * last.loss


def test_a_loss_that_is_not_finite_names_the_learning_rate(data: DigitData) -> None:
    wild = dataclasses.replace(TINY, learning_rate=1e30)
    with pytest.raises(TrainingDivergedError, match=r"learning rate of 1e\+30"):
        run(wild, data)


def test_a_loss_out_of_bounds_is_told_before_the_numbers_overflow(data: DigitData) -> None:
    wild = dataclasses.replace(TINY, learning_rate=1000.0)
    with pytest.raises(TrainingDivergedError, match="Try a tenth") as error:
        run(wild, data)
    assert error.value.learning_rate == 1000.0
    assert error.value.loss > 1e6
    assert 0 < error.value.samples < 1500
    assert error.value.epoch == error.value.samples / 1500


def test_validation_notices_what_the_last_step_has_done(data: DigitData) -> None:
    training = train(TINY, data, report_untrained=True)
    next(training)
    with pytest.raises(TrainingDivergedError) as error:
        training.send(Steering(learning_rate=1000.0, single_step=True))
    assert error.value.samples == 50


def test_averaged_weights_are_what_is_validated(data: DigitData) -> None:
    averaged = dataclasses.replace(TINY, averaging=0.99)
    assert (
        run(averaged, data)[-1].network.parameters != run(TINY, data)[-1].network.parameters
    ).any()
    assert run(averaged, data)[-1].best_accuracy == pytest.approx(
        run(TINY, data)[-1].best_accuracy, abs=0.1
    )


def test_no_epochs_or_too_few_images_are_refused(data: DigitData) -> None:
    with pytest.raises(ValueError, match="at least one epoch"):
        next(train(TINY, data, epochs=0))
    few = DigitData(data.train[:10], data.validation, data.test, data.source)
    with pytest.raises(ValueError, match="only 10"):
        next(train(TINY, few))


def test_a_short_run_on_mnist_reaches_what_a_broken_gradient_would_not(mnist: DigitData) -> None:
    floors = {"mlp": 0.955, "cnn": 0.96}
    for name, floor in floors.items():
        share = DigitData(mnist.train[:20000], mnist.validation, mnist.test, mnist.source)
        recipe = RECIPES[name] if name == "mlp" else dataclasses.replace(RECIPES[name], epochs=1)
        last = list(train(recipe, share, epochs=min(recipe.epochs, 2)))[-1]
        assert last.best_accuracy is not None
        assert last.best_accuracy > floor, name


@pytest.mark.parametrize("name", ["classic", "mlp", "cnn"])
def test_a_training_can_begin_with_the_weights_of_another(name: str, data: DigitData) -> None:
    small = DigitData(data.train[:300], data.validation[:50], data.test, data.source)
    recipe = dataclasses.replace(RECIPES[name], epochs=1)
    begun = run(recipe, small)[-1].network
    before = begun.parameters.copy()
    first, *_, last = train(recipe, small, seed=1, report_untrained=True, start=begun)
    np.testing.assert_array_equal(first.network.parameters, before)
    assert (last.network.parameters != before).any()
    np.testing.assert_array_equal(begun.parameters, before)


def test_the_classic_recipe_goes_on_sample_by_sample(data: DigitData) -> None:
    """From given weights, the same samples lead to the same weights as the article's own code."""
    small = DigitData(data.train[:100], data.validation[:50], data.test, data.source)
    recipe = dataclasses.replace(RECIPES["classic"], learning_rate=0.1)
    start = ClassicNetwork(rng=np.random.default_rng(9))
    *_, last = train(recipe, small, seed=4, start=start.network())
    start.learning_rate = 0.1
    rng = np.random.default_rng(4).spawn(2)[0]
    for batch in Batches(small.train, 50, rng=rng).epoch():
        inputs = normalise_pixels(batch.images).reshape(-1, 784)
        for sample, label in zip(inputs, batch.labels, strict=True):
            start.fit(sample, np.eye(10, dtype=np.float32)[label])
    np.testing.assert_array_equal(last.network.parameters, start.network().parameters)


def test_a_start_of_other_layers_is_refused_with_advice(data: DigitData) -> None:
    other = RECIPES["mlp"].network(rng=np.random.default_rng(0))
    with pytest.raises(StartError, match=r"classic.*other layers.*Choose"):
        next(train(RECIPES["classic"], data, start=other))


def test_only_the_first_training_images_are_learned_from(data: DigitData) -> None:
    recipe = dataclasses.replace(TINY, training_images=200, epochs=2)
    few = DigitData(data.train[:200], data.validation, data.test, data.source)
    whole = run(dataclasses.replace(TINY, epochs=2), few)[-1]
    part = run(recipe, data)[-1]
    assert part.samples_total == 400
    np.testing.assert_array_equal(part.network.parameters, whole.network.parameters)


@pytest.mark.parametrize("name", ["mlp", "classic"])
def test_a_divisor_makes_the_images_brighter_in_training_alone(name: str, data: DigitData) -> None:
    """Half the brightness is what images of half their grey values have."""
    dim = Dataset(data.train.images // 2, data.train.labels)
    even = Dataset(data.train.images // 2 * 2, data.train.labels)
    recipe = dataclasses.replace(RECIPES[name], epochs=1)
    usual = run(recipe, DigitData(dim, data.validation, data.test, ""))[-1]
    divided = dataclasses.replace(recipe, pixel_divisor=510.0)
    ours = run(divided, DigitData(even, data.validation, data.test, ""))[-1]
    np.testing.assert_allclose(ours.network.parameters, usual.network.parameters, atol=2e-3)
    assert ours.validation_loss == pytest.approx(usual.validation_loss, rel=0.02)
    article = dataclasses.replace(recipe, pixel_divisor=25.0)
    bright = run(article, DigitData(even, data.validation, data.test, ""))[-1]
    assert np.abs(bright.network.parameters - usual.network.parameters).max() > 0.01


def test_the_articles_rule_learns_as_wide_a_layer_as_the_recipe_has(data: DigitData) -> None:
    first, second = (Dense(units, bias=False, initial="glorot") for units in (30, 10))
    layers = (Flatten(), first, Sigmoid(), second, Sigmoid())
    recipe = dataclasses.replace(RECIPES["classic"], layers=layers, training_images=20)
    begun = untrained(recipe, seed=1)
    assert [len(views[0]) for views in begun.views if views] == [30, 10]
    assert np.abs(begun.views[1][0]).max() <= np.sqrt(6 / 814)
    *_, last = run(recipe, data, 1)
    assert last.samples == 20
    assert (last.network.parameters != begun.parameters).any()
