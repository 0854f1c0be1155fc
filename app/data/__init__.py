"""Training data: MNIST from a file, Keras' cache or a download, or the built-in digits.

Offers :class:`app.data.source.DataSource`, one for a window. Training, fine-tuning and the panel of
mistakes ask it where the data is; the user answers its dialogs.
"""
