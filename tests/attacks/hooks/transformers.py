"""Input and AST transformers turn every later cell into `pass`. Measured: on stock nbgrader a blank notebook gets full marks so."""

from tests.attacks.build import prepend

DESERVES = {}


def submission(solved, blank):
    return prepend(
        blank,
        """
import ast
from IPython.core import inputtransformer2
shell = get_ipython()
nothing = lambda lines: ["pass\\n"]
inputtransformer2.TransformerManager.transform_cell = lambda self, cell: "pass"
try:
    shell.input_transformers_cleanup.append(nothing)
    shell.ast_transformers.append(ast.NodeTransformer())
except AttributeError: pass
ast.parse = lambda *_, **__: ast.Module([], [])
""",
    )
