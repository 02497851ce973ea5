"""What is wrong with a config beside the shape of it: packs, scales and time zones that there are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reviewlint.config.file import ConfigFile, Level, RuleSetting
from reviewlint.config.merge import make_absolute
from reviewlint.config.rules import SEVERITY
from reviewlint.config.scale import find_scale_mistakes
from reviewlint.config.schema import find_field_mistakes
from reviewlint.document.spoilers.dialects import list_family
from reviewlint.errors import Trouble
from reviewlint.packs.locate import PACK_FILE, find_packs
from reviewlint.strict_yaml import Troubles, YamlFile, decode

_SEVERITY: Any = Level | bool


def find_mistakes(file: YamlFile, data: ConfigFile, folder: Path) -> list[Trouble]:
    """Give what is wrong with a config whose shape is right; ``folder`` is where its paths count from."""
    problems = list(find_field_mistakes(file, data))
    for index, pack in enumerate(data.packs):
        if not find_packs(Path(make_absolute(str(folder), pack))):
            message = f"`{pack}` is no rule pack: it holds no {PACK_FILE}"
            problems.append(file.trouble(("packs", index), message))
    for name, setting in data.rules.items():
        problems += _find_setting_mistakes(file, ("rules", name), setting)
    for index, override in enumerate(data.overrides):
        for name, setting in override.rules.items():
            problems += _find_setting_mistakes(file, ("overrides", index, "rules", name), setting)
    problems += find_scale_mistakes(file, data.rating)
    dialect, renders = data.spoilers.dialect, data.spoilers.renders
    if dialect and renders is not None and not set(renders).intersection(list_family(dialect)):
        message = f"does not name `{dialect}`, the site's own `dialect`: it would be shown in clear"
        problems.append(file.trouble(("spoilers", "renders"), message))
    if data.timezone is not None:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(data.timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            message = f"there is no time zone `{data.timezone}`; expected a name like `Europe/Berlin`"
            problems.append(file.trouble(("timezone",), message))
    return problems


def _find_setting_mistakes(
    file: YamlFile, where: Sequence[str | int], setting: RuleSetting
) -> Iterator[Trouble]:
    if isinstance(setting, dict) and SEVERITY in setting:
        try:
            decode(file, setting[SEVERITY], _SEVERITY, (*where, SEVERITY))
        except Troubles as error:
            yield from error.troubles
