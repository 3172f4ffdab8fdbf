"""Executes notebook cells without a kernel. Runs inside the sandbox; knows nothing of grading.

Magics are inert, except those that only wrap code (%%time and the like). Two modes: `whole` runs a cell as it is;
`definitions` runs only imports, functions, classes and plain constants, each by itself, so that files from
elsewhere give up their functions even where the rest of them cannot run.
"""

import ast
import linecache
import re
import sys
import types
import warnings

from IPython.core.inputtransformer2 import TransformerManager

from kit import activations
from kit.outcome import raised

WRAPPERS = frozenset(("time", "timeit", "capture", "prun"))
LAB_MODULES = ("rnn_utils", "lstm_utils", "utils", "public_tests", "test_utils", "testCases", "outputs", "solutions")


class Shell:
    """What get_ipython() gives: accepts everything, runs only the code inside wrapping magics."""

    def __init__(self, namespace):
        self.user_ns = namespace

    def run_line_magic(self, name, line, *_, **__):
        if name in WRAPPERS and line:
            exec(line, self.user_ns)

    def run_cell_magic(self, name, line, cell):
        if name in WRAPPERS:
            exec(TransformerManager().transform_cell(cell), self.user_ns)

    def magic(self, line):
        name, _, rest = line.partition(" ")
        self.run_line_magic(name, rest)

    def system(self, command):
        return None

    def getoutput(self, command, *_, **__):
        return []


def new_namespace():
    """The module in which cells run. NumPy and the two squashing functions are there, as in the labs."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = module.__dict__
    shell = Shell(namespace)
    given = {"np": sys.modules["numpy"], "sigmoid": activations.sigmoid, "softmax": activations.softmax}
    namespace.update(given, get_ipython=lambda: shell, display=lambda *_, **__: None)
    return namespace


def provide_lab_modules():
    """Stand-ins for helper files that notebooks from elsewhere import: they hold sigmoid and softmax."""
    for name in LAB_MODULES:
        module = types.ModuleType(name)
        module.sigmoid, module.softmax = activations.sigmoid, activations.softmax
        sys.modules.setdefault(name, module)


def run(source, label, namespace, mode):
    """Execute one cell. Returns a list of Raised, empty if nothing went wrong."""
    warnings.simplefilter("ignore")
    try:
        code = TransformerManager().transform_cell(source.lstrip("\ufeff"))
        pieces = _pieces(code, label, mode)
    except BaseException as error:  # noqa: BLE001 - whatever a cell raises is recorded
        if mode == "whole" or not isinstance(error, SyntaxError):
            return [raised(error)]
        pieces = _salvage(source, label)
        return [raised(error), *_run_pieces(pieces, namespace)]
    return _run_pieces(pieces, namespace)


def _run_pieces(pieces, namespace):
    problems = []
    for piece in pieces:
        try:
            exec(piece, namespace)
        except BaseException as error:  # noqa: BLE001 - whatever a cell raises is recorded
            problems.append(raised(error))
    return problems


def _pieces(code, label, mode):
    """Code objects to execute in order: the whole cell, or its definitions one by one."""
    linecache.cache[label] = (len(code), None, code.splitlines(keepends=True), label)
    tree = ast.parse(code, label)
    if mode == "whole":
        return [compile(tree, label, "exec", dont_inherit=True)]
    chosen = [node for node in tree.body if _is_definition(node)]
    return [compile(ast.Module([node], []), label, "exec", dont_inherit=True) for node in chosen]


def _is_definition(node):
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return True
    if isinstance(node, (ast.If, ast.Try)):
        return all(_is_definition(inner) for inner in node.body)
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        return _is_constant(node.value)
    return False


def _is_constant(value):
    """Literals, names and functions: what can be assigned without running anything of weight."""
    plain = (ast.Constant, ast.Name, ast.Attribute, ast.Lambda, ast.UnaryOp, ast.BinOp)
    if isinstance(value, (ast.Tuple, ast.List, ast.Set)):
        return all(_is_constant(item) for item in value.elts)
    return isinstance(value, plain)


def _salvage(source, label):
    """The definitions of a cell that does not parse as a whole: its top-level blocks, each by itself."""
    pieces = []
    for block in re.split(r"^(?=\S)(?=def |class |import |from |@)", source, flags=re.M):
        try:
            pieces += _pieces(_top_block(block), label, "definitions")
        except (SyntaxError, ValueError):
            continue
    return pieces


def _top_block(block):
    """A block's first line and the indented lines after it."""
    first, *rest = block.splitlines()
    kept = [first]
    for line in rest:
        if line and not line[0].isspace() and not line.startswith(("#", ")", "]", "}")):
            break
        kept.append(line)
    return "\n".join(kept) + "\n"
