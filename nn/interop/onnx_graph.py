"""The graph of an ONNX file: which operators an image passes, and what is constant.

    graph → constants: initializers, and what is computed from them alone
          → the way: from the output back to the input, along the one value that is no constant

Nothing is computed whose result could be larger than what is in the file already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import first_line
from nn.interop.chain import refused_layer
from nn.interop.keras import ExchangeError
from nn.layers import Shape
from nn.messages import N_, message
from nn.network import MOST_LAYERS, MOST_PARAMETERS

_MOST_NODES = 10 * MOST_LAYERS
"""Of a graph, those included that compute constants alone."""

_LARGEST_SHAPE = 64
"""Numbers of a shape that is put together from parts."""


class Graph:
    """The operators of an ``onnx.ModelProto`` that lead from its input to its output.

    ``way`` are the nodes that an image passes. ``input_shape`` is that of one sample, ``batch``
    how many at once the model takes, 0 for any number. Raises ExchangeError for a graph that is
    no chain, or is made of what is not read.
    """

    def __init__(self, onnx: Any, proto: Any) -> None:
        self._onnx = onnx
        self._graph = proto.graph
        _check(onnx, proto)
        to_array = onnx.numpy_helper.to_array
        self.constants: dict[str, Array] = {
            tensor.name: to_array(tensor) for tensor in proto.graph.initializer
        }
        self._shapes: dict[str, Shape] = {}
        self._computed = 0
        self._producers = {name: node for node in proto.graph.node for name in node.output}
        for node in proto.graph.node:
            self._note_constant(node)
        self.input, self.batch, self.input_shape = self._find_input()
        self.output = self._find_output()
        self.way = self._find_way()

    def attributes(self, node: Any) -> dict[str, Any]:
        """An operator's settings by their names; those that are texts as str."""
        value_of = self._onnx.helper.get_attribute_value
        found = {entry.name: value_of(entry) for entry in node.attribute}
        return {
            name: value.decode() if isinstance(value, bytes) else value
            for name, value in found.items()
        }

    def note_shape(self, name: str, shape: Shape) -> None:
        """The value of that name has this shape, for one sample."""
        self._shapes[name] = shape

    def constant(self, node: Any, index: int) -> Array:
        """An operator's input that depends on no image; one that depends on its shape may.

        Raises ExchangeError where it is anything else.
        """
        name = node.input[index]
        if name not in self.constants:
            self._compute(name)
        if name not in self.constants:
            raise refusal(node, N_("nn", "its input {0} is no constant"), first_line(name))
        return self.constants[name]

    def reduced(self) -> Any:
        """A copy of the graph of what the output needs: whatever else is in it is never run."""
        onnx, kept, wanted = self._onnx, [], {self.output}
        for node in reversed(self._graph.node):
            if wanted & set(node.output):
                kept.append(node)
                wanted |= set(node.input)
        graph = onnx.GraphProto(name="original")
        graph.node.extend(reversed(kept))
        graph.initializer.extend(one for one in self._graph.initializer if one.name in wanted)
        graph.input.extend(one for one in self._graph.input if one.name == self.input)
        graph.output.extend(one for one in self._graph.output if one.name == self.output)
        return graph

    def _find_input(self) -> tuple[str, int, Shape]:
        # Older files list the weights among the inputs, too.
        inputs = [value for value in self._graph.input if value.name not in self.constants]
        outputs = len(self._graph.output)
        if len(inputs) != 1 or outputs != 1:
            raise ExchangeError(
                N_("nn", "expected a model with one input and one output, found {0} and {1}"),
                len(inputs),
                outputs,
            )
        kind = inputs[0].type.tensor_type
        batch, *sides = [dimension.dim_value for dimension in kind.shape.dim] or [0]
        if kind.elem_type != self._onnx.TensorProto.FLOAT:
            raise ExchangeError(N_("nn", "expected a model that reads numbers of the type float32"))
        return inputs[0].name, batch, tuple(sides)

    def _find_output(self) -> str:
        name: str = self._graph.output[0].name
        return name

    def _find_way(self) -> list[Any]:
        way: list[Any] = []
        name = self.output
        while name != self.input:
            node = self._producers.get(name)
            if node is None or len(way) == _MOST_NODES:
                raise ExchangeError(
                    N_("nn", "expected a model whose output depends on its input alone")
                )
            way.append(node)
            name = self._passed(node)
        return way[::-1]

    def _passed(self, node: Any) -> Any:
        """The input of an operator that depends on the image."""
        joined = [name for name in node.input if name and name not in self.constants]
        if node.op_type in _TAKE_A_SHAPE:
            joined = joined[:1]
        if len(joined) != 1:
            raise refusal(
                node, N_("nn", "it joins {0} values, and only a chain is known here"), len(joined)
            )
        return joined[0]

    def _note_constant(self, node: Any) -> None:
        """What an operator gives, where it depends on constants alone."""
        if node.op_type == "Constant":
            value = next(iter(self.attributes(node).values()), None)
            if isinstance(value, self._onnx.TensorProto):
                value = self._onnx.numpy_helper.to_array(value)
            self.constants[node.output[0]] = np.asarray(value)
        elif all(name in self.constants for name in node.input if name):
            self._evaluate(node)

    def _compute(self, name: str, depth: int = 0) -> None:
        """Make a constant of what is put together from the shapes of values before."""
        node = self._producers.get(name)
        if node is None or depth == _LARGEST_SHAPE:
            return
        if node.op_type == "Shape" and node.input[0] in self._shapes:
            if not node.attribute:
                self.constants[name] = np.array(self._shapes[node.input[0]], np.int64)
            return
        for entry in node.input:
            if entry and entry not in self.constants:
                self._compute(entry, depth + 1)
        if all(entry in self.constants for entry in node.input if entry):
            self._evaluate(node)

    def _evaluate(self, node: Any) -> None:
        operation = _OPERATIONS.get(node.op_type)
        inputs = [self.constants[name] for name in node.input if name]
        if operation is None or not inputs:
            return
        size = sum(array.size for array in inputs)
        if size > _LARGEST_SHAPE:
            self._computed += size
            if node.op_type not in _SAME_SIZE or self._computed > 2 * MOST_PARAMETERS:
                return
        self.constants[node.output[0]] = operation(inputs, self.attributes(node))


