"""One pass forward that remembers, and from it as many passes back to the image as one likes.

    images → layer → … → layer → outputs        what training does, too
    input gradient ← layer ← … ← layer ← a gradient put in behind any layer

Training needs the gradient of the loss with respect to the weights. To see what a network
looks at takes that of one number, a logit or a hidden unit, with respect to the pixels:
how much the number would change if a pixel became darker. The layers' own ``backward`` gives it.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.layers import Scratch
from nn.network import Network


class Recording:
    """What the layers need for their way back, for images (N, 28, 28) in [0, 1].

    Nothing is left to chance: the scratches have no generator, so that dropout lets everything
    pass, as it does in prediction. ``outputs`` is what the last layer gives, (classes, N).
    """

    def __init__(self, network: Network, images: Array) -> None:
        self._network = network
        self._scratches = [Scratch() for _ in network.layers]
        values = network.columns(images)
        for layer, parameters, scratch in zip(
            network.layers, network.views, self._scratches, strict=True
        ):
            values = layer.forward(parameters, values, scratch)
        self.outputs: Array = values

    def gradient_of_logits(self, weights: Array) -> Array:
        """The gradient of ``logits @ weights`` at the network's outputs, (classes, N).

        ``weights`` (classes,) says how much each logit counts.
        """
        if self._network.output == "softmax":
            return np.repeat(weights[:, None], self.outputs.shape[1], axis=1)
        # There the logits are the logarithms of the outputs; see Network.logits.
        tiny = np.finfo(self.outputs.dtype).tiny
        gradient: Array = weights[:, None] / np.maximum(self.outputs, tiny)
        return gradient

    def input_gradient(self, gradient: Array, *, behind: int | None = None) -> Array:
        """The gradient at the images, (N, 28, 28), of a ``gradient`` put in behind a layer.

        ``behind`` is the index of that layer, the last one if it is not given, and -1 for the
        images themselves; ``gradient`` has the shape of its outputs and may be overwritten.
        """
        last = len(self._network.layers) - 1 if behind is None else behind
        flowing: Array | None = gradient.astype(self.outputs.dtype, copy=False)
        for index in reversed(range(last + 1)):
            assert flowing is not None
            flowing = self._network.layers[index].backward(
                self._network.views[index],
                (),
                flowing,
                self._scratches[index],
                need_input_gradient=True,
            )
        assert flowing is not None
        # As the network lays out its input: (height, one channel, width, N).
        return flowing[:, 0].transpose(2, 0, 1)


def input_gradient(network: Network, images: Array, output_weights: Array) -> Array:
    """How ``logits @ output_weights`` changes with each pixel, (N, 28, 28).

    ``images`` (N, 28, 28) in [0, 1], ``output_weights`` (classes,). The sum is that of one image;
    images do not mix.
    """
    recording = Recording(network, images)
    return recording.input_gradient(recording.gradient_of_logits(output_weights))
