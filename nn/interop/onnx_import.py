"""An ONNX file as a network of this library.

    file → its size → graph → operators from the input to the output → a chain of ours
                            → both answer digits alike

Exporters write a graph in many ways: a bias as an Add of its own, an image's axes in another order,
a flattening as a Reshape or a Transpose and a Reshape. The chain knows what becomes of each value.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import first_line, open_regular
from nn.interop.chain import Chain, Sides, Step, same_padding
from nn.interop.keras import ExchangeError
from nn.interop.onnx_export import load_onnx
from nn.interop.onnx_graph import Graph, name_of, reshaped, squeezed
from nn.interop.original import Imported, taken_over, understanding
from nn.layers import ELU, AveragePool2D, LeakyReLU, MaxPool2D, ReLU, Sigmoid, Tanh
from nn.messages import N_, Message, message
from nn.network import MOST_PARAMETERS

_MOST_BYTES = 8 * MOST_PARAMETERS
"""Of a file: its weights, and as much again."""


def import_onnx(path: Path) -> Imported:
    """The network in an ``.onnx`` file; raises ExchangeError where there is none."""
    onnx = load_onnx()
    content = _content(path)
    try:
        proto = onnx.load_model_from_string(content)
    # Protobuf's parser raises whatever its parts raise.
    except Exception as error:
        raise _not_onnx(path, message(N_("nn", "a file of another kind"))) from error
    if not proto.graph.node:
        raise _not_onnx(path, message(N_("nn", "a file of another kind")))
    with understanding():
        return from_onnx(proto)


def from_onnx(proto: Any) -> Imported:
    """The network that gives the same probabilities as an ``onnx.ModelProto``.

    A model without a softmax or sigmoid at its end is taken to end in logits. Raises
    ExchangeError, which names the operator that has no counterpart or that differs.
    """
    onnx = load_onnx()
    graph = Graph(onnx, proto)
    chain = Chain(graph.input_shape, channels_last=False)
    graph.note_shape(graph.input, chain.places.shape)
    for node in graph.way:
        _take(chain, graph, node)
        graph.note_shape(node.output[0], chain.places.shape)
    return taken_over(chain, _OnnxOriginal(onnx, proto, graph), facts=_facts(proto))


class _OnnxOriginal:
    """The model itself, run by ONNX Runtime, or by ONNX' own slow evaluator where that is missing.

    Of a file, only what has been understood is run.
    """

    def __init__(self, onnx: Any, proto: Any, graph: Graph) -> None:
        self._graph = graph
        self._proto = onnx.ModelProto()
        self._proto.CopyFrom(proto)
        self._proto.graph.CopyFrom(graph.reduced())
        self._onnx = onnx

    def outputs(self, inputs: Array) -> Array:
        return self._run(inputs, [self._graph.output])[0]

    def values(self, inputs: Array) -> Iterator[Array]:
        names = [node.output[0] for node in self._graph.way]
        for name in names:
            if name != self._graph.output:
                self._proto.graph.output.append(self._onnx.ValueInfoProto(name=name))
        yield from self._run(inputs, names)

    def _run(self, inputs: Array, names: list[str]) -> list[Array]:
        """The values of these names for all inputs, as many at once as the model takes."""
        run = _runner(self._proto)
        size = self._graph.batch or len(inputs)
        parts: list[list[Array]] = []
        for first in range(0, len(inputs), size):
            batch = inputs[first : first + size]
            # The last batch is filled up; what is too much is cut off below.
            filled = np.resize(batch, (size, *batch.shape[1:]))
            parts.append(run(names, {self._graph.input: filled}))
        return [np.concatenate(values)[: len(inputs)] for values in zip(*parts, strict=True)]


def _runner(proto: Any) -> Callable[[list[str], dict[str, Array]], list[Array]]:
    try:
        import onnxruntime
    except ImportError:
        from onnx.reference import ReferenceEvaluator

        evaluator: Callable[..., list[Array]] = ReferenceEvaluator(proto).run
        return evaluator
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        proto.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    run: Callable[..., list[Array]] = session.run
    return run


def _content(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            size = file.seek(0, io.SEEK_END)
            if size > _MOST_BYTES:
                raise _not_onnx(path, message(N_("nn", "{0} MB, more than is read"), size // 2**20))
            file.seek(0)
            return file.read()
    except OSError as error:
        reason = error.strerror or first_line(error)
        raise _not_onnx(path, message(N_("nn", "nothing readable there ({0})"), reason)) from error


def _not_onnx(path: Path, found: Message) -> ExchangeError:
    return ExchangeError(N_("nn", "{0}: expected an ONNX model; found {1}."), path, found)


def _facts(proto: Any) -> str:
    """What a file that this program has written tells of the training; "" for any other."""
    known = {entry.key: entry.value for entry in proto.metadata_props}
    if proto.producer_name != "Digits" or not {"recipe", "training"} <= set(known):
        return ""
    return json.dumps({"recipe": known["recipe"], "facts": json.loads(known["training"])})


def _take(chain: Chain, graph: Graph, node: Any) -> None:
    step = chain.begin(name_of(node), first_line(node.op_type))
    if node.op_type not in _READERS:
        raise step.refusal(N_("nn", "this program has no such layer"))
    _READERS[node.op_type](_Operator(chain, step, graph, node))


class _Operator:
    """An operator that is to be understood: what its readers ask of it."""

    def __init__(self, chain: Chain, step: Step, graph: Graph, node: Any) -> None:
        self.chain = chain
        self.step = step
        self.settings = graph.attributes(node)
        self.inputs = len([name for name in node.input if name])
        self.batch = graph.batch
        self._graph = graph
        self._node = node

    def constant(self, index: int) -> Array:
        """One of its inputs, which is none of the image's values."""
        return self._graph.constant(self._node, index)

    def is_constant(self, index: int) -> bool:
        """Whether an input is known whatever the image."""
        return self._node.input[index] in self._graph.constants

    def single(self, name: str, default: int = 1) -> int:
        """The one number that a pair of equal numbers stands for."""
        numbers = {int(number) for number in self.settings.get(name, [default])}
        if len(numbers) != 1:
            raise self.step.refusal(N_("nn", "{0} has to be the same in both directions"), name)
        return numbers.pop()

    def axes(self, index: int = 1) -> tuple[int, ...]:
        """Its axes, which newer versions of ONNX have as an input."""
        given = self.constant(index) if self.inputs > index else self.settings.get("axes", ())
        return tuple(int(axis) for axis in np.ravel(given))

    def sides(self, kernel: int, stride: int) -> Sides:
        """The zeros that it puts around an image."""
        kind = self.settings.get("auto_pad", "NOTSET")
        if kind in ("SAME_UPPER", "SAME_LOWER"):
            height, width = self.chain.image_sides()
            (top, bottom), (left, right) = (
                same_padding(side, kernel, stride) for side in (height, width)
            )
            if kind == "SAME_LOWER":
                top, bottom, left, right = bottom, top, right, left
            return top, left, bottom, right
        top, left, bottom, right = (int(side) for side in self.settings.get("pads", [0] * 4))
        return top, left, bottom, right


