"""A moving average of the weights: it predicts better than the weights of any one moment.

Polyak, Juditsky 1992, "Acceleration of stochastic approximation by averaging", in the
exponential form in common use.
"""

from __future__ import annotations

from nn.arrays import Array


class WeightAverage:
    """``a ← δ·a + (1 - δ)·w`` at every step, with the decay δ smaller in the beginning.

    The average moves slowly and each update costs three passes, so it is made every
    :data:`EVERY` steps, with the decay of that many.
    """

    EVERY = 8

    def __init__(self, parameters: Array, decay: float) -> None:
        self.parameters = parameters.copy()
        self._decay = decay
        self._steps = 0

    def is_due(self) -> bool:
        """Count a step; True where :meth:`update` is to be called after it."""
        self._steps += 1
        return self._steps % self.EVERY == 0

    def update(self, parameters: Array) -> None:
        """Move towards ``parameters`` by as much as :data:`EVERY` steps would."""
        # Early on the average is short, so that the first weights are soon forgotten.
        decay = min(self._decay, self._steps / (self._steps + 10 * self.EVERY))
        keep = decay**self.EVERY
        self.parameters *= keep
        self.parameters += (1 - keep) * parameters
