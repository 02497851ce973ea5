"""The HTML that is ours: templates that a project or theme may put its own in place of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from reviewlint_sphinx.locale import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Templates:
    """Render our templates; a ``reviewlint/NAME`` in a project's ``templates_path`` comes first.

    Sphinx's own template environment does not escape what it is given. This one does: fields of
    contributed reviews go through here.
    """

    def __init__(self, app: Sphinx) -> None:
        """Look in the project's folders, then in ours."""
        folders = [Path(app.confdir, folder) for folder in app.config.templates_path]
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folders), PackageLoader(__package__)]),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # else files are looked at again for every card
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["_"] = _

    def render(self, name: str, **values: Any) -> str:
        """Fill one template."""
        return self._environment.get_template(f"reviewlint/{name}").render(values)
