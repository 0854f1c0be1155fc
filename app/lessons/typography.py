"""How a lesson's page is set: a type scale, lines that can be read, code that looks like code.

    Markdown → QTextDocument (Qt's own reader, HTML refused) → every block and fragment formatted

All of it is relative to the font and the palette of the page, so it follows zoom and theme.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from app.lessons.action_links import SCHEME
from app.ui.theme import UNIT, blend, hairline

_LINE_HEIGHT = 145.0
_HEADING_LINE_HEIGHT = 120.0
"""Per cent of the font's own."""

_HEADINGS = {1: 1.7, 2: 1.25, 3: 1.08}
"""The type scale: sizes relative to the text."""

_HARD_SPACE = "\u00a0"
_PADDING = 2 * _HARD_SPACE
"""Before and after the text of a button."""

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | (
    QTextDocument.MarkdownFeature.MarkdownNoHTML
)


def set_markdown(document: QTextDocument, text: str, colours: QPalette) -> None:
    """Set the document from Markdown, in the document's default font and these colours."""
    document.setMarkdown(text, _FEATURES)
    document.setIndentWidth(3 * UNIT)
    font = document.defaultFont()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in _blocks(document):
        _format_block(cursor, block, font, colours)
        _format_fragments(cursor, block, font, colours)
    _format_tables(document.rootFrame(), colours)
    for start, end in reversed(list(action_ranges(document))):
        _pad(cursor, start, end)
    cursor.endEditBlock()


def button_colours(colours: QPalette, *, is_hovered: bool = False) -> tuple[QColor, QColor]:
    """The ground and the edge of a link that is a button; its text has the palette's Link."""
    accent, ground = colours.color(QPalette.ColorRole.Accent), colours.window().color()
    if is_hovered:
        return colours.base().color(), accent
    return blend(accent, ground, 0.1), blend(accent, ground, 0.45)


def action_ranges(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """First and last position of each link that is an action."""
    for block in _blocks(document):
        start, address, end = -1, "", -1
        for fragment in _fragments(block):
            href = fragment.charFormat().anchorHref()
            if href != address and start >= 0:
                yield start, end
                start = -1
            if href.startswith(SCHEME):
                start = fragment.position() if start < 0 else start
                end = fragment.position() + fragment.length()
            address = href
        if start >= 0:
            yield start, end


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    """The pieces of one format."""
    place, fragments = block.begin(), []
    while not place.atEnd():
        fragments.append(place.fragment())
        place += 1
    return fragments


def _format_block(cursor: QTextCursor, block: QTextBlock, font: QFont, colours: QPalette) -> None:
    """Distances: what belongs together stands together."""
    form = QTextBlockFormat()
    level, is_code = block.blockFormat().headingLevel(), _is_code(block)
    is_tight = bool(level) or is_code or QTextCursor(block).currentTable() is not None
    form.setLineHeight(
        _HEADING_LINE_HEIGHT if is_tight else _LINE_HEIGHT,
        QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
    )
    above, below = _distances(block)
    form.setTopMargin(above)
    form.setBottomMargin(below)
    if is_code:
        form.setBackground(_code_ground(colours))
        form.setNonBreakableLines(False)
    cursor.setPosition(block.position())
    cursor.mergeBlockFormat(form)
    for fragment in _fragments(block) if level else ():
        heading = fragment.charFormat()
        # Qt's own steps of size would be applied on top of ours.
        heading.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        _set_size(heading, font, _HEADINGS.get(level, 1.0))
        heading.setFontWeight(QFont.Weight.DemiBold)
        _select(cursor, fragment.position(), fragment.position() + fragment.length())
        cursor.setCharFormat(heading)


def _distances(block: QTextBlock) -> tuple[float, float]:
    """Above and below a block, logical pixels."""
    level, after = block.blockFormat().headingLevel(), block.next()
    if level:
        return (0 if block.blockNumber() == 0 else 3 * UNIT), (1.5 * UNIT if level == 1 else UNIT)
    if QTextCursor(block).currentTable() is not None or (_is_code(block) and _is_code(after)):
        return 0, 0
    if block.textList() is not None and after.isValid() and after.textList() is not None:
        return 0, UNIT / 2
    return 0, 1.5 * UNIT


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _code_ground(colours: QPalette) -> QColor:
    return blend(colours.text().color(), colours.window().color(), 0.07)


def _format_fragments(
    cursor: QTextCursor, block: QTextBlock, font: QFont, colours: QPalette
) -> None:
    for fragment in _fragments(block):
        old, new = fragment.charFormat(), QTextCharFormat()
        if old.fontFixedPitch():
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            new.setFontFamilies([*fixed.families(), *font.families()])
            new.setBackground(_code_ground(colours))
        if old.isAnchor():
            new.setForeground(colours.color(QPalette.ColorRole.Link))
            new.setFontUnderline(not old.anchorHref().startswith(SCHEME))
            if old.anchorHref().startswith(SCHEME):
                new.setFontWeight(QFont.Weight.Medium)
        if new.propertyCount():
            _select(cursor, fragment.position(), fragment.position() + fragment.length())
            cursor.mergeCharFormat(new)


def _format_tables(frame: QTextFrame, colours: QPalette) -> None:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            form = child.format()
            form.setBorder(1)
            form.setBorderCollapse(True)
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderBrush(hairline(colours))
            form.setCellPadding(UNIT / 2)
            form.setCellSpacing(0)
            form.setTopMargin(UNIT / 2)
            form.setBottomMargin(UNIT)
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            child.setFormat(form)
        _format_tables(child, colours)


def _pad(cursor: QTextCursor, start: int, end: int) -> None:
    """Room at both ends of a button, and none of its spaces a place to break the line."""
    for position in (end, start):
        cursor.setPosition(start + 1)
        form = cursor.charFormat()
        cursor.setPosition(position)
        cursor.insertText(_PADDING, form)
    label = cursor.document().find(" ", start)
    while not label.isNull() and label.selectionEnd() <= end + 2 * len(_PADDING):
        form = label.charFormat()
        position = label.selectionStart()
        label.insertText(_HARD_SPACE, form)
        label = cursor.document().find(" ", position + 1)


def _set_size(form: QTextCharFormat, font: QFont, factor: float) -> None:
    if font.pointSizeF() > 0:
        form.setFontPointSize(font.pointSizeF() * factor)
    else:
        form.setProperty(QTextFormat.Property.FontPixelSize, round(font.pixelSize() * factor))


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
