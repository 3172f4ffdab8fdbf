"""A notebook with an empty list of cells."""

DESERVES = "attention"


def submission(solved, blank):
    return solved | {"cells": []}
