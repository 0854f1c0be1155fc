"""ONNX files as other libraries write them, taken over and compared with ONNX Runtime's answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from nn.arrays import Array
from nn.interop.formats import read_any
from nn.interop.keras import ExchangeError
from nn.interop.onnx_import import from_onnx, import_onnx
from nn.losses import softmax

onnxruntime = pytest.importorskip("onnxruntime")

node = helper.make_node


def model_of(
    nodes: list[Any],
    constants: dict[str, Array],
    *,
    shape: tuple[Any, ...] = ("N", 1, 28, 28),
    opset: int = 17,
) -> Any:
    """A model from "x" to "y" with these operators and weights."""
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def weights(*shape: int, seed: int = 0) -> Array:
    return np.random.default_rng((seed, *shape)).normal(0, 0.2, shape).astype(np.float32)


def model_zoo() -> Any:
    """The structure of the model zoo's mnist-8: CNTK's, a batch of one, biases apart."""
    nodes = [
        node("Reshape", ["w3", "shape_of_w3"], ["w3_flat"], "Times212_reshape1"),
        node("Conv", ["x", "w1"], ["c1"], "Convolution28", auto_pad="SAME_UPPER", strides=[1, 1]),
        node("Add", ["c1", "b1"], ["p1"], "Plus30"),
        node("Relu", ["p1"], ["r1"], "ReLU32"),
        node("MaxPool", ["r1"], ["m1"], "Pooling66", kernel_shape=[2, 2], strides=[2, 2]),
        node("Conv", ["m1", "w2"], ["c2"], "Convolution110", auto_pad="SAME_UPPER"),
        node("Add", ["c2", "b2"], ["p2"], "Plus112"),
        node("Relu", ["p2"], ["r2"], "ReLU114"),
        node("MaxPool", ["r2"], ["m2"], "Pooling160", kernel_shape=[3, 3], strides=[3, 3]),
        node("Reshape", ["m2", "shape_of_m2"], ["flat"], "Times212_reshape0"),
        node("MatMul", ["flat", "w3_flat"], ["t"], "Times212"),
        node("Add", ["t", "b3"], ["y"], "Plus214"),
    ]
    constants = {
        "w1": weights(8, 1, 5, 5),
        "b1": weights(8, 1, 1),
        "w2": weights(16, 8, 5, 5),
        "b2": weights(16, 1, 1),
        "w3": weights(16, 4, 4, 10),
        "b3": weights(1, 10),
        "shape_of_w3": np.array([256, 10]),
        "shape_of_m2": np.array([1, 256]),
    }
    return model_of(nodes, constants, shape=(1, 1, 28, 28), opset=8)


def pytorch_example() -> Any:
    """The structure of PyTorch's export of its MNIST example, with fewer filters."""
    nodes = [
        node("Conv", ["x", "w1", "b1"], ["c1"], "/conv1/Conv", kernel_shape=[3, 3]),
        node("Relu", ["c1"], ["r1"], "/Relu"),
        node("Conv", ["r1", "w2", "b2"], ["c2"], "/conv2/Conv", kernel_shape=[3, 3]),
        node("Relu", ["c2"], ["r2"], "/Relu_1"),
        node("MaxPool", ["r2"], ["m"], "/MaxPool", kernel_shape=[2, 2], strides=[2, 2]),
        node("Flatten", ["m"], ["f"], "/Flatten", axis=1),
        node("Gemm", ["f", "w3", "b3"], ["g"], "/fc1/Gemm", alpha=1.0, beta=1.0, transB=1),
        node("Relu", ["g"], ["r3"], "/Relu_2"),
        node("Gemm", ["r3", "w4", "b4"], ["l"], "/fc2/Gemm", transB=1),
        node("LogSoftmax", ["l"], ["y"], "/LogSoftmax", axis=1),
    ]
    constants = {
        "w1": weights(4, 1, 3, 3),
        "b1": weights(4),
        "w2": weights(6, 4, 3, 3),
        "b2": weights(6),
        "w3": weights(16, 6 * 144) / 4,
        "b3": weights(16),
        "w4": weights(10, 16),
        "b4": weights(10),
    }
    return model_of(nodes, constants)