def _gemm(operator: _Operator) -> None:
    settings = operator.settings
    weights = operator.constant(1).astype(np.float32)
    if weights.ndim != 2 or settings.get("transA"):
        raise operator.step.refusal(N_("nn", "only a matrix of weights is known here"))
    weights = weights if settings.get("transB") else weights.T
    bias = None
    if operator.inputs > 2:
        bias = settings.get("beta", 1.0) * np.ravel(operator.constant(2)).astype(np.float32)
        bias = np.broadcast_to(bias, (len(weights),))
    operator.chain.dense(settings.get("alpha", 1.0) * weights, bias)


def _matrix_product(operator: _Operator) -> None:
    if operator.is_constant(0) or operator.constant(1).ndim != 2:
        raise operator.step.refusal(N_("nn", "only a matrix of weights is known here"))
    operator.chain.dense(operator.constant(1).astype(np.float32).T, None)


def _convolution(operator: _Operator) -> None:
    kernels = operator.constant(1).astype(np.float32)
    if kernels.ndim != 4:
        raise operator.step.refusal(N_("nn", "its kernels have to be squares over all channels"))
    if operator.single("dilations") != 1 or operator.settings.get("group", 1) != 1:
        raise operator.step.refusal(N_("nn", "dilation and groups are not known here"))
    stride = operator.single("strides")
    bias = operator.constant(2).astype(np.float32) if operator.inputs > 2 else None
    operator.chain.convolution(kernels, bias, stride, operator.sides(kernels.shape[2], stride))


