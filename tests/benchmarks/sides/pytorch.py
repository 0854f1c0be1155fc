"""PyTorch in its fastest form: fused optimisers, float tensors made beforehand.

Its variants are each tried on this very task, and the fastest is what is measured: eager or
compiled, on one thread or more, for images with the channels first or last. Gathering each batch by
its indices is faster than reordering all images before an epoch, and the fused Adam is faster than
the foreach and the plain one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import nn

from nn.arrays import Array
from nn.layers import BatchNorm, Conv2D, Dense, Dropout, Flatten, Layer, ReLU
from nn.preprocessing.pipeline import SIZE
from tests.benchmarks.tasks import LEARNING_RATE, MOMENTUM, Task

_TRIED = 20
"""Steps by which the variants are held against each other, after as many to warm up."""


@dataclass(frozen=True)
class Variant:
    """One way to run a network."""

    is_compiled: bool
    threads: int
    channels_last: bool

    def __str__(self) -> str:
        parts = ["compiled" if self.is_compiled else "eager", f"{self.threads} threads"]
        return ", ".join([*parts, *(["channels last"] if self.channels_last else [])])


def prepare(task: Task, images: Array, labels: Array) -> tuple[Callable[[], None], str]:
    torch.manual_seed(0)
    inputs = torch.tensor(images, dtype=torch.float32) / 255
    inputs = inputs.unsqueeze(1) if task.is_convolutional else inputs.flatten(1)
    targets = torch.tensor(labels, dtype=torch.int64)
    steps = {variant: _step(task, variant, inputs, targets) for variant in _variants(task)}
    seconds = {variant: _seconds(task, variant, step) for variant, step in steps.items()}
    best = min(seconds, key=lambda variant: seconds[variant])
    torch.set_num_threads(best.threads)

    def run() -> None:
        order = torch.randperm(len(inputs))
        for number in range(task.steps):
            steps[best](order[number * task.batch_size : (number + 1) * task.batch_size])

    return run, str(best)


def _variants(task: Task) -> Iterator[Variant]:
    for is_compiled in (False, True):
        for threads in sorted({1, task.threads}):
            for channels_last in (False, True) if task.is_convolutional else (False,):
                yield Variant(is_compiled, threads, channels_last)


def _step(
    task: Task, variant: Variant, inputs: torch.Tensor, targets: torch.Tensor
) -> Callable[[torch.Tensor], None]:
    """Learns from the images with these indices."""
    network = network_for(task)
    if variant.channels_last:
        network = network.to(memory_format=torch.channels_last)
        inputs = inputs.contiguous(memory_format=torch.channels_last)
    optimizer = optimizer_for(task, network)
    loss_function = nn.CrossEntropyLoss()
    forward = torch.compile(network, dynamic=False) if variant.is_compiled else network

    def step(batch: torch.Tensor) -> None:
        optimizer.zero_grad(set_to_none=True)
        loss_function(forward(inputs[batch]), targets[batch]).backward()
        optimizer.step()

    return step


def _seconds(task: Task, variant: Variant, step: Callable[[torch.Tensor], None]) -> float:
    torch.set_num_threads(variant.threads)
    batch = torch.arange(task.batch_size)
    for _ in range(_TRIED):
        step(batch)
    start = time.perf_counter()
    for _ in range(_TRIED):
        step(batch)
    return time.perf_counter() - start


def network_for(task: Task) -> nn.Module:
    """The task's layers as PyTorch's."""
    shape: tuple[int, ...] = (1, SIZE, SIZE)
    modules: list[nn.Module] = []
    for layer in task.layers:
        if not (isinstance(layer, Flatten) and not task.is_convolutional):
            modules.append(_module(layer, shape))
        shape = layer.output_shape(shape)
    return nn.Sequential(*modules)


def _module(layer: Layer, shape: tuple[int, ...]) -> nn.Module:
    match layer:
        case Flatten():
            return nn.Flatten()
        case Dense():
            return nn.Linear(shape[0], layer.units, bias=layer.bias)
        case Conv2D():
            return nn.Conv2d(
                shape[0], layer.filters, layer.kernel, layer.stride, layer.padding, bias=layer.bias
            )
        case BatchNorm():
            return nn.BatchNorm2d(shape[0]) if len(shape) == 3 else nn.BatchNorm1d(shape[0])
        case ReLU():
            return nn.ReLU(inplace=True)
        case Dropout():
            return nn.Dropout(layer.rate)
    raise TypeError(f"no such layer in PyTorch: {layer}")


def optimizer_for(task: Task, network: nn.Module) -> torch.optim.Optimizer:
    rate = LEARNING_RATE[task.optimizer]
    if task.optimizer == "adam":
        return torch.optim.Adam(network.parameters(), rate, fused=True)
    return torch.optim.SGD(network.parameters(), rate, momentum=MOMENTUM, fused=True)
