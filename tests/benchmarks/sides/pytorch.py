"""PyTorch in eager mode, in its fastest form: fused optimisers, float tensors made beforehand.

Gathering each batch by its indices is faster than reordering all images before an epoch, and
the fused Adam is faster than the foreach and the plain one.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from nn.arrays import Array
from tests.benchmarks.tasks import LEARNING_RATE, MOMENTUM, THREADS, Task


def prepare(task: Task, images: Array, labels: Array) -> Callable[[], None]:
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    inputs = torch.tensor(images, dtype=torch.float32) / 255
    inputs = inputs.flatten(1) if task.network == "dense" else inputs.unsqueeze(1)
    targets = torch.tensor(labels, dtype=torch.int64)
    network = network_for(task)
    optimizer = optimizer_for(task, network)
    loss_function = nn.CrossEntropyLoss()

    def run() -> None:
        order = torch.randperm(len(inputs))
        for step in range(task.steps):
            batch = order[step * task.batch_size : (step + 1) * task.batch_size]
            optimizer.zero_grad(set_to_none=True)
            loss_function(network(inputs[batch]), targets[batch]).backward()
            optimizer.step()

    return run


def network_for(task: Task) -> nn.Module:
    if task.network == "dense":
        return nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, stride=2, padding=2),
        nn.ReLU(),
        nn.Conv2d(16, 64, 5, stride=2, padding=2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(7 * 7 * 64, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


def optimizer_for(task: Task, network: nn.Module) -> torch.optim.Optimizer:
    rate = LEARNING_RATE[task.optimizer]
    if task.optimizer == "adam":
        return torch.optim.Adam(network.parameters(), rate, fused=True)
    return torch.optim.SGD(network.parameters(), rate, momentum=MOMENTUM, fused=True)
