"""An open network picture."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.network_picture.picture import NetworkPicture


@pytest.fixture
def picture(qtbot: QtBot) -> NetworkPicture:
    """Open, 600×500, with nothing to show yet."""
    picture = NetworkPicture()
    qtbot.addWidget(picture)
    picture.resize(600, 500)
    picture.show()
    qtbot.waitExposed(picture)
    return picture
