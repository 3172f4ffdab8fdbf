"""Somebody's notebook of another course, which happens to define a function with an exercise's name."""

DESERVES = "attention"


def submission(solved, blank):
    source = "def rnn_cell_forward(xt, a_prev, parameters):\n    return 1, 2, 3"
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [{"cell_type": "code", "metadata": {}, "source": source}],
    }
