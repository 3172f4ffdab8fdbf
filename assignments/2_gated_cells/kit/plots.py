"""Figures of the course, drawn by matplotlib from numbers that the student's own code computed.

Each figure stands on its own light card, so that it reads the same on a light and on a dark page.
"""

import itertools

import matplotlib.pyplot as plt

CARD = "#fbfaf6"
INK = "#26303a"
BLUE, ORANGE, GREEN, RED = "#1f6f8b", "#d98324", "#4c8c4a", "#b5403a"
COLOURS = (BLUE, ORANGE, GREEN, RED, "#7a5ea8", "#6b7785")
STYLES = ("solid", "dashed", "dotted", "dashdot", (0, (6, 1, 1, 1, 1, 1)), (0, (10, 3)))


def card(width=8.0, height=3.2, rows=1, columns=1, **more):
    """A figure and its axes in the course's style. Sizes in inches; `more` goes to plt.subplots."""
    figure, axes = plt.subplots(rows, columns, figsize=(width, height), layout="constrained", **more)
    figure.set_facecolor(CARD)
    for axis in figure.axes:
        axis.set_facecolor(CARD)
        axis.set_prop_cycle(color=COLOURS)
        axis.tick_params(colors=INK)
        axis.xaxis.label.set_color(INK)
        axis.yaxis.label.set_color(INK)
        axis.title.set_color(INK)
        for side in ("top", "right"):
            axis.spines[side].set_visible(False)
    return figure, axes


def heat_map(axis, values, *, title="", x="", y="", columns=None, rows=None, low=None, high=None, colours="viridis"):
    """Draw a matrix as coloured cells with a colour bar.

    values: (n_rows, n_columns). `columns` and `rows` are tick labels; `low` and `high` fix the colour range.
    """
    image = axis.imshow(values, aspect="auto", cmap=colours, vmin=low, vmax=high, interpolation="nearest")
    axis.set(title=title, xlabel=x, ylabel=y)
    if columns is not None:
        axis.set_xticks(range(len(columns)), columns)
    if rows is not None:
        axis.set_yticks(range(len(rows)), rows)
    axis.figure.colorbar(image, ax=axis, pad=0.01)
    return image


def lines(axis, curves, *, title="", x="", y="", log=False):
    """Draw named curves: {label: sequence of numbers, or (xs, ys)}. Each has a colour and a line style of its own."""
    for (label, values), style in zip(curves.items(), itertools.cycle(STYLES)):
        xs, ys = values if isinstance(values, tuple) else (range(len(values)), values)
        axis.plot(xs, ys, label=label, linewidth=1.8, linestyle=style)
    axis.set(title=title, xlabel=x, ylabel=y)
    if log:
        axis.set_yscale("log")
    if len(curves) > 1:
        axis.legend(frameon=False, labelcolor=INK, handlelength=3)
