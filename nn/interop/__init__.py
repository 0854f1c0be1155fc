"""Exchange: networks go to and come from Keras and ONNX."""
