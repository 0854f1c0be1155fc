"""Fine-tuning: a trained network learns one person's handwriting and does not forget others.

    own drawings, varied each time       ┐
    MNIST, replayed                      ├→ batches → fine-tuned network
    synthesised digits and non-digits    ┘                  ↓
    network before ────────────────────────→ mixture of both weights

A network that learns only from a few new drawings forgets what it knew (McCloskey, Cohen 1989,
"Catastrophic interference in connectionist networks"). Two methods prevent it. Three quarters of
every batch are images of the earlier training (Robins 1995, "Catastrophic forgetting, rehearsal
and pseudorehearsal"). And the new weights are mixed with those before (Wortsman et al. 2022,
"Robust fine-tuning of zero-shot models"): such a mixture keeps most of what was learned and
forgets very little. Among the mixtures that read the validation images about as well as before,
the one with the lowest loss on the own drawings is chosen.

Held-out drawings and test images are not used here.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.augmentation import Augmentation
from nn.data.digit_data import Dataset, DigitData
from nn.evaluation.inference import read_all
from nn.losses import softmax_cross_entropy
from nn.messages import N_, DigitsError
from nn.network import DIGITS, Network
from nn.optimizers import Adam, one_cycle
from nn.training.batches import Batches
from nn.training.own_digits import FEWEST, FEWEST_DIGITS, OwnDigits, varied_images
from nn.training.parallel import ShardedGradient

VARIATION = Augmentation(
    rotation=6,
    scale=0.06,
    stretch=0.08,
    shear=5,
    shift=1.0,
    elastic=0.6,
    thickness=0.5,
    unchanged=0.3,
)
"""The augmentation of all images; the strokes of own drawings are varied before it."""


@dataclass(frozen=True)
class FineTuning:
    """How a network is fine-tuned.

    Of every batch, ``own`` images are the person's and ``replayed`` are not; where the network
    has an eleventh class, ``synthetic`` digits and ``non_digits`` are among the latter. Every own
    drawing is met about ``visits`` times, but no fewer than ``fewest_steps`` and no more than
    ``most_steps`` are made. A small network learns less in a step and makes more of them: as many
    as take ``work`` multiplications for an image in each. ``mixtures`` are the shares of the new
    network that are tried, the largest first; on ``checked`` validation images, a mixture may
    misread a share of ``tolerance`` more than the old network did.
    """

    own: int = 32
    replayed: int = 96
    synthetic: int = 28
    non_digits: int = 8
    visits: int = 20
    fewest_steps: int = 120
    most_steps: int = 480
    work: float = 1e9
    learning_rate: float = 1e-3
    mixtures: tuple[float, ...] = (0.7, 0.5, 0.35, 0.2)
    checked: int = 2500
    tolerance: float = 0.002
    shards: int = 2
    augmentation: Augmentation = VARIATION

    def steps(self, network: Network, drawings: int) -> int:
        """How many steps a network makes with so many own drawings to learn from."""
        wanted = -(-self.visits * drawings // self.own)
        affordable = int(self.work / _multiplications(network))
        return min(max(wanted, affordable, self.fewest_steps), self.most_steps)


STANDARD = FineTuning()


class TooFewDrawingsError(DigitsError, ValueError):
    """There are too few drawings: ``drawings`` in all, of ``digits`` different digits."""

    def __init__(self, *, drawings: int, digits: int) -> None:
        super().__init__(
            N_(
                "nn",
                "There are too few drawings to learn from: at least {0} of {1} different digits "
                "are needed, found {2} of {3}.",
            ),
            FEWEST,
            FEWEST_DIGITS,
            drawings,
            digits,
        )
        self.drawings = drawings
        self.digits = digits


@dataclass(frozen=True)
class FineTuningProgress:
    """How far it is: ``step`` of ``steps``, and the ``loss`` of that step's batch (nats)."""

    step: int
    steps: int
    loss: float


@dataclass(frozen=True, eq=False)
class FineTuned:
    """The chosen network, and its accuracy on the validation images.

    ``mixture`` is the share of the new weights in it; 0 is the network before, because every
    mixture forgot too much.
    """

    network: Network
    mixture: float
    steps: int
    validation_accuracy: float


def fine_tune(
    network: Network,
    own: OwnDigits,
    replay: DigitData,
    *,
    seed: int = 0,
    settings: FineTuning = STANDARD,
) -> Generator[FineTuningProgress, None, FineTuned]:
    """Teach a copy of ``network`` the drawings of ``own`` that are not held out.

    The generator yields after each step and returns what it has found; to stop is to close it.
    The same seed gives the same weights, bit for bit. Raises TooFewDrawingsError where there are
    fewer than ten drawings or fewer than two digits, and BatchSizeError where the replayed data
    cannot fill a batch.
    """
    check_enough(own)
    learned = own.part(~own.held_out)
    training = _Training(network, learned, replay, settings, np.random.default_rng(seed))
    yield from training.steps()
    return _best_mixture(network, training, learned.dataset(), replay.validation, settings)


