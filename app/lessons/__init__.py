"""Lessons: text that sets up the real window, with tasks that the program checks.

Offers :class:`app.lessons.panel.LearnPanel`, the actions that a lesson may ask for
(:mod:`app.lessons.actions`) and the facts that its tasks are about (:mod:`app.lessons.facts`). The
window shows the panel, carries the actions out and feeds the facts; lessons know no other part of
it.

    resources/lessons/en/*.md → lesson_file → folder → panel: list, page, tasks
"""
