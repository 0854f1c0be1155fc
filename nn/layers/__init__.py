"""Layers: each turns a batch into the next one, and a gradient back into the one before.

A layer is a frozen description; its parameters are views that the network hands to it.
"""

from nn.layers.activations import ELU, LeakyReLU, ReLU, Sigmoid, Tanh
from nn.layers.base import Layer, Parameterless, Scratch, Shape
from nn.layers.convolution import AveragePool2D, Conv2D, MaxPool2D
from nn.layers.dense import Dense, Dropout, Flatten
from nn.layers.normalisation import BatchNorm

__all__ = [
    "ELU",
    "AveragePool2D",
    "BatchNorm",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "Layer",
    "LeakyReLU",
    "MaxPool2D",
    "Parameterless",
    "ReLU",
    "Scratch",
    "Shape",
    "Sigmoid",
    "Tanh",
]