def computed_shape() -> Any:
    """``x.view(x.size(0), -1)`` with any number of images, and what else PyTorch writes."""
    nodes = [
        node("Pad", ["x", "pads"], ["p"]),
        node("Conv", ["p", "w1"], ["c"], strides=[2, 2], pads=[1, 1, 1, 1]),
        node("BatchNormalization", ["c", "s", "b", "m", "v"], ["n"], epsilon=1e-3),
        node("LeakyRelu", ["n"], ["r"], alpha=0.2),
        node("AveragePool", ["r"], ["a"], kernel_shape=[2, 2], strides=[2, 2]),
        node("Dropout", ["a"], ["d"]),
        node("Shape", ["d"], ["shape"]),
        node("Gather", ["shape", "zero"], ["size"], axis=0),
        node("Unsqueeze", ["size", "axes"], ["sizes"]),
        node("Concat", ["sizes", "rest"], ["target"], axis=0),
        node("Reshape", ["d", "target"], ["f"]),
        node("Gemm", ["f", "w2"], ["g"]),
        node("Elu", ["g"], ["e"], alpha=0.5),
        node("MatMul", ["e", "w3"], ["h"]),
        node("Sigmoid", ["h"], ["y"]),
    ]
    constants = {
        "pads": np.array([0, 0, 0, 0, 0, 0, 1, 1]),
        "w1": weights(3, 1, 4, 4),
        **{name: weights(3, seed=5) for name in "sbm"},
        "v": np.ones(3, np.float32),
        "zero": np.array(0),
        "axes": np.array([0]),
        "rest": np.array([-1]),
        "w2": weights(147, 12),
        "w3": weights(12, 10),
    }
    return model_of(nodes, constants)


def tensorflow() -> Any:
    """Channels last and transposed for each convolution, as tf2onnx writes; the input is bytes."""
    nodes = [
        node("Div", ["x", "white"], ["s"]),
        node("Transpose", ["s"], ["t"], perm=[0, 3, 1, 2]),
        node("Conv", ["t", "w1", "b1"], ["c"], strides=[3, 3]),
        node("Tanh", ["c"], ["r"]),
        node("Transpose", ["r"], ["back"], perm=[0, 2, 3, 1]),
        node("Reshape", ["back", "shape"], ["f"]),
        node("MatMul", ["f", "w2"], ["m"]),
        node("Add", ["m", "b2"], ["l"]),
        node("Softmax", ["l"], ["y"]),
    ]
    constants = {
        "white": np.array(255, np.float32),
        "w1": weights(4, 1, 4, 4),
        "b1": weights(4),
        "shape": np.array([-1, 324]),
        "w2": weights(324, 10),
        "b2": weights(10),
    }
    return model_of(nodes, constants, shape=("N", 28, 28, 1))


def all_convolutional() -> Any:
    """The classes are maps, whose mean is taken."""
    nodes = [
        node("Conv", ["x", "w1"], ["c1"], strides=[2, 2]),
        node("Relu", ["c1"], ["r"]),
        node("Conv", ["r", "w2"], ["c2"], strides=[2, 2]),
        node("GlobalAveragePool", ["c2"], ["a"]),
        node("Squeeze", ["a", "axes"], ["y"]),
    ]
    constants = {
        "w1": weights(5, 1, 4, 4),
        "w2": weights(10, 5, 3, 3),
        "axes": np.array([2, 3]),
    }
    return model_of(nodes, constants)


MODELS: dict[str, tuple[Callable[[], Any], Callable[[Array], Array]]] = {
    "model zoo": (model_zoo, lambda y: softmax(y.T).T),
    "PyTorch": (pytorch_example, np.exp),
    "computed shape": (computed_shape, lambda y: y / y.sum(axis=1, keepdims=True)),
    "TensorFlow": (tensorflow, lambda y: y),
    "all convolutional": (all_convolutional, lambda y: softmax(y.T).T),
}


@pytest.mark.parametrize("name", MODELS)
def test_models_of_other_libraries_answer_as_in_onnxruntime(name: str, tmp_path: Path) -> None:
    made, probabilities = MODELS[name]
    proto = made()
    onnx.save(proto, tmp_path / "model.onnx")
    ours = read_any(tmp_path / "model.onnx").network
    images = np.random.default_rng(3).integers(0, 256, (40, 28, 28)).astype(np.float32)
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx")
    white = 1 if name == "TensorFlow" else 255
    shape = [1, *session.get_inputs()[0].shape[1:]]
    theirs = np.concatenate(
        [session.run(None, {"x": (image / white).reshape(shape)})[0] for image in images]
    )
    np.testing.assert_allclose(ours.predict(images / 255), probabilities(theirs), atol=1e-5)


