"""Digits in the layouts that people have are read as MNIST is, or refused in a sentence."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nn.arrays import Array
from nn.data.datasets import DataError, load_mnist
from nn.data.files import write_arrays
from nn.data.layouts.reading import read_digits
from nn.synthesis.digits import synthesise_images

IMAGES, LABELS = synthesise_images(60, rng=np.random.default_rng(0))


def csv_file(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(rows) + "\n")
    return path


def kaggle_rows() -> list[str]:
    rows = np.column_stack([LABELS, IMAGES.reshape(60, -1)])
    heading = ",".join(["label", *(f"pixel{i}" for i in range(784))])
    return [heading, *(",".join(map(str, row)) for row in rows)]


def assert_whole(path: Path) -> None:
    """The parts together are all the images, in their order."""
    train, test = read_digits(path)
    np.testing.assert_array_equal(np.concatenate([train.images, test.images]), IMAGES)
    np.testing.assert_array_equal(np.concatenate([train.labels, test.labels]), LABELS)
    assert len(test) == 10


def test_kaggles_csv(tmp_path: Path) -> None:
    assert_whole(csv_file(tmp_path / "train.csv", kaggle_rows()))


def test_a_csv_without_a_heading(tmp_path: Path) -> None:
    assert_whole(csv_file(tmp_path / "digits.csv", kaggle_rows()[1:]))


def test_a_packed_csv(tmp_path: Path) -> None:
    path = tmp_path / "train.csv.gz"
    path.write_bytes(gzip.compress("\n".join(kaggle_rows()).encode()))
    assert_whole(path)


def test_a_csv_that_begins_with_an_empty_line(tmp_path: Path) -> None:
    assert_whole(csv_file(tmp_path / "digits.csv", ["", *kaggle_rows()[1:]]))


def test_a_csv_as_numpy_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "digits.csv"
    np.savetxt(path, np.column_stack([LABELS, IMAGES.reshape(60, -1)]), delimiter=",")
    assert_whole(path)


def test_a_csv_that_is_missing_is_told_without_python_words(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"found No such file or directory\.$"):
        read_digits(tmp_path / "none.csv")


@pytest.mark.parametrize("name", ["digits.csv", "digits.npz", "with test.npz", "mnist.npz"])
def test_digits_in_their_order_are_mixed_before_some_are_kept_back(
    tmp_path: Path, name: str
) -> None:
    """Else those that choose the best network would all be nines."""
    images, labels = synthesise_images(120, rng=np.random.default_rng(0))
    order = np.argsort(labels, kind="stable")
    images, labels, path = images[order], labels[order], tmp_path / name
    match name:
        case "digits.csv":
            table = np.column_stack([labels, images.reshape(120, -1)])
            np.savetxt(path, table, fmt="%d", delimiter=",")
        case "digits.npz":
            np.savez(path, x=images, y=labels)
        case "with test.npz":
            shares = images / 255
            np.savez(path, x_train=shares, y_train=labels, x_test=shares, y_test=labels)
        case _:
            np.savez(path, x_train=images, y_train=labels, x_test=images, y_test=labels)
    data = load_mnist(path)
    assert len(np.unique(data.validation.labels)) > 4
    assert len(np.unique(data.test.labels)) > 4
    known = {image.tobytes(): label for image, label in zip(images, labels, strict=True)}
    for part in (data.train, data.validation, data.test):
        assert [known[image.tobytes()] for image in part.images] == part.labels.tolist()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("7", "line 8; found 1"),
        ("7," * 784 + "x", "line 8; found 'x'"),
        ("7," * 784 + "256", "line 8; found '256'"),
        ("7," * 784 + "0.5", r"line 8; found '0\.5'"),
        ("nan," + "7," * 783 + "7", "line 8; found 'nan'"),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str, words: str) -> None:
    rows = kaggle_rows()
    rows[7] = line
    with pytest.raises(DataError, match=words):
        read_digits(csv_file(tmp_path / "train.csv", rows))


def test_a_csv_of_other_labels_is_refused(tmp_path: Path) -> None:
    rows = [
        row.replace(f"{LABELS[3]},", "12,", 1) if i == 4 else row
        for i, row in enumerate(kaggle_rows())
    ]
    with pytest.raises(DataError, match=r"labels from 0\.0 to 12\.0"):
        read_digits(csv_file(tmp_path / "train.csv", rows))


def test_labels_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "x.npz", x=IMAGES, y=np.full(60, np.nan))
    with pytest.raises(DataError, match="expected labels from 0 to 9"):
        read_digits(tmp_path / "x.npz")


@pytest.mark.parametrize("names", [("x", "y"), ("images", "labels"), ("data", "target")])
def test_arrays_by_any_name(tmp_path: Path, names: tuple[str, str]) -> None:
    path = tmp_path / "my.digits.npz"
    write_arrays(path, {names[0]: IMAGES, names[1]: LABELS})
    assert_whole(path)


@pytest.mark.parametrize(
    "images",
    [
        IMAGES.reshape(60, 784),
        IMAGES[..., None],
        IMAGES[:, None],
        (IMAGES / 255).astype(np.float32),
        IMAGES.astype(float),
    ],
    ids=["flat", "one channel last", "one channel first", "from 0 to 1", "float"],
)
def test_images_of_any_form(tmp_path: Path, images: Array) -> None:
    path = tmp_path / "digits.npz"
    np.savez(path, x=images, y=np.eye(10)[LABELS])
    assert_whole(path)


def test_keras_names_with_a_test_part_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    flat = IMAGES.reshape(60, 784) / 255
    np.savez(path, x_train=flat[:40], y_train=LABELS[:40], x_test=flat[40:], y_test=LABELS[40:])
    train, test = read_digits(path)
    assert (len(train), len(test)) == (40, 20)
    np.testing.assert_array_equal(test.images, IMAGES[40:])


@pytest.mark.parametrize(("side", "top"), [(8, 16.0), (16, 1.0)])
def test_small_images_come_into_the_frame(tmp_path: Path, side: int, top: float) -> None:
    small = np.stack(
        [np.asarray(Image.fromarray(image[3:25, 3:25]).resize((side, side))) for image in IMAGES]
    )
    path = tmp_path / "small.npz"
    np.savez(path, data=(small * (top / 255)).reshape(60, -1), target=LABELS)
    train, _ = read_digits(path)
    assert train.images.shape == (50, 28, 28)
    ink = train.images > 60
    assert not ink[:, :2].any()
    assert ink.any(axis=(1, 2)).all()


@pytest.mark.parametrize(
    ("images", "words"),
    [
        (IMAGES[:, :20], "shape"),
        (IMAGES[:5], "as many labels"),
        (IMAGES.astype(float) * 3, "from 0 to 255"),
        (np.full((60, 28, 28), np.nan), "from 0 to 255"),
    ],
)
def test_arrays_that_are_no_digits_are_refused(tmp_path: Path, images: Array, words: str) -> None:
    path = tmp_path / "digits.npz"
    np.savez(path, x=images, y=LABELS)
    with pytest.raises(DataError, match=words):
        read_digits(path)


def test_folders_of_pictures(tmp_path: Path) -> None:
    for number, (image, label) in enumerate(zip(IMAGES, LABELS, strict=True)):
        (tmp_path / str(label)).mkdir(exist_ok=True)
        Image.fromarray(image).save(tmp_path / str(label) / f"{number:03}.png")
    train, test = read_digits(tmp_path)
    everything = np.concatenate([train.images, test.images])
    assert sorted(everything.tobytes()[i : i + 784] for i in range(0, 60 * 784, 784)) == sorted(
        image.tobytes() for image in IMAGES
    )
    labels = dict(zip((image.tobytes() for image in IMAGES), LABELS, strict=True))
    for part in (train, test):
        assert [labels[image.tobytes()] for image in part.images] == part.labels.tolist()


def test_few_pictures_of_each_digit_are_enough(tmp_path: Path) -> None:
    for digit in range(3):
        (tmp_path / str(digit)).mkdir()
        for number, image in enumerate(IMAGES[np.isin(LABELS, digit)][:2]):
            Image.fromarray(image).save(tmp_path / str(digit) / f"{number}.png")
    train, test = read_digits(tmp_path)
    assert (sorted(train.labels), test.labels.tolist()) == ([0, 0, 1, 1, 2], [2])
    (tmp_path / "2" / "1.png").unlink()
    with pytest.raises(DataError, match="at least 6 pictures in its folders 0 to 9; found 5"):
        read_digits(tmp_path)


def test_a_picture_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "3").mkdir()
    (tmp_path / "3" / "broken.png").write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"broken\.png"):
        read_digits(tmp_path)


def idx(path: Path, array: Array) -> None:
    kind = 8 if array.dtype == np.uint8 else 12
    header = bytes([0, 0, kind, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    content = header + (array if kind == 8 else array.astype(">i4")).tobytes()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def test_emnist_is_turned_upright(tmp_path: Path) -> None:
    for part in ("train", "test"):
        idx(tmp_path / f"emnist-digits-{part}-images-idx3-ubyte.gz", IMAGES.transpose(0, 2, 1))
        idx(tmp_path / f"emnist-digits-{part}-labels-idx1-ubyte.gz", LABELS)
    for path in (tmp_path, tmp_path / "emnist-digits-test-labels-idx1-ubyte.gz"):
        train, test = read_digits(path)
        np.testing.assert_array_equal(train.images, IMAGES)
        np.testing.assert_array_equal(test.labels, LABELS)


def test_emnist_in_part_is_told_by_what_is_missing(tmp_path: Path) -> None:
    idx(tmp_path / "emnist-digits-train-images-idx3-ubyte", IMAGES)
    with pytest.raises(DataError, match="found no file emnist-digits-train-labels-idx"):
        read_digits(tmp_path)
    idx(tmp_path / "emnist-digits-train-labels-idx1-ubyte", LABELS)
    with pytest.raises(DataError, match="found no file emnist-digits-test-images-idx"):
        read_digits(tmp_path)


def test_qmnist_has_eight_numbers_a_label(tmp_path: Path) -> None:
    for part in ("train", "test"):
        idx(tmp_path / f"qmnist-{part}-images-idx3-ubyte", IMAGES)
        many = np.arange(60 * 8, dtype=np.int32).reshape(60, 8)
        many[:, 0] = LABELS
        idx(tmp_path / f"qmnist-{part}-labels-idx2-int", many)
    train, _ = read_digits(tmp_path)
    np.testing.assert_array_equal(train.labels, LABELS)


def test_qmnists_labels_cut_short_are_refused(tmp_path: Path) -> None:
    for part in ("train", "test"):
        idx(tmp_path / f"qmnist-{part}-images-idx3-ubyte", IMAGES)
        idx(tmp_path / f"qmnist-{part}-labels-idx2-int", np.zeros((60, 8), np.int32))
    labels = tmp_path / "qmnist-train-labels-idx2-int"
    labels.write_bytes(labels.read_bytes()[:-5])
    with pytest.raises(DataError, match="eight numbers"):
        read_digits(tmp_path)


def test_the_front_door_takes_them_too(tmp_path: Path) -> None:
    data = load_mnist(csv_file(tmp_path / "train.csv", kaggle_rows()))
    assert len(data.train) + len(data.validation) + len(data.test) == 60
    assert data.source == "digits from train.csv"


def test_what_is_none_of_all_this_is_told_as_ever(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", weights=np.zeros(3))
    with pytest.raises(DataError, match="x_train"):
        read_digits(tmp_path / "other.npz")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="four IDX files"):
        read_digits(tmp_path / "empty")


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (np.zeros((12, 28, 3, 1)), np.zeros(12)),
        (np.zeros((12, 1, 28, 5)), np.zeros(12)),
        (np.zeros((12, 28, 28)), np.array(7)),
        (np.zeros((12, 28, 28)), np.zeros((12, 0))),
        (np.zeros((12, 28, 28)), np.zeros((12, 3))),
        (np.zeros((12, 28, 28)), np.array(["seven"] * 12)),
        (np.array([["x"] * 784] * 12), np.zeros(12)),
        (np.zeros((0, 28, 28)), np.zeros(0)),
    ],
)
def test_arrays_that_are_no_images_and_labels_are_refused(
    tmp_path: Path, images: Array, labels: Array
) -> None:
    write_arrays(tmp_path / "x.npz", {"x": images, "y": labels})
    with pytest.raises(DataError, match="as many labels as images"):
        read_digits(tmp_path / "x.npz")


def test_a_damaged_packed_csv_is_refused(tmp_path: Path) -> None:
    content = bytearray(gzip.compress("\n".join(kaggle_rows()).encode()))
    content[10] ^= 0xFF
    (tmp_path / "x.csv.gz").write_bytes(content)
    with pytest.raises(DataError, match="expected lines of a label"):
        read_digits(tmp_path / "x.csv.gz")
