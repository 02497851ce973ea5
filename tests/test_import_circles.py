"""Modules import one another in one direction only, inside of functions too."""

from __future__ import annotations

import graphlib

import grimp


def test_no_module_leads_back_to_itself() -> None:
    graph = grimp.build_graph(
        "reviewlint", "reviewlint_sphinx", exclude_type_checking_imports=True, cache_dir=None
    )
    # A package is imported before its modules, whatever it says.
    packages = {name for name in graph.modules if graph.find_children(name)}
    imports = {
        name: graph.find_modules_directly_imported_by(name) - packages for name in graph.modules - packages
    }
    graphlib.TopologicalSorter(imports).prepare()  # CycleError names the circle
