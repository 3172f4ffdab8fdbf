"""A class whose truth is known: solutions, each mistake of published programs put into one, and broken files.

`grader demo` builds the release, hands in this class, grades it like any other, and compares with the truth.
The mistakes are those that were really found (docs/mistakes.md), as edits of the taught solutions.
"""

import copy
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table

from grader import build, gradebook, report
from grader.sandbox import walls

ONE, TWO = "1_recurrent_cells", "2_gated_cells"
LSTM_STEP = "lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, steps[t])"
ADD_UP = '] += step["d" + name]'
SUMS = "np.sum(dz, axis=1, keepdims=True) for dz in"
STACK_GRADIENT = "dstack = Wf.T @ dzf + Wi.T @ dzi + Wc.T @ dzc + Wo.T @ dzo"


@dataclass(frozen=True)
class Planted:
    """A mistake put into a solution: edits (right, wrong) of the taught code, and the name it should be given."""

    student: str
    assignment: str
    exercise: str
    slug: str | None
    edits: tuple
    outcome: str = "failed"


@dataclass(frozen=True)
class Member:
    """One submission of the class. expected: {exercise: (outcome, slug)} where it is not simply passed."""

    student: str
    assignment: str
    data: bytes
    expected: dict = field(default_factory=dict)
    readable: bool = True


PLANTED = (
    Planted(
        "W01",
        TWO,
        "lstm_backward",
        "nothing_carried",
        ((LSTM_STEP, "lstm_cell_backward(da[:, :, t], 0 * dc_prev, steps[t])"),),
    ),
    Planted("W02", TWO, "lstm_backward", "da_prev_not_carried", (("da[:, :, t] + da_prev", "da[:, :, t]"),)),
    Planted("W03", TWO, "lstm_backward", "overwritten", ((ADD_UP, '] = step["d" + name]'),)),
    Planted(
        "W04",
        TWO,
        "lstm_backward",
        "overwritten_da_prev_not_carried_dbo_from_dbc",
        (
            (ADD_UP, '] = step["d" + name]'),
            ("da[:, :, t] + da_prev", "da[:, :, t]"),
            (
                '    gradients["da0"] = da_prev',
                '    gradients["dbo"] = gradients["dbc"]\n    gradients["da0"] = da_prev',
            ),
        ),
    ),
    Planted(
        "W05",
        TWO,
        "lstm_cell_backward",
        "leaked_global",
        (('    Wf, Wi, Wc, Wo = (parameters[name] for name in ("Wf", "Wi", "Wc", "Wo"))\n', ""),),
        "raised",
    ),
    Planted(
        "W06",
        TWO,
        "lstm_cell_backward",
        "gate_derivatives_missing",
        (
            ("dzf = dft * ft * (1 - ft)", "dzf = dft"),
            ("dzi = dit * it * (1 - it)", "dzi = dit"),
            ("dzc = dcct * (1 - cct**2)", "dzc = dcct"),
            ("dzo = dot * ot * (1 - ot)", "dzo = dot"),
        ),
    ),
    Planted(
        "W07",
        TWO,
        "lstm_cell_backward",
        "gate_derivatives_only_in_weights",
        ((STACK_GRADIENT, "dstack = Wf.T @ dft + Wi.T @ dit + Wc.T @ dcct + Wo.T @ dot"),),
    ),
    Planted(
        "W08",
        TWO,
        "lstm_cell_backward",
        "gradient_for_weight",
        ((STACK_GRADIENT, "dstack = dWf.T @ dzf + dWi.T @ dzi + dWc.T @ dzc + dWo.T @ dzo"),),
    ),
    Planted(
        "W09",
        TWO,
        "lstm_cell_backward",
        "activation_for_weight_forget",
        (
            (
                "da_prev, dxt = dstack[:n_a], dstack[n_a:]",
                "dxt = dstack[n_a:]\n    da_prev = dstack[:n_a] - Wf[:, :n_a].T @ dzf + ft[:, :n_a].T @ dzf",
            ),
        ),
    ),
    Planted(
        "W10",
        TWO,
        "lstm_cell_backward",
        "misprinted_candidate",
        (("dcct = dc * it", "dcct = dc * it * cct"), ("(1 - cct**2)", "(1 - np.tanh(cct) ** 2)")),
    ),
    Planted(
        "W11",
        TWO,
        "lstm_cell_backward",
        "output_gate_from_a_next_db_flat",
        (("dot = da_next * tanh_c", "dot = da_next * np.tanh(a_next)"), (SUMS, "np.sum(dz, axis=1) for dz in")),
    ),
    Planted("W12", ONE, "rnn_cell_backward", "tanh_derivative_missing", (("da_next * (1 - a_next**2)", "da_next"),)),
    Planted("W13", ONE, "rnn_cell_backward", "tanh_twice", (("1 - a_next**2", "1 - np.tanh(a_next) ** 2"),)),
    Planted("W14", ONE, "rnn_backward", "da0_is_da_at_0", (("da0 = da_prev", "da0 = da[:, :, 0]"),)),
    Planted(
        "W15",
        ONE,
        "rnn_backward",
        "overwritten",
        (("dWax += g", "dWax = g"), ("dWaa += g", "dWaa = g"), ("dba += g", "dba = g")),
    ),
    Planted("W16", ONE, "rnn_backward", "reads_caches_1", (("cache_list[0][3]", "cache_list[1][3]"),), "raised"),
    Planted(
        "W17",
        ONE,
        "rnn_backward",
        "np_float",
        (("np.zeros((n_x, m, T_x))", "np.zeros((n_x, m, T_x), dtype=np.float)"),),
        "raised",
    ),
    Planted("W18", ONE, "rnn_forward", "state_stays_a0", (("x[:, :, t], a_next", "x[:, :, t], a0"),)),
    Planted("W19", TWO, "lstm_forward", "one_array_two_names", (("    c = np.zeros((n_a, m, T_x))", "    c = a"),)),
    Planted("W20", TWO, "lstm_forward", "memory_is_a_view", (("c_next = np.zeros((n_a, m))", "c_next = c[:, :, 0]"),)),
    Planted("W21", TWO, "lstm_forward", "memory_starts_at_a0", (("c_next = np.zeros((n_a, m))", "c_next = a0"),)),
    Planted("W22", TWO, "lstm_forward", "one_cache_not_list", (("(steps, x)", "(cache, x)"),)),
    Planted("W23", TWO, "lstm_forward", "leaked_global", (('parameters["Wy"].shape', "Wy.shape"),), "raised"),
    Planted("W24", TWO, "lstm_cell_forward", "output_gate_missing", (("ot * np.tanh(c_next)", "np.tanh(c_next)"),)),
    Planted("W25", TWO, "lstm_cell_forward", "candidate_through_sigmoid", (("np.tanh(Wc @", "sigmoid(Wc @"),)),
    Planted(
        "W26",
        TWO,
        "lstm_cell_forward",
        "concatenate_without_tuple",
        (("np.concatenate((a_prev, xt), axis=0)", "np.concatenate(a_prev, xt)"),),
        "raised",
    ),
    Planted(
        "W30",
        TWO,
        "lstm_cell_backward",
        "mutates_input",
        (
            (
                "dc = dc_next + da_next * ot * (1 - tanh_c**2)",
                "dc_next += da_next * ot * (1 - tanh_c**2)\n    dc = dc_next",
            ),
        ),
    ),
    Planted("W31", TWO, "lstm_cell_backward", "biases_without_keepdims", ((SUMS, "np.sum(dz, axis=1) for dz in"),)),
    Planted(
        "endless_loop",
        ONE,
        "rnn_forward",
        None,
        (("    for t in range(T_x):\n", "    t = 0\n    while t < T_x:\n        pass\n    for t in range(T_x):\n"),),
        "timed_out",
    ),
)


