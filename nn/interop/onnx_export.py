"""The same network as an ONNX file, which runs almost anywhere without this program.

    images (N, 28, 28) in [0, 1] → operators of ONNX → logits / temperature
                                 → probabilities (N, classes)

ONNX has channels before rows and columns, as this library has, so all weights are written as
they are. What is known of the training travels along as the file's metadata, the thresholds of
the calibration included.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import atomic_write
from nn.interop.keras import ExchangeError, missing
from nn.layers import (
    ELU,
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)
from nn.messages import N_
from nn.model_file import Model
from nn.network import Network
from nn.reader import Calibration

OPSET = 17
"""Version of ONNX's operators: from 2022, so that runtimes of some age can read the file."""

IR_VERSION = 8
"""Version of ONNX's file format that belongs to it."""


def export_onnx(model: Model, path: Path) -> None:
    """Write the model's network as an ``.onnx`` file, whole or not at all.

    Its input is ``images``, its output ``probabilities`` over all the network's classes. Raises
    ExchangeError where the package onnx is missing, OSError where the file cannot be written.
    """
    content = onnx_model(model).SerializeToString()
    with atomic_write(path) as file:
        file.write(content)


def load_onnx() -> Any:
    """The module ``onnx``; raises ExchangeError where it is not installed."""
    try:
        import onnx
    except ImportError as error:
        how_to_get = N_(
            "nn", "ONNX cannot be used here ({0}). Install it: python -m pip install onnx"
        )
        raise missing("ONNX", how_to_get, error) from error
    return onnx


def onnx_model(model: Model) -> Any:
    """The ``onnx.ModelProto`` of a model, checked by ONNX's own rules."""
    onnx = load_onnx()
    proto = onnx.helper.make_model(
        _Graph(onnx, model.network, Calibration.from_metadata(model.metadata)).graph(),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="Digits",
    )
    onnx.helper.set_model_props(
        proto,
        {"recipe": model.recipe, "training": json.dumps(model.metadata, allow_nan=False)},
    )
    onnx.checker.check_model(proto, full_check=True)
    return proto


class _Graph:
    """Operators written one after another, each reading what the one before wrote."""

    def __init__(self, onnx: Any, network: Network, calibration: Calibration) -> None:
        self._onnx = onnx
        self._network = network
        self._temperature = calibration.temperature
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._value = "images"

    def graph(self) -> Any:
        """The whole graph, from images to probabilities."""
        helper, number = self._onnx.helper, self._onnx.TensorProto.FLOAT
        channels, height, width = self._network.input_shape
        # A size of 0 stands for the input's own: any number of images.
        shape = self._constant("sample_shape", np.array([0, channels, height, width], np.int64))
        self._node("Reshape", shape)
        for index in range(len(self._network.layers)):
            self._layer(index)
        self._probabilities()
        return helper.make_graph(
            self._nodes,
            "digits",
            [helper.make_tensor_value_info("images", number, ["N", height, width])],
            [helper.make_tensor_value_info(self._value, number, ["N", self._network.classes])],
            self._constants,
        )

    def _layer(self, index: int) -> None:
        layer, views = self._network.layers[index], self._network.views[index]
        match layer:
            case Dense():
                self._node("Gemm", *self._parameters(index, views), transB=1)
            case Conv2D(filters, kernel, stride, padding, _):
                channels = self._network.shapes[index][0]
                weights = views[0].reshape(filters, kernel, channels, kernel).swapaxes(1, 2)
                names = self._parameters(index, [weights, *views[1:]])
                self._node("Conv", *names, strides=[stride] * 2, pads=[padding] * 4)
            case BatchNorm(_, epsilon):
                names = self._parameters(index, views, ("scale", "shift", "mean", "variance"))
                self._node("BatchNormalization", *names, epsilon=epsilon)
            case MaxPool2D(size) | AveragePool2D(size):
                operator = type(layer).__name__.removesuffix("2D")
                self._node(operator, kernel_shape=[size] * 2, strides=[size] * 2)
            case ELU(alpha):
                self._node("Elu", alpha=alpha)
            case ReLU() | Sigmoid() | Tanh():
                self._node(type(layer).__name__.capitalize())
            case LeakyReLU(slope):
                self._node("LeakyRelu", alpha=slope)
            case Flatten():
                # ONNX has channels before rows, here rows come first.
                self._node("Transpose", perm=[0, 2, 1, 3])
                self._node("Flatten")
            case Dropout():
                pass  # only training knows it
            case _:
                raise ExchangeError(
                    N_("nn", "the layer {0} cannot be written as ONNX"), type(layer).__name__
                )

    def _probabilities(self) -> None:
        """Softmax of logits; those of sigmoids are their logarithms."""
        if self._network.output == "sigmoid":
            self._node("Log")
        if self._temperature != 1:
            self._node(
                "Mul", self._constant("sharpness", np.array(1 / self._temperature, np.float32))
            )
        self._node("Softmax", axis=1, result="probabilities")

    def _node(self, operator: str, *more: str, result: str = "", **attributes: Any) -> None:
        """Append an operator that reads the last value and ``more``."""
        result = result or f"{operator.lower()}{len(self._nodes)}"
        inputs = [self._value, *more]
        self._nodes.append(self._onnx.helper.make_node(operator, inputs, [result], **attributes))
        self._value = result

    def _parameters(
        self, index: int, arrays: Sequence[Array], names: Sequence[str] = ("weights", "bias")
    ) -> list[str]:
        return [
            self._constant(f"layer{index}.{name}", array)
            for name, array in zip(names, arrays, strict=False)
        ]

    def _constant(self, name: str, array: Array) -> str:
        values = np.ascontiguousarray(array)
        self._constants.append(self._onnx.numpy_helper.from_array(values, name))
        return name
