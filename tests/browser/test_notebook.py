"""A student's first minutes, in a real JupyterLab: open the notebook, write a function, run its check."""

import json
import shutil

import pytest

pytest.importorskip("selenium")

from tests.browser import lab
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (lab.CHROMIUM and lab.DRIVER), reason="chromium and chromium-driver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

NAME = "1_recurrent_cells"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The released notebook, open in a browser."""
    folder, home = tmp_path_factory.mktemp("student"), tmp_path_factory.mktemp("home")
    shutil.copytree(ROOT / "assignments" / NAME, folder / NAME)
    with lab.jupyterlab(folder, home) as address, lab.browser(home) as driver:
        lab.open_notebook(driver, address, f"{NAME}/{NAME}.ipynb")
        yield driver


def place(identity):
    notebook = json.loads((ROOT / "assignments" / NAME / f"{NAME}.ipynb").read_text())
    if identity == "setup":
        return next(number for number, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code")
    return next(number for number, cell in enumerate(notebook["cells"]) if cell["id"] == identity)


def write(state):
    """rnn_cell_forward as a student may write it, with the prediction made from `state`."""
    return f"""def rnn_cell_forward(xt, a_prev, parameters):
    p = parameters
    a_next = np.tanh(p['Wax'] @ xt + p['Waa'] @ a_prev + p['ba'])
    yt_pred = softmax(p['Wya'] @ {state} + p['by'])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
"""


def test_the_check_names_the_mistake_and_then_passes(page):
    lab.select_and_run(page, place("setup"))
    lab.select_and_run(page, place("check_rnn_cell_forward"))
    lab.wait_for_text(page, "NameError")
    lab.select_and_run(page, place("rnn_cell_forward"), write("a_prev"))
    lab.select_and_run(page, place("check_rnn_cell_forward"))
    lab.wait_for_text(page, "The prediction is computed from a_prev, the old state.")
    lab.select_and_run(page, place("rnn_cell_forward"), write("a_next"))
    lab.select_and_run(page, place("check_rnn_cell_forward"))
    lab.wait_for_text(page, "Progress: 1 of 5 exercises pass; next: rnn_forward")