def check_enough(own: OwnDigits) -> None:
    """Raise TooFewDrawingsError for too few drawings or different digits."""
    digits = int((own.counts > 0).sum())
    if len(own) < FEWEST or digits < FEWEST_DIGITS:
        raise TooFewDrawingsError(drawings=len(own), digits=digits)


class _Training:
    """A copy of a network that learns, a batch at a time."""

    def __init__(
        self,
        network: Network,
        learned: OwnDigits,
        replay: DigitData,
        settings: FineTuning,
        rng: np.random.Generator,
    ) -> None:
        self.network = network.with_parameters(np.array(network.parameters))
        self.count = settings.steps(network, len(learned))
        self._learned = learned
        self._settings = settings
        replay_rng, gradient_rng, self._own_rng = rng.spawn(3)
        knows_others = network.classes > DIGITS
        self._replayed = Batches(
            replay.train,
            settings.replayed,
            synthetic=settings.synthetic if knows_others else 0,
            non_digits=settings.non_digits if knows_others else 0,
            rng=replay_rng,
        )
        self._gradient = ShardedGradient(
            self.network, settings.shards, augmentation=settings.augmentation, rng=gradient_rng
        )

    def steps(self) -> Iterator[FineTuningProgress]:
        optimizer = Adam()
        with self._gradient as gradient, self._replayed:
            for step, batch in enumerate(self._batches()):
                loss = gradient(batch.images, batch.labels)
                rate = self._settings.learning_rate * one_cycle(step / self.count)
                optimizer.step(self.network.parameters, gradient.gradient, rate)
                yield FineTuningProgress(step + 1, self.count, loss)

    def _batches(self) -> Iterator[Dataset]:
        """Own and replayed images in random order, because a batch is split among threads."""
        replayed = self._without_end()
        for own in self._own_batches():
            others = next(replayed)
            order = self._own_rng.permutation(len(own) + len(others))
            images = np.concatenate([own.images, others.images])
            labels = np.concatenate([own.labels, others.labels])
            yield Dataset(images[order], labels[order])

    def _without_end(self) -> Iterator[Dataset]:
        while True:
            yield from self._replayed.epoch()

    def _own_batches(self) -> Iterator[Dataset]:
        """Own drawings in random order, varied each time: a batch for each step."""
        size = self._settings.own
        order: Array = np.empty(0, np.intp)
        for _ in range(self.count):
            while len(order) < size:
                order = np.concatenate([order, self._own_rng.permutation(len(self._learned))])
            chosen, order = order[:size], order[size:]
            drawings = [self._learned.drawings[index] for index in chosen]
            images = varied_images(drawings, rng=self._own_rng)
            yield Dataset(images, self._learned.labels[chosen])


def _best_mixture(
    before: Network, training: _Training, own: Dataset, validation: Dataset, settings: FineTuning
) -> FineTuned:
    """The mixture with the lowest loss on own drawings that keeps the validation accuracy."""
    checked = validation[: settings.checked]
    accuracy_before = _accuracy(before, checked)
    best = FineTuned(before, 0.0, training.count, accuracy_before)
    best_loss = _loss(before, own)
    for share in settings.mixtures:
        network = _mixed(before, training.network, share)
        loss = _loss(network, own)
        if loss >= best_loss:
            continue
        accuracy = _accuracy(network, checked)
        # A little more, for the rounding: exactly the tolerance is allowed, too.
        if accuracy >= accuracy_before - settings.tolerance - 1e-9:
            best, best_loss = FineTuned(network, share, training.count, accuracy), loss
    return best


def _multiplications(network: Network) -> int:
    """Multiplications for one image: each weight as often as its layer has places for it."""
    return sum(
        sum(weights.size for weights in views) * int(np.prod(shape[1:]))
        for views, shape in zip(network.views, network.shapes[1:], strict=True)
    )


def _mixed(before: Network, after: Network, share: float) -> Network:
    """``share`` of the weights after and the rest of those before."""
    mixed = (1 - share) * before.parameters + share * after.parameters
    return before.with_parameters(mixed.astype(np.float32)).copy()


def _loss(network: Network, own: Dataset) -> float:
    """Mean cross-entropy (nats)."""
    logits = read_all(network, own.images)[:, :DIGITS].T
    return softmax_cross_entropy(logits, own.labels)[0]


def _accuracy(network: Network, images: Dataset) -> float:
    read = read_all(network, images.images)[:, :DIGITS].argmax(axis=1)
    return float((read == images.labels).mean())
