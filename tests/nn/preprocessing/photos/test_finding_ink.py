import numpy as np

from nn.preprocessing.photos.finding_ink import FIRM, has_edges, ink_mask


def test_firm_ink_is_only_what_is_strong() -> None:
    contrast = np.zeros((120, 120), np.float32)
    contrast[20:100, 30:36] = 0.9
    contrast[20:100, 70:76] = 0.4
    faint, firm = ink_mask(contrast), ink_mask(contrast, share=FIRM)
    assert faint[:, 30:36].any()
    assert faint[:, 70:76].any()
    assert firm[:, 30:36].any()
    assert not firm[:, 70:76].any()


def test_noise_is_no_ink() -> None:
    contrast = 0.02 * np.random.default_rng(1).standard_normal((200, 200)).astype(np.float32)
    assert not ink_mask(contrast).any()


def test_ink_has_edges_all_around_dark_or_light() -> None:
    grey = np.full((200, 200), 230, np.uint8)
    grey[50:150, 90:110] = 40
    ink = grey < 100
    assert has_edges(grey, ink, 0.8 * ink)
    assert has_edges(255 - grey, ink, 0.8 * ink)


def test_the_rim_of_a_large_area_is_no_ink() -> None:
    grey = np.full((200, 200), 230, np.uint8)
    grey[40:160, 40:160] = 40
    rim = grey < 100
    rim[52:148, 52:148] = False
    assert not has_edges(grey, rim, 0.8 * rim)


def test_nothing_has_no_edges() -> None:
    grey = np.full((30, 30), 100, np.uint8)
    assert not has_edges(grey, np.zeros((30, 30), bool), np.zeros((30, 30)))


def test_a_soft_shadow_has_no_edges() -> None:
    x = np.linspace(-1, 1, 400)
    dark = np.exp(-((x / 0.2) ** 2))
    grey = np.tile((230 * (1 - 0.5 * dark)).astype(np.uint8), (300, 1))
    contrast = np.tile(0.5 * dark, (300, 1))
    assert not has_edges(grey, contrast > 0.15, contrast)
