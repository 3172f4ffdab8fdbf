"""The exercises of the course, one module each, named as the function to write. Found by name, not registered."""

import pkgutil
from importlib import import_module


class UnknownExercise(KeyError):
    """There is no exercise of that name."""

    def __str__(self):
        return f"there is no exercise {self.args[0]!r}; the exercises are {', '.join(names())}"


def names():
    """The names of all exercises, in alphabetical order."""
    return [module.name for module in pkgutil.iter_modules(__path__)]


def load(name):
    """The exercise of that name."""
    if name not in names():
        raise UnknownExercise(name)
    return import_module(f"{__name__}.{name}").EXERCISE


def load_all():
    """Every exercise, as {name: Exercise}."""
    return {name: load(name) for name in names()}
