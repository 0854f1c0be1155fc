from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from app.demo.readme_pictures import FOLDER, PICTURES, renew

ROOT = Path(__file__).resolve().parents[3]


def test_pictures_are_put_in_place_with_few_colours(tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "readme"
    folder.mkdir()
    source = out / PICTURES["light.png"]
    source.parent.mkdir(parents=True)
    Image.linear_gradient("L").convert("RGB").resize((640, 360)).save(source)
    assert renew(out, folder) == [folder / "light.png"]
    with Image.open(folder / "light.png") as picture:
        assert (picture.size, picture.mode) == ((640, 360), "P")


def test_a_film_is_taken_over_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / PICTURES["digits.webp"]
    source.parent.mkdir(parents=True)
    source.write_bytes(b"film")
    renew(tmp_path, tmp_path)
    assert (tmp_path / "digits.webp").read_bytes() == b"film"


@pytest.mark.parametrize("name", [name for name in PICTURES if name.endswith(".webp")])
def test_the_film_is_short_and_small(name: str) -> None:
    path = FOLDER / name
    assert path.stat().st_size < 2_000_000
    with Image.open(path) as film:
        assert film.width == 960
        assert getattr(film, "n_frames", 1) > 50


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_every_picture_of_the_window_in_the_readme_is_one_of_the_demo(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    shown = set(re.findall(r"resources/screenshots/([\w.]+)", text)) - {"misread.png"}
    assert shown
    assert shown <= PICTURES.keys()
