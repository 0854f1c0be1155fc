"""Interoperation: networks go to and come from Keras, ONNX and safetensors; Keras can train them.

:mod:`nn.interop.formats` is the door for files; the window and the command line use it, and
:mod:`nn.interop.keras_engine`. Keras, JAX, ONNX and its runtime are imported only inside functions.
"""
