"""Build your own: the layers of a network and the values of its training, edited and kept.

    book → recipe → Draft → an edit → Draft → cards, fields, problems at their places
                      ↓ when nothing is wrong
                    recipe → book, a file, a training

Offers :class:`app.builder.editor.RecipeEditor`, the panel "Build". What an edit does to a network
is :mod:`app.builder.draft`, which knows no Qt.
"""
