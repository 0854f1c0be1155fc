"""The walk through single steps, as values that never change: to go back is to take the one before.

    begun → forward, forward … to the last stop → with_sample, learned … → forward …
    back  → the place before, stop by stop and sample by sample

A place is a :class:`Moment` (which weights, which sample, what has been learned so far) and the
stop within its step. It knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nn.explain.one_step import OneStep, Sample, Stop, Weights

REMEMBERED = 60
"""Moments to go back to; each has weights of its own, 300 kB."""

MOST_ERRORS = 5000
"""That a walk remembers for its curve."""


@dataclass(frozen=True, eq=False)
class Moment:
    """``errors`` are those of the samples learned before this one, each before its step.

    ``image`` is the number of the data set's image that comes next; that of the sample itself if
    it ``is_image``, and it is no drawing.
    """

    step: OneStep
    errors: tuple[float, ...]
    learned: int
    image: int
    is_image: bool


@dataclass(frozen=True, eq=False)
class Walk:
    """A place, and the ``past`` places, the latest last."""

    moment: Moment
    stop: Stop = Stop.HIDDEN
    past: tuple[tuple[Moment, Stop], ...] = ()

    @staticmethod
    def begun(weights: Weights, sample: Sample, rate: float, *, image: int, is_image: bool) -> Walk:
        """At the first stop of the first step."""
        return Walk(Moment(OneStep.of(weights, sample, rate), (), 0, image, is_image))

    @property
    def step(self) -> OneStep:
        return self.moment.step

    @property
    def is_learned(self) -> bool:
        """Whether the sample has been learned where we stand."""
        return self.stop >= Stop.UPDATE

    @property
    def is_at_end(self) -> bool:
        """Whether the step has no further stop."""
        return self.stop is Stop.AGAIN

    @property
    def weights(self) -> Weights:
        """The network's weights where we stand."""
        return self.step.update.weights if self.is_learned else self.step.weights

    @property
    def errors(self) -> tuple[float, ...]:
        """The error of each sample learned so far, before its step."""
        own = (self.step.forward.error,) if self.is_learned else ()
        return self.moment.errors + own

    @property
    def learned(self) -> int:
        """The number of samples learned so far."""
        return self.moment.learned + self.is_learned

    @property
    def next_image(self) -> int:
        """The number of the first image of the data set that has not been learned yet."""
        return self.moment.image + (self.moment.is_image and self.is_learned)

    @property
    def can_go_back(self) -> bool:
        return self.stop > Stop.HIDDEN or bool(self.past)

    def at(self, stop: Stop) -> Walk:
        """Another stop of the same step."""
        return replace(self, stop=stop)

    def forward(self) -> Walk:
        """The next stop of the same step."""
        return self if self.is_at_end else self.at(Stop(self.stop + 1))

    def back(self) -> Walk:
        """The stop before; before the first one, the place that led to this step."""
        if self.stop > Stop.HIDDEN:
            return self.at(Stop(self.stop - 1))
        if not self.past:
            return self
        moment, stop = self.past[-1]
        return Walk(moment, stop, self.past[:-1])

    def meeting(self, sample: Sample, *, image: int, is_image: bool) -> Walk:
        """At the first stop of a step with another sample, and the weights of here."""
        return self._arrived(self.weights, sample, self.errors, self.learned, image, is_image)

    def having_learned(
        self,
        weights: Weights,
        errors: tuple[float, ...],
        sample: Sample,
        *,
        image: int,
        is_image: bool,
    ) -> Walk:
        """At the first stop with ``sample``, after as many images as there are ``errors``."""
        learned = self.learned + len(errors)
        return self._arrived(weights, sample, self.errors + errors, learned, image, is_image)

    def beginning_anew(self, weights: Weights) -> Walk:
        """The same sample met by a network with these weights, which has learned nothing here."""
        moment = self.moment
        return self._arrived(weights, self.step.sample, (), 0, moment.image, moment.is_image)

    def with_rate(self, learning_rate: float) -> Walk:
        """The same place had the learning rate been this from this step on."""
        return self._with_step(OneStep.of(self.step.weights, self.step.sample, learning_rate))

    def with_sample(self, sample: Sample) -> Walk:
        """The same place had the sample been this one."""
        return self._with_step(OneStep.of(self.step.weights, sample, self.step.learning_rate))

    def _with_step(self, step: OneStep) -> Walk:
        return replace(self, moment=replace(self.moment, step=step))

    def _arrived(
        self,
        weights: Weights,
        sample: Sample,
        errors: tuple[float, ...],
        learned: int,
        image: int,
        is_image: bool,
    ) -> Walk:
        step = OneStep.of(weights, sample, self.step.learning_rate)
        moment = Moment(step, errors[-MOST_ERRORS:], learned, image, is_image)
        return Walk(moment, past=(*self.past, (self.moment, self.stop))[-REMEMBERED:])
