"""Interoperation: networks go to and come from Keras and ONNX, and Keras can train them.

Keras, JAX and ONNX are imported only inside functions.
"""
