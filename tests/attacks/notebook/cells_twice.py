"""The key `cells` stands twice: solved, then blank. One reader takes the first, another the last; the teacher must
not see one and the grader the other."""

import json

DESERVES = {}


def submission(solved, blank):
    first, last = json.dumps(solved["cells"]), json.dumps(blank["cells"])
    return f'{{"cells": {first}, "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5, "cells": {last}}}'.encode()