def _pooling(operator: _Operator) -> None:
    size, stride = operator.single("kernel_shape"), operator.single("strides")
    if size != stride or operator.single("dilations") != 1:
        raise operator.step.refusal(N_("nn", "squares that overlap are not known here"))
    reaches_over = any(side % size for side in operator.chain.image_sides())
    rounds_up = operator.settings.get("ceil_mode") and reaches_over
    if any(operator.sides(size, stride)) or rounds_up:
        raise operator.step.refusal(N_("nn", "squares that reach over the edge are not known here"))
    is_mean = operator.step.kind == "AveragePool"
    operator.chain.pool(AveragePool2D if is_mean else MaxPool2D, size)


def _mean(operator: _Operator) -> None:
    axes = {axis % operator.chain.places.ndim for axis in operator.axes()}
    if operator.chain.places.ndim != 4 or axes != {2, 3}:
        raise operator.step.refusal(N_("nn", "only the mean of whole channels is known here"))
    operator.chain.pool_all(AveragePool2D)
    if not operator.settings.get("keepdims", 1):
        operator.chain.flatten()


def _normalisation(operator: _Operator) -> None:
    settings = operator.settings
    if settings.get("training_mode"):
        raise operator.step.refusal(N_("nn", "it was saved while it was in training"))
    arrays = [operator.constant(index).astype(np.float32) for index in range(1, 5)]
    momentum, epsilon = settings.get("momentum", 0.9), settings.get("epsilon", 1e-5)
    operator.chain.normalise(arrays, float(momentum), float(epsilon))


def _arithmetic(operator: _Operator) -> None:
    """A sum, difference, product or quotient of the values and a constant."""
    is_first = operator.is_constant(0)
    number = _by_channel(operator, operator.constant(0 if is_first else 1))
    none, one = np.zeros(1), np.ones(1)
    match operator.step.kind, is_first:
        case "Add", _:
            operator.chain.scale(one, number)
        case "Sub", False:
            operator.chain.scale(one, -number)
        case "Sub", True:
            operator.chain.scale(-one, number)
        case "Mul", _:
            operator.chain.scale(number, none)
        case "Div", False:
            operator.chain.scale(1 / number, none)
        case _:
            raise operator.step.refusal(N_("nn", "nothing may be divided by the values"))


def _by_channel(operator: _Operator, constant: Array) -> Array:
    """A constant that is the same for all places of a channel: one number, or one a channel."""
    places = operator.chain.places
    shape = (1,) * (places.ndim - constant.ndim) + constant.shape
    beside = [side for axis, side in enumerate(shape) if axis != 1]
    if len(shape) != places.ndim or any(side != 1 for side in beside):
        raise operator.step.refusal(N_("nn", "its numbers differ within a channel"))
    return constant.ravel().astype(float)