def dense(*more: Any, **settings: Any) -> Any:
    """A small model that is whole, with more operators before its end."""
    nodes = [node("Flatten", ["x"], ["f"]), node("MatMul", ["f", "w"], ["m"]), *more]
    return model_of(nodes, {"w": weights(784, 10), "c": weights(10), **settings})


def refused() -> dict[str, Any]:
    end = node("Identity", ["m"], ["y"])
    outside = dense(end)
    outside.graph.initializer[0].data_location = TensorProto.EXTERNAL
    two = dense(end)
    two.graph.output.extend([helper.make_tensor_value_info("m", TensorProto.FLOAT, None)])
    foreign = dense(node("Gelu", ["m"], ["y"], "gelu", domain="com.microsoft"))
    image = {"w": weights(3, 1, 3, 3)}
    kernel = {"kernel_shape": [3, 3]}
    return {
        "the layer gelu .Gelu.*none of ONNX' own": foreign,
        r"the layer y \(Erf\) cannot be taken: this program has no such": dense(
            node("Erf", ["m"], ["y"])
        ),
        "lie in another one": outside,
        "one output, found 1 and 2": two,
        "joins 2 values": dense(node("Relu", ["m"], ["r"]), node("Add", ["m", "r"], ["y"])),
        "quantised": dense(
            node("DynamicQuantizeLinear", ["m"], ["q", "s", "z"]), node("Cast", ["q"], ["y"], to=1)
        ),
        "nothing may be divided": dense(node("Div", ["c", "m"], ["y"])),
        "with weights, found none": model_of([node("Flatten", ["x"], ["y"])], {}),
        "10 or 11 outputs, found 12": model_of(
            [node("Flatten", ["x"], ["f"]), node("MatMul", ["f", "w"], ["y"])],
            {"w": weights(784, 12)},
        ),
        "groups": model_of([node("Conv", ["x", "w"], ["y"], dilations=[2, 2], **kernel)], image),
        "overlap": model_of([node("MaxPool", ["x"], ["y"], strides=[2, 2], **kernel)], image),
        "28×28 grey": model_of([node("Flatten", ["x"], ["y"])], {}, shape=("N", 3, 224, 224)),
        "at most 16777216 parameters": model_of(
            [node("Pad", ["x", "p"], ["q"]), node("Conv", ["q", "w"], ["y"], pads=[0, 0, 99, 99])],
            {"p": np.array([0, 0, 0, 0, 0, 0, 9000, 9000]), **image},
        ),
        "is no constant": dense(node("Reshape", ["m", "unknown"], ["y"])),
    }


@pytest.mark.parametrize("why", refused())
def test_what_cannot_be_taken_is_refused_with_the_reason(why: str) -> None:
    with pytest.raises(ExchangeError, match=why):
        from_onnx(refused()[why])


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x08\x12\x07", None])
def test_a_file_without_a_model_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExchangeError, match=r"model\.onnx: expected an ONNX model"):
        import_onnx(path)


def test_an_operator_that_does_not_fit_is_refused_by_name() -> None:
    proto = dense(node("Gemm", ["m", "w"], ["y"], "last"))
    with pytest.raises(ExchangeError, match=r"the layer last \(Gemm\).*784 inputs, and 10 come"):
        from_onnx(proto)


def test_a_model_may_take_so_many_images_at_once_and_no_others() -> None:
    nodes = [node("Reshape", ["x", "shape"], ["f"]), node("MatMul", ["f", "w"], ["y"])]
    constants = {"shape": np.array([64, 784]), "w": weights(784, 10)}
    imported = from_onnx(model_of(nodes, constants, shape=(64, 1, 28, 28)))
    np.testing.assert_array_equal(imported.network.views[-1][0], constants["w"].T)


def test_constants_that_would_be_copied_again_and_again_are_not_computed() -> None:
    casts = [node("Cast", [f"w{n}"], [f"w{n + 1}"], to=TensorProto.FLOAT) for n in range(400)]
    nodes = [node("Flatten", ["x"], ["f"]), *casts, node("MatMul", ["f", "w400"], ["y"])]
    with pytest.raises(ExchangeError, match="joins 2 values"):
        from_onnx(model_of(nodes, {"w0": weights(784, 1000)}))


def test_without_onnx_runtime_the_slow_evaluator_compares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert from_onnx(dense(node("Relu", ["m"], ["y"]))).network.classes == 10
