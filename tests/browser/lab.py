"""Drives a real JupyterLab in headless Chromium: open a notebook, run all cells, read the page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --window-size=1280,1800"
).split()
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


@contextmanager
def jupyterlab(folder, home):
    """A JupyterLab server on loopback with `folder` as its root. Yields its address."""
    port = _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1"]
    command += ["--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}"]
    places = {"HOME": str(home), "JUPYTER_CONFIG_DIR": f"{home}/config", "IPYTHONDIR": f"{home}/ipython"}
    _no_news(Path(home) / "config")
    process = subprocess.Popen(
        command, env=os.environ | places, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def browser(home):
    """A headless Chromium with a new profile."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={home}/chromium"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def open_notebook(driver, address, path):
    """Open a notebook in single-document mode, and wait until its cells and its kernel are there."""
    driver.get(f"{address}/doc/tree/{path}?reset")
    wait = WebDriverWait(driver, 90)
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".jp-Notebook .jp-Cell"))
    wait.until(lambda page: "Idle" in (_status(page) or ""))


def run_all(driver):
    """Run every cell by the command of the Run menu, and wait for the kernel to be idle again."""
    driver.find_element(By.XPATH, "//div[contains(@class,'lm-MenuBar-itemLabel')][text()='Run']").click()
    item = WebDriverWait(driver, 20).until(
        lambda page: page.find_element(By.CSS_SELECTOR, "li[data-command='runmenu:run-all']")
    )
    item.click()


def texts(driver, selector):
    """The text of every element that a CSS selector finds."""
    return [element.text for element in driver.find_elements(By.CSS_SELECTOR, selector)]


def wait_for_text(driver, text, seconds=120):
    """Wait until a text stands on the page; scrolls, because JupyterLab draws only what is near the window."""
    WebDriverWait(driver, seconds, poll_frequency=0.5).until(
        lambda page: text in page.find_element(By.TAG_NAME, "body").text
    )


def select_and_run(driver, index, source=None):
    """Click a cell, replace its text if given, and run it with Shift+Enter."""
    cell = WebDriverWait(driver, 30).until(lambda page: _cell(page, index))
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", cell)
    editor = cell.find_element(By.CSS_SELECTOR, ".cm-content")
    editor.click()
    if source is not None:
        editor.send_keys(Keys.CONTROL, "a")
        driver.execute_script("document.execCommand('insertText', false, arguments[0])", source)
    editor.send_keys(Keys.SHIFT, Keys.ENTER)


def _no_news(config):
    """Settle JupyterLab's question about news, which would cover a part of the page."""
    folder = config / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    (folder / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')


def _cell(page, index):
    found = page.find_elements(By.CSS_SELECTOR, ".jp-Notebook .jp-Cell")
    return found[index] if len(found) > index else None


def _status(page):
    found = page.find_elements(By.CSS_SELECTOR, ".jp-Notebook-ExecutionIndicator")
    return found[0].get_attribute("data-status").title() if found else ""


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address):
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{address}/api", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise RuntimeError("JupyterLab did not start within 60 seconds")
