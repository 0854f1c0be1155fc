"""The article's three-layer network, to the letter: 784 inputs, 100 hidden nodes, 10 outputs.

    hidden = sigmoid(wih @ inputs)        outputs = sigmoid(who @ hidden)

It learns from one sample at a time. Two things are its own and kept on purpose: the errors of
the hidden nodes are the output errors sent back through the output weights (``who.T @
output_errors``), without the slope of the output's sigmoid that the chain rule would add; and
there is no bias. It is here to be read beside :mod:`nn.network`, which does the same by the
chain rule, in batches, for any layers.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.layers import Dense, Flatten, Sigmoid
from nn.network import Network


class ClassicNetwork:
    """Weights ``wih`` (hidden, inputs) and ``who`` (outputs, hidden), uniform in [-0.5, 0.5)."""

    def __init__(
        self,
        inputs: int = 784,
        hidden: int = 100,
        outputs: int = 10,
        learning_rate: float = 0.02,
        *,
        rng: np.random.Generator,
    ) -> None:
        self.learning_rate = learning_rate
        self.wih = rng.random((hidden, inputs), np.float32) - np.float32(0.5)
        self.who = rng.random((outputs, hidden), np.float32) - np.float32(0.5)

    @classmethod
    def from_weights(cls, wih: Array, who: Array, learning_rate: float = 0.02) -> ClassicNetwork:
        """A network that begins with copies of these weights."""
        classic = cls.__new__(cls)
        classic.learning_rate = learning_rate
        classic.wih, classic.who = wih.copy(), who.copy()
        return classic

    @classmethod
    def of(cls, network: Network) -> ClassicNetwork:
        """The opposite of :meth:`network`; raises ValueError for a network of other layers."""
        if not is_classic(network):
            raise ValueError(f"expected the article's layers, found {network.layers}")
        wih, who = (view for group in network.views for view in group)
        return cls.from_weights(wih, who)

    def fit(self, inputs: Array, targets: Array) -> Array:
        """Learn from one sample: inputs (784,) in [0, 1], targets (10,), 1 for the digit, else 0.

        Returns the outputs (10,) as they were before the step.
        """
        hidden = _sigmoid(self.wih @ inputs)
        outputs = _sigmoid(self.who @ hidden)
        output_errors = targets - outputs
        hidden_errors = self.who.T @ output_errors
        output_deltas = output_errors * outputs * (1 - outputs)
        hidden_deltas = hidden_errors * hidden * (1 - hidden)
        rate = self.learning_rate
        self.who += rate * np.outer(output_deltas, hidden)
        self.wih += rate * np.outer(hidden_deltas, inputs)
        return outputs

    def evaluate(self, inputs: Array) -> Array:
        """The outputs (10,) for inputs (784,); also (10, N) for N columns (784, N)."""
        return _sigmoid(self.who @ _sigmoid(self.wih @ inputs))

    def network(self) -> Network:
        """The same function as a :class:`Network`, for the model file and the window."""
        hidden, outputs = len(self.wih), len(self.who)
        layers = classic_layers(hidden, outputs)
        parameters = np.concatenate([self.wih.ravel(), self.who.ravel()])
        return Network(layers, output="sigmoid", parameters=parameters)


def classic_layers(
    hidden: int = 100, outputs: int = 10
) -> tuple[Flatten, Dense, Sigmoid, Dense, Sigmoid]:
    """The network's layers as :mod:`nn.network` has them."""
    first, second = (Dense(units, bias=False, initial="uniform") for units in (hidden, outputs))
    return (Flatten(), first, Sigmoid(), second, Sigmoid())


def is_classic(network: Network) -> bool:
    """Whether a network is the article's, with any number of hidden nodes and outputs."""
    match network.layers:
        case (Flatten(), Dense(bias=False), Sigmoid(), Dense(bias=False), Sigmoid()):
            return network.output == "sigmoid"
    return False


def _sigmoid(values: Array) -> Array:
    # Imported when first needed: the window starts without it, and a seventh sooner.
    from scipy.special import expit

    result: Array = expit(values)
    return result
