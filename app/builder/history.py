"""The drafts that there have been, to be gone back to."""

from __future__ import annotations

from app.builder.draft import Draft

MOST_STEPS = 200


class DraftHistory:
    """The ``draft`` of now, and those before it and, after an undo, behind it."""

    def __init__(self, draft: Draft) -> None:
        self._drafts = [draft]
        self._now = 0

    @property
    def draft(self) -> Draft:
        return self._drafts[self._now]

    @property
    def can_undo(self) -> bool:
        return self._now > 0

    @property
    def can_redo(self) -> bool:
        return self._now < len(self._drafts) - 1

    def do(self, draft: Draft) -> None:
        """Go on with this draft; what was undone is forgotten. The same draft is no step."""
        if draft == self.draft:
            return
        self._drafts[self._now + 1 :] = [draft]
        self._drafts = self._drafts[-MOST_STEPS - 1 :]
        self._now = len(self._drafts) - 1

    def amend(self, draft: Draft) -> None:
        """Put this draft in the place of the one of now, without a step."""
        self._drafts[self._now] = draft

    def undo(self) -> None:
        """Go back by a step, if there is one."""
        self._now = max(self._now - 1, 0)

    def redo(self) -> None:
        """Go forward again by a step, if there is one."""
        self._now = min(self._now + 1, len(self._drafts) - 1)
