"""Takes the README's picture: a mistake, and what the check says, in a real JupyterLab.

python -m tests.browser.picture docs/images/check.png
"""

import io
import json
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from selenium.webdriver.common.by import By

from grader import build
from tests.browser import lab
from tests.conftest import ROOT

NAME, EXERCISE = "2_gated_cells", "lstm_forward"
RIGHT, WRONG = "c_next = np.zeros((n_a, m))  # an array of its own, not a slice of c", "c_next = c[:, :, 0]"


def main(target):
    """Solve the exercise with a mistake in it, run its check, and keep the part of the page that shows both."""
    released = json.loads((ROOT / "assignments" / NAME / f"{NAME}.ipynb").read_text())
    places = {cell["id"]: number for number, cell in enumerate(released["cells"])}
    solved, _ = build.source_notebook((build.TEXTS / f"{NAME}.py").read_text(), NAME)
    sources = {cell["id"]: cell["source"] for cell in solved["cells"]}
    marks = ("### BEGIN SOLUTION", "### END SOLUTION")
    wrong = sources[EXERCISE].replace(RIGHT, WRONG)
    wrong = "\n".join(line for line in wrong.splitlines() if line.strip() not in marks)
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(ROOT / "assignments" / NAME, Path(home) / NAME)
        with lab.jupyterlab(home, home) as address, lab.browser(home) as driver:
            lab.open_notebook(driver, address, f"{NAME}/{NAME}.ipynb")
            lab.select_and_run(
                driver, next(n for n, cell in enumerate(released["cells"]) if cell["cell_type"] == "code")
            )
            steps = {"lstm_cell_forward": sources["lstm_cell_forward"], "check_lstm_cell_forward": None}
            steps |= {EXERCISE: wrong, f"check_{EXERCISE}": None}
            for identity, source in steps.items():
                lab.select_and_run(driver, places[identity], source)
            lab.wait_for_text(driver, "Start from an array of its own")
            _crop(driver, places[EXERCISE], places[f"check_{EXERCISE}"], target)


def _crop(driver, first, last, target):
    cells = driver.find_elements(By.CSS_SELECTOR, ".jp-Notebook .jp-Cell")
    driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", cells[first])
    image = Image.open(io.BytesIO(driver.get_screenshot_as_png()))
    box = [driver.execute_script("return arguments[0].getBoundingClientRect()." + side, cells[n])
           for n, side in ((first, "left"), (first, "top"), (last, "right"), (last, "bottom"))]  # fmt: skip
    image.crop([int(edge) for edge in box]).save(target, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