def _padding(operator: _Operator) -> None:
    given = operator.constant(1) if operator.inputs > 1 else operator.settings.get("pads", ())
    pads = [int(side) for side in np.ravel(given)]
    value = operator.constant(2) if operator.inputs > 2 else operator.settings.get("value", 0.0)
    is_zero = operator.settings.get("mode", "constant") == "constant" and not np.any(value)
    # A fourth input would say which axes are meant; without it, all four are.
    is_of_image = operator.inputs < 4 and len(pads) == 8 and not any(pads[:2] + pads[4:6])
    if not (is_of_image and is_zero):
        raise operator.step.refusal(N_("nn", "only zeros around an image are known here"))
    operator.chain.pad((pads[2], pads[3], pads[6], pads[7]))


def _flatten(operator: _Operator) -> None:
    if operator.settings.get("axis", 1) != 1:
        raise operator.step.refusal(N_("nn", "each image has to become one row"))
    operator.chain.flatten()


def _reshape(operator: _Operator) -> None:
    places, target = operator.chain.places, np.ravel(operator.constant(1)).copy()
    # Here a batch is one image, whatever its size in the file.
    if len(target) and target[0] > 1 and target[0] == operator.batch:
        target[0] = 1
    keep_zero = bool(operator.settings.get("allowzero"))
    _rearrange(operator, reshaped(places, target, keep_zero=keep_zero))


def _transpose(operator: _Operator) -> None:
    _rearrange(operator, operator.chain.places.transpose(operator.settings.get("perm")))


def _squeeze(operator: _Operator) -> None:
    places = operator.chain.places
    axes = operator.axes() or tuple(
        axis for axis, side in enumerate(places.shape) if axis and side == 1
    )
    _rearrange(operator, squeezed(places, axes) if axes else places)


def _rearrange(operator: _Operator, places: Array) -> None:
    if places.ndim < 2 or len(places) != 1:
        raise operator.step.refusal(N_("nn", "the images of a batch have to stay apart"))
    operator.chain.rearrange(places)


def _softmax(operator: _Operator) -> None:
    axis = operator.settings.get("axis", -1)
    if axis not in (1, -1):
        raise operator.step.refusal(N_("nn", "it has to be over the classes"))
    operator.chain.end("softmax" if operator.step.kind == "Softmax" else "log_softmax")


def _nothing(operator: _Operator) -> None:
    """An operator that changes nothing in a prediction."""


_READERS: dict[str, Callable[[_Operator], None]] = {
    "Add": _arithmetic,
    "AveragePool": _pooling,
    "BatchNormalization": _normalisation,
    "Cast": _nothing,
    "Conv": _convolution,
    "Div": _arithmetic,
    "Dropout": _nothing,
    "Elu": lambda operator: operator.chain.activate(ELU(operator.settings.get("alpha", 1.0))),
    "Flatten": _flatten,
    "Gemm": _gemm,
    "GlobalAveragePool": lambda operator: operator.chain.pool_all(AveragePool2D),
    "GlobalMaxPool": lambda operator: operator.chain.pool_all(MaxPool2D),
    "Identity": _nothing,
    "LeakyRelu": lambda operator: operator.chain.activate(
        LeakyReLU(operator.settings.get("alpha", 0.01))
    ),
    "Log": lambda operator: operator.chain.take_logarithm(),
    "LogSoftmax": _softmax,
    "MatMul": _matrix_product,
    "MaxPool": _pooling,
    "Mul": _arithmetic,
    "Pad": _padding,
    "ReduceMean": _mean,
    "Relu": lambda operator: operator.chain.activate(ReLU()),
    "Reshape": _reshape,
    "Sigmoid": lambda operator: operator.chain.activate(Sigmoid()),
    "Softmax": _softmax,
    "Squeeze": _squeeze,
    "Sub": _arithmetic,
    "Tanh": lambda operator: operator.chain.activate(Tanh()),
    "Transpose": _transpose,
    "Unsqueeze": lambda operator: _rearrange(
        operator, np.expand_dims(operator.chain.places, operator.axes())
    ),
}
"""What each operator of ONNX is here."""
