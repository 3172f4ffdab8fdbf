"""An added cell with the grade_id of an unsolved exercise holds the solution of another one, to be paid for both."""

DESERVES = {"rnn_cell_forward": 10.0}


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    role = cell(blank, "rnn_forward")["metadata"]["nbgrader"]
    answer = cell(solved, "rnn_cell_forward")["source"]
    extra = {
        "cell_type": "code",
        "metadata": {"nbgrader": role},
        "source": answer,
        "outputs": [],
        "execution_count": None,
    }
    del blank["cells"][blank["cells"].index(cell(blank, "rnn_cell_forward"))]
    blank["cells"].append(extra)
    return blank
