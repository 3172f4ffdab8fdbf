"""Pages made from hostile submissions, opened in a real browser: nothing in them runs, loads or leads elsewhere.

The pages are the class report, nbgrader's feedback pages, and formgrader's page of a submission. The last matters most:
it is served by the teacher's own Jupyter server, where a script of a student's could do all that the teacher can.
"""

import importlib
import json
import shutil
import subprocess
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("selenium")

from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException, WebDriverException
from selenium.webdriver.chrome.service import Service

from grader import gradebook, report
from grader.intake import as_folder_name
from tests.browser import lab

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (lab.CHROMIUM and lab.DRIVER), reason="chromium and chromium-driver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

ASSIGNMENT = "1_recurrent_cells"
HERE = Path(__file__).parent
IN_FILES = "http://127.0.0.1:48484"  # the address in the attack files; becomes that of the listener
ATTACKS = sorted(path.stem for path in (HERE / "feedback").glob("*.py") if path.stem != "__init__")
NAMES = ("<svg onload=document.title='pwned'>", "a&lt;b&gt;'\"", "x](javascript:alert(1))", "naïve İ 学生")
STEPS = """
for (const each of document.querySelectorAll('details')) each.open = true;
const bad = [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => [e.tagName, a.name, a.value]))
    .filter(([tag, name, value]) => tag != 'SCRIPT' && (/^on/.test(name) && /pwned|alert/.test(value)
        || ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name)
        && (/^[\\s\\x00-\\x1f]*(javascript|vbscript)/i.test(value) || /^[\\s]*data:(text|image\\/svg)/i.test(value))
        || name == 'http-equiv' && /refresh/i.test(value)));
return [document.title, bad.map(each => each.join(' ').slice(0, 120)), location.href];
"""


class Listener:
    """A web server on loopback that notes what it is asked for."""

    def __enter__(self):
        self.asked = asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            do_POST = do_HEAD = do_GET

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def listener():
    with Listener() as started:
        yield started


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory, listener):
    """A course folder with every feedback attack handed in and graded: (folder, reports)."""
    folder = tmp_path_factory.mktemp("feedback") / "course"
    shutil.copytree(course, folder)
    solved, blank = (
        (folder / step / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text() for step in ("solutions", "assignments")
    )
    for name in ATTACKS:
        attack = importlib.import_module(f"tests.attacks.feedback.{name}")
        made = attack.submission(json.loads(solved), json.loads(blank))
        hand_in(folder, name, made if isinstance(made, bytes) else json.dumps(made).encode(), listener)
    for name in NAMES:
        hand_in(folder, name, solved.encode(), listener)
    reports = gradebook.grade_course(folder, ASSIGNMENT, gradebook.new_settings(seed=5), jobs=2)
    (folder / "report.html").write_text(report.class_page({ASSIGNMENT: reports}), encoding="utf-8")
    return folder, reports


def hand_in(folder, student, data, listener):
    target = folder / "submitted" / student / ASSIGNMENT
    target.mkdir(parents=True)
    (target / f"{ASSIGNMENT}.ipynb").write_bytes(data.replace(IN_FILES.encode(), listener.address.encode()))


@pytest.fixture(scope="module")
def feedback(graded):
    """What `nbgrader generate_feedback` made: {student: page}, for the names that nbgrader takes."""
    folder, _ = graded
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", ASSIGNMENT, "--force"]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=600)
    return {path.parts[-3]: path for path in folder.glob(f"feedback/*/{ASSIGNMENT}/*.html")}


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = lab.CHROMIUM
    flags = (*lab.FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    for flag in (*flags, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
        options.add_argument(flag)
    options.set_capability("unhandledPromptBehavior", "ignore")
    started = webdriver.Chrome(options=options, service=Service(lab.DRIVER))
    started.set_page_load_timeout(30)
    yield started
    started.quit()


def opened(driver, listener, page):
    """What happens when a page is opened, as sentences: empty if it is a page and nothing else."""
    _clear(driver)
    listener.asked.clear()
    try:
        driver.get("file://" + urllib.parse.quote(str(page)))
        driver.execute_async_script("setTimeout(arguments[0], 500)")  # what runs, loads or refreshes has begun by then
        title, bad, place = driver.execute_script(STEPS)
    except WebDriverException as error:
        return [
            f"the page did not stay a page: {error.msg}",
            *(f"asked the listener for {path}" for path in listener.asked),
        ]
    found = [f"the title became {title!r}"] if title in ("pwned", "1") else []
    found += [f"turned to {place}"] if not place.startswith("file://") else []
    found += [f"asked the listener for {path}" for path in sorted(set(listener.asked))]
    return found + [f"holds {each}" for each in sorted(set(bad))]


def _clear(driver):
    """Close what an earlier page left open."""
    for _ in range(20):
        try:
            driver.switch_to.alert.accept()
        except NoAlertPresentException:
            break
    driver.get("about:blank")


def formgrader_page(folder, student):
    """What formgrader shows of a submission, as a file."""
    import nbgrader
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    places = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
    exporter = HTMLExporter(
        template_name="formgrade", extra_template_basedirs=[str(places)], config=Config({"HTMLExporter": {}})
    )
    told = {"assignment_id": ASSIGNMENT, "notebook_id": ASSIGNMENT, "submission_id": "1", "index": 0, "total": 1,
            "base_url": "", "student": student, "last_name": "", "first_name": "", "notebook_path": ""}  # fmt: skip
    notebook = folder / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    html, _ = exporter.from_filename(str(notebook), resources=told)
    page = folder / "formgrader.html"
    page.write_text(html, encoding="utf-8")
    return page


def test_the_listener_and_the_browser_do_see_a_hostile_page(driver, listener, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        f"<img src='{listener.address}/x'><script>document.title = 'pwned'</script><a href='javascript:1'>a</a>"
    )
    assert opened(driver, listener, page) == [
        "the title became 'pwned'", "asked the listener for /x", "holds A href javascript:1"
    ]  # fmt: skip


def test_everyone_is_graded(graded):
    _, reports = graded
    shown = [as_folder_name(name) for name in NAMES]
    assert [item.student for item in reports] == sorted([*ATTACKS, *shown])
    assert all(item.status == "graded" for item in reports)
    assert all(item.points == item.max_points for item in reports if item.student in shown)


def test_the_class_report_is_only_a_page(graded, driver, listener):
    folder, _ = graded
    assert opened(driver, listener, folder / "report.html") == []


@pytest.mark.parametrize("name", ATTACKS)
def test_a_feedback_page_is_only_a_page(name, feedback, driver, listener):
    assert opened(driver, listener, feedback[name]) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_formgrader_shows_only_a_page(name, graded, driver, listener):
    folder, _ = graded
    assert opened(driver, listener, formgrader_page(folder, name)) == []
