"""Recipes as readable files, and what makes a recipe one that can be trained.

    recipe → content_of → plain values → save_recipe → a TOML file, for people to read and change
    recipe ← recipe_of ← plain values ← load_recipe ← the file

Offers :func:`load_recipe` and :func:`save_recipe` to the window and the command line;
:func:`problems_of` to whoever builds a recipe and wants to know what does not fit, and where; and
:func:`content_of` and :func:`recipe_of` to those who keep a recipe within something else.
"""

from nn.recipe_files.checks import Problem, misfit, problems_of
from nn.recipe_files.content import RecipeError, check_recipe, content_of, recipe_of
from nn.recipe_files.files import RecipeFileError, load_recipe, save_recipe

__all__ = [
    "Problem",
    "RecipeError",
    "RecipeFileError",
    "check_recipe",
    "content_of",
    "load_recipe",
    "misfit",
    "problems_of",
    "recipe_of",
    "save_recipe",
]
