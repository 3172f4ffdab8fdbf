"""The cells are a dictionary from id to cell."""

DESERVES = "attention"


def submission(solved, blank):
    return solved | {"cells": {each["id"]: each for each in solved["cells"]}}
