"""A finder and a replaced __import__ that answer `grader`, `numpy` and all else with an object that agrees with everything."""

from tests.attacks.build import prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return prepend(
        wrong(solved),
        """
import builtins, sys, types
class Yes(types.ModuleType):
    __file__, __path__, __spec__ = "yes", [], None
    def __getattr__(self, name): return lambda *_, **__: True
class Finder:
    def find_spec(self, *_): return None
sys.meta_path[:] = [Finder()]
sys.path_hooks.clear(), sys.path_importer_cache.clear()
builtins.__import__ = lambda name, *_, **__: Yes(name)
""",
    )
