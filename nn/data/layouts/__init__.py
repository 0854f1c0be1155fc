"""Digits in the layouts that people have, besides MNIST's own.

    csv_tables.py        Kaggle's Digit Recognizer: a label and 784 pixels a line, heading or not
    picture_folders.py   0/*.png … 9/*.png
    emnist.py            EMNIST's and QMNIST's IDX, under their own names; EMNIST's are turned
    array_files.py       .npz: x_train, y_train …, or one pair such as images and labels

Images may be (N, 28, 28), (N, 28, 28, 1), (N, 784), of bytes or of numbers from 0 to 1; labels may
be one-hot. Small images, 8×8 or 16×16, and pictures are brought to the frame as every drawing is.
Where there is no part to test by, the last sixth is kept for it.

:func:`nn.data.layouts.reading.read_digits` is the one way in.
"""
