"""How the result of a check looks: a card in a notebook, plain text in a terminal."""

import html
import re
from dataclasses import dataclass

from kit.diagnosis import Verdict

STYLE = (
    "border-left:4px solid {accent};padding:.5em .9em;margin:.3em 0;max-width:52em;line-height:1.45;"
    "font-family:system-ui,sans-serif;font-size:14px;color:#26303a;background:#fbfaf6;border-radius:3px"
)
CODE = "background:#eceae2;color:#26303a;padding:0 .25em;border-radius:2px"
PASS, FAIL = "#2f7d4f", "#b5403a"


@dataclass(frozen=True)
class Card:
    """A verdict, the progress over the notebook ({exercise: True, False or None}) and one more word of advice."""

    verdict: Verdict
    progress: dict
    advice: str = ""

    def __repr__(self):
        verdict = self.verdict
        title = f"{'PASS' if verdict.passed else 'NOT YET'}  {verdict.exercise}"
        lines = [title, *("  " + line for line in verdict.message.splitlines())]
        if self.advice:
            lines.append("  Note: " + self.advice)
        if self.progress:
            lines.append(f"  {self.progress_text()}")
        return "\n".join(lines)

    def progress_text(self):
        """How far the notebook is, and what comes next."""
        done = sum(1 for passed in self.progress.values() if passed)
        waiting = [name for name, passed in self.progress.items() if not passed]
        text = f"Progress: {done} of {len(self.progress)} exercises pass"
        return f"{text}; next: {waiting[0]}" if waiting else f"{text}. All done."

    def _repr_html_(self):
        verdict = self.verdict
        accent, mark = (PASS, "✓ Pass") if verdict.passed else (FAIL, "✗ Not yet")
        parts = [
            f'<strong style="color:{accent}">{mark}</strong>&ensp;<code style="{CODE}">{html.escape(verdict.exercise)}</code>'
        ]
        parts += [_row(title, text) for title, text in self._rows()]
        if self.progress:
            parts.append(self._progress_html())
        return f'<div role="status" style="{STYLE.format(accent=accent)}">{"".join(parts)}</div>'

    def _rows(self):
        verdict = self.verdict
        if verdict.passed:
            rows = [("", verdict.message)]
        else:
            rows = [
                ("Call", verdict.call),
                ("Got", verdict.got),
                ("Expected", verdict.expected),
                ("Likely cause", verdict.cause),
            ]
        return [row for row in [*rows, ("Note", self.advice)] if row[1]]

    def _progress_html(self):
        boxes = "".join(_box(name, passed) for name, passed in self.progress.items())
        return f'<div style="margin-top:.5em">{boxes} <span style="color:#5a6470">{html.escape(self.progress_text())}</span></div>'


def _row(title, text):
    name = f'<span style="flex:0 0 7.2em;color:#5a6470">{title}</span>' if title else ""
    strong = "font-weight:600;" if title == "Likely cause" else ""
    words = f'<span style="{strong}white-space:pre-wrap;min-width:0">{_marked_up(text)}</span>'
    return f'<div style="display:flex;margin-top:.25em">{name}{words}</div>'


def _marked_up(text):
    """Escaped text in which `names` between backquotes are set as code."""
    return re.sub(r"`([^`]+)`", rf'<code style="{CODE}">\1</code>', html.escape(text))


def _box(name, passed):
    colour, mark, word = {True: (PASS, "✓", "passes"), False: (FAIL, "✗", "not yet")}.get(
        passed, ("#8a929a", "–", "not checked")
    )
    label = f"{html.escape(name)}: {word}"
    style = f"display:inline-block;width:1.5em;text-align:center;margin-right:3px;color:#fff;background:{colour};border-radius:2px"
    return f'<span title="{label}" aria-label="{label}" role="img" style="{style}">{mark}</span>'