def refusal(node: Any, why: str, *arguments: object) -> ExchangeError:
    """That an operator cannot be taken over, and why not."""
    return refused_layer(name_of(node), first_line(node.op_type), message(why, *arguments))


def name_of(node: Any) -> str:
    """How an operator is called: many have no name, and their value's says where they are."""
    return first_line(node.name or "".join(node.output[:1]) or node.op_type)


def _check(onnx: Any, proto: Any) -> None:
    """Raise ExchangeError for what is not read whatever it is for."""
    graph = proto.graph
    if len(graph.node) > _MOST_NODES:
        raise ExchangeError(
            N_("nn", "expected a model of at most {0} operators, found {1}"),
            _MOST_NODES,
            len(graph.node),
        )
    tensors = [
        *graph.initializer,
        *(entry.t for node in graph.node for entry in node.attribute if entry.HasField("t")),
    ]
    if any(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in tensors):
        raise ExchangeError(
            N_("nn", "expected a model in one file, found weights that lie in another one")
        )
    if sum(int(np.prod(tensor.dims, dtype=float)) for tensor in tensors) > 2 * MOST_PARAMETERS:
        raise ExchangeError(N_("nn", "expected a model of at most {0} weights"), MOST_PARAMETERS)
    for node in graph.node:
        if "Quantize" in node.op_type or "Integer" in node.op_type or "QLinear" in node.op_type:
            raise refusal(node, N_("nn", "quantised models are not read: save float32 weights"))
        if node.domain not in ("", "ai.onnx"):
            raise refusal(node, N_("nn", "it is none of ONNX' own operators"))


def _axes(inputs: list[Array], attributes: dict[str, Any]) -> tuple[int, ...]:
    """Of a Squeeze or Unsqueeze, which newer versions have as an input."""
    axes = inputs[1] if len(inputs) > 1 else attributes.get("axes", ())
    return tuple(int(axis) for axis in np.ravel(axes))


def squeezed(value: Array, axes: tuple[int, ...]) -> Array:
    """The value without these axes of length 1; without all such where none is named."""
    result: Array = np.squeeze(value, axes or None)
    return result


def reshaped(value: Array, target: Array, *, keep_zero: bool = False) -> Array:
    """As ONNX reshapes: a 0 is the side that was there, unless ``keep_zero``; a -1 is the rest."""
    sides = [int(side) for side in np.ravel(target)]
    if not keep_zero:
        sides = [value.shape[axis] if side == 0 else side for axis, side in enumerate(sides)]
    return value.reshape(sides)


def _cast(inputs: list[Array], attributes: dict[str, Any]) -> Array:
    value = inputs[0]
    # Of ONNX' types, those that shapes and weights have: 7 is int64, 6 is int32.
    return value.astype(np.int64) if attributes.get("to") in (6, 7) else value.astype(np.float32)


def _sliced(inputs: list[Array], attributes: dict[str, Any]) -> Array:
    value, first, end, *more = inputs
    if value.ndim != 1 or len(more) > 1:
        raise ValueError("only a shape is sliced here")
    result: Array = value[int(first.ravel()[0]) : int(end.ravel()[0])]
    return result


_OPERATIONS: dict[str, Callable[[list[Array], dict[str, Any]], Array]] = {
    "Cast": _cast,
    "Concat": lambda inputs, attributes: np.concatenate(inputs, attributes.get("axis", 0)),
    "Gather": lambda inputs, attributes: np.take(
        inputs[0], inputs[1].astype(int), attributes.get("axis", 0)
    ),
    "Identity": lambda inputs, attributes: inputs[0],
    "Reshape": lambda inputs, attributes: reshaped(
        inputs[0], inputs[1], keep_zero=bool(attributes.get("allowzero"))
    ),
    "Slice": _sliced,
    "Squeeze": lambda inputs, attributes: squeezed(inputs[0], _axes(inputs, attributes)),
    "Transpose": lambda inputs, attributes: inputs[0].transpose(attributes.get("perm")),
    "Unsqueeze": lambda inputs, attributes: np.expand_dims(inputs[0], _axes(inputs, attributes)),
}
"""What is computed of constants."""

_SAME_SIZE = ("Cast", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze")
"""Those of them that make nothing larger, so that they may be applied to weights, too."""

_TAKE_A_SHAPE = ("Pad", "Reshape", "Squeeze", "Unsqueeze")
"""The operators whose first input is the value, and whose others say what becomes of its shape."""