def members(course):
    """The class, made from the built solutions and the release of a course folder."""
    solved = {name: _notebook(course, "solutions", name) for name in (ONE, TWO)}
    blank = {name: _notebook(course, "assignments", name) for name in (ONE, TWO)}
    found = [Member("solution", name, _bytes(solved[name])) for name in (ONE, TWO)]
    found += [Member("blank", name, _bytes(blank[name]), _all_failed(blank[name])) for name in (ONE, TWO)]
    found += [_planted(solved[item.assignment], item) for item in PLANTED]
    found += _broken(solved[ONE])
    return found


def _notebook(course, step, assignment):
    return json.loads((Path(course) / step / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))


def _bytes(notebook):
    return json.dumps(notebook, indent=1).encode()


def _all_failed(notebook):
    return {
        cell["id"].removeprefix("check_"): ("missing", None)
        for cell in notebook["cells"]
        if cell["id"].startswith("check_")
    }


def _planted(notebook, item):
    notebook = copy.deepcopy(notebook)
    cell = _cell(notebook, item.exercise)
    for right, wrong in item.edits:
        if cell["source"].count(right) != 1:
            raise build.BuildError(
                f"demo: {item.student} edits {right!r}, which is not once in the solution of {item.exercise}"
            )
        cell["source"] = cell["source"].replace(right, wrong)
    return Member(item.student, item.assignment, _bytes(notebook), {item.exercise: (item.outcome, item.slug)})


def _cell(notebook, identity):
    return next(cell for cell in notebook["cells"] if cell["id"] == identity)


def _broken(solved):
    """Submissions that are right or wrong in their form rather than in their maths."""
    no_import, deleted, doubled, noisy, helper = (copy.deepcopy(solved) for _ in range(5))
    setup = next(cell for cell in no_import["cells"] if cell["cell_type"] == "code")
    setup["source"] = "import a_module_that_nobody_has\n" + setup["source"]
    deleted["cells"] = [cell for cell in deleted["cells"] if cell["id"] not in ("sequence_loss", "check_rnn_forward")]
    doubled["cells"].insert(8, copy.deepcopy(_cell(doubled, "rnn_forward")))
    noisy_code = _cell(noisy, "rnn_cell_forward")
    noisy_code["source"] = noisy_code["source"].replace(
        "    ### BEGIN SOLUTION\n", '    import sys\n    print("working on it", file=sys.stderr)\n'
    )
    helped = _cell(helper, "rnn_cell_backward")
    helped["source"] = helped["source"].replace("(1 - a_next**2)", "slope_of_tanh(a_next)")
    extra = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "execution_count": None}
    helper["cells"].insert(3, extra | {"source": "def slope_of_tanh(a):\n    return 1 - a**2\n"})
    return [
        Member("raises_at_import", ONE, _bytes(no_import)),
        Member("deleted_cells", ONE, _bytes(deleted), {"sequence_loss": ("missing", None)}),
        Member("duplicate_cell", ONE, _bytes(doubled)),
        Member("prints_to_stderr", ONE, _bytes(noisy)),
        Member("own_helper_cell", ONE, _bytes(helper)),
        Member("not_json", ONE, b"{ this is no notebook", readable=False),
    ]


def hand_in(course):
    """Put the class into the course's submitted/ folder. Returns its members."""
    found = members(course)
    shutil.rmtree(Path(course) / "submitted", ignore_errors=True)
    for member in found:
        folder = Path(course) / "submitted" / member.student / member.assignment
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{member.assignment}.ipynb").write_bytes(member.data)
    return found


def mismatches(member, result):
    """What in a report is not as the truth has it, as sentences."""
    if not member.readable:
        return [] if result.status == "needs_attention" else ["should need attention"]
    wrong = [] if result.status == "graded" else [f"was not graded: {result.reason}"]
    for item in result.exercises:
        outcome, slug = member.expected.get(item.name, ("passed", None))
        points = item.max_points if outcome == "passed" else 0.0
        if (item.outcome, item.misconception, item.points) != (outcome, slug, points):
            wrong.append(f"{item.name} should be {outcome} {slug or ''}, is {item.outcome} {item.misconception or ''}")
    return wrong


def run(course, out):
    """Build, hand in, grade, compare, show. Returns 0 if every score is the known truth, else 1."""
    course = Path(course)
    shutil.rmtree(course, ignore_errors=True)
    gradebook.prepare(course)
    for assignment in (ONE, TWO):
        build.build(assignment, course)
        gradebook.release(course, assignment)
    found = hand_in(course)
    settings = gradebook.new_settings()
    out.print(walls.describe(settings.walls), style="dim", highlight=False)
    graded = {name: gradebook.grade_course(course, name, settings) for name in (ONE, TWO)}
    page = course / "report.html"
    page.write_text(report.class_page(graded), encoding="utf-8")
    results = {(name, result.student): result for name, reports in graded.items() for result in reports}
    return _show(found, results, page, out)


def _show(found, results, page, out):
    table = Table("student", "assignment", "points", "diagnosed", "expected", "", box=None, header_style="bold")
    off = 0
    for member in sorted(found, key=lambda member: (member.assignment, member.student)):
        result = results[member.assignment, member.student]
        wrong = mismatches(member, result)
        off += bool(wrong)
        points = f"{result.points:g}/{result.max_points:g}"
        state = "[red]differs[/]" if wrong else "[green]ok[/]"
        table.add_row(member.student, member.assignment[:1], points, report.one_line(result), _truth(member), state)
    out.print(table)
    verdict = "every score is the known truth" if not off else f"{off} differ from the known truth"
    out.print(
        f"{len(found)} submissions graded; {verdict}. Look at {page}", style="red" if off else "green", highlight=False
    )
    return 1 if off else 0


def _truth(member):
    if not member.readable:
        return "needs attention"
    if len(member.expected) > 1:
        return "nothing written yet"
    wrong = [f"{name}: {slug or outcome}" for name, (outcome, slug) in member.expected.items()]
    return "; ".join(wrong) or "all exercises pass"
