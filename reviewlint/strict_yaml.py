"""YAML files that reviewlint itself is told things by: decoded strictly, every problem at its place.

Reviews are read elsewhere (``document``), leniently; a rule or a configuration that says something
unknown, or says a thing twice, must stop the run instead of silently checking less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
import yaml

from reviewlint.errors import Trouble

T = TypeVar("T")
Path = Sequence[str | int]
Locate = Callable[[Path, bool], tuple[int, int]]
"""Give line and column of the value, or where it is true of the key, that a path leads to."""
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LARGEST = 1_000_000
_DEEPEST = 60


class Troubles(Exception):  # noqa: N818 - it carries several, and is always turned into a ReviewlintError
    """Carry every problem of one file up to who knows what kind of file it is."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        super().__init__("\n".join(map(str, troubles)))
        self.troubles = tuple(troubles)


class YamlFile:
    """Hold one parsed YAML file: its plain ``data``, and the place of everything in it."""

    def __init__(self, path: str, text: str, *, lists: bool = False) -> None:
        """Parse ``text``; ``path`` is how messages name the file, ``lists`` says that it may be a list.

        :raises Troubles: if it is no YAML, is nested absurdly or says a key twice
        """
        self.path = path
        self._locate: Locate | None = None
        self._node = _compose(path, text, lists=lists)
        self._constructor = Loader("")
        self._duplicates: list[Trouble] = []
        self.data: Any = self._build(self._node, ()) if self._node is not None else {}
        if self._duplicates:
            raise Troubles(self._duplicates)

    @classmethod
    def of_data(cls, path: str, data: dict[str, Any], locate: Locate | None = None) -> YamlFile:
        """Stand for data that came from elsewhere; ``locate`` knows where, else all is in line 1."""
        file = cls(path, "")
        file.data = data
        file._locate = locate
        return file

    def trouble(self, where: Path, message: str, *, key: bool = False) -> Trouble:
        """Place a message at the value (or the key) that the keys and indexes ``where`` lead to."""
        line, column = self._locate(where, key) if self._locate else self._mark(where, key=key)
        return Trouble(self.path, line, column, message)

    def _mark(self, where: Path, *, key: bool) -> tuple[int, int]:
        node = self._node
        mark: Any = node.start_mark if node is not None else None
        for depth, step in enumerate(where):
            if isinstance(node, yaml.MappingNode):
                pairs = [pair for pair in node.value if _key_text(pair[0]) == str(step)]
                if not pairs:
                    break
                key_node, node = pairs[-1]
                last = depth == len(where) - 1
                mark = (key_node if key and last else node).start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)

    def _build(self, node: yaml.Node, where: tuple[str | int, ...]) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(item, (*where, index)) for index, item in enumerate(node.value)]
        try:
            return self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError):
            return node.value

    def _build_mapping(self, node: yaml.MappingNode, where: tuple[str | int, ...]) -> dict[str, Any]:
        built: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value in node.value:
            key = _key_text(key_node)
            mark: Any = key_node.start_mark
            if key in first:
                self._duplicates.append(
                    Trouble(
                        self.path,
                        mark.line + 1,
                        mark.column + 1,
                        f"`{key}` again: line {first[key]} says it already",
                    )
                )
            first.setdefault(key, mark.line + 1)
            built[key] = self._build(value, (*where, key))
        return built


def decode(file: YamlFile, data: Any, kind: type[T], where: Path = ()) -> T:
    """Turn plain data into a typed value; ``where`` is where in the file the data stands.

    :raises Troubles: with every unknown key, missing key and wrong type
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        found = list(_explain(file, data, kind, where))
        raise Troubles(found or [file.trouble(where, str(error))]) from error


def suggest(word: str, known: Sequence[str]) -> str:
    """Give a did-you-mean to put behind a message, empty where nothing known comes near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def _compose(path: str, text: str, *, lists: bool) -> yaml.Node | None:
    if len(text) > _LARGEST:
        raise Troubles([Trouble(path, 0, 0, f"is larger than {_LARGEST:,} characters")])
    try:
        _refuse_depth(path, text)
        node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = _MEANINGS.get(error.problem or "", f"this is not YAML: {error.problem}")
        raise Troubles([Trouble(path, line, column, message)]) from error
    except yaml.reader.ReaderError as error:
        before = text[: text.find(chr(error.character))]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"this is not YAML: the character U+{error.character:04X} may not stand in it"
        raise Troubles([Trouble(path, line, column, message)]) from error
    except yaml.YAMLError as error:
        raise Troubles([Trouble(path, 1, 1, f"this is not YAML: {error}")]) from error
    if lists and isinstance(node, yaml.SequenceNode):
        return node
    if node is not None and not isinstance(node, yaml.MappingNode):
        wanted = "a list, or `key: value` lines" if lists else "a mapping: `key: value` lines"
        raise Troubles([Trouble(path, 1, 1, f"should be {wanted}")])
    return node


_MEANINGS = {
    "but found another document": "another document begins here (`---`); a file like this is one alone"
}
"""What the parser says that means nothing without what it was doing."""


def _refuse_depth(path: str, text: str) -> None:
    """Count nesting without recursion: the C composer crashes the process on very deep input."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        message = ""
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            message = "nested too deeply" if depth > _DEEPEST else ""
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            message = "an alias (`*name`) is not understood here; write the value out"
        if message:
            mark: Any = event.start_mark
            raise Troubles([Trouble(path, mark.line + 1, mark.column + 1, message)])


def _key_text(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "?"


def _explain(file: YamlFile, data: Any, kind: type[Any], where: Path) -> Iterator[Trouble]:
    # Imported here: msgspec stops at the first problem, this says all, and is rarely needed.
    import jsonschema_rs

    schema = msgspec.json.schema(kind)
    for error in jsonschema_rs.validator_for(schema).iter_errors(_plain(data)):
        yield from _explain_error(file, data, schema, where, error)


def _explain_error(
    file: YamlFile, data: Any, schema: Mapping[str, Any], where: Path, error: Any
) -> Iterator[Trouble]:
    inside = _name_steps(data, error.instance_path)
    path = [*where, *inside]
    name = error.kind.name
    if name == "anyOf":
        branch = _nearest_branch(error.kind.context, len(inside))
        if branch:
            for inner in branch:
                yield from _explain_error(file, data, schema, where, inner)
            return
    explain = _EXPLAIN.get(name)
    value = _at(data, inside)
    if name == "additionalProperties":
        known = sorted(_at(schema, error.schema_path[:-1]).get("properties", {}))
        for key in error.kind.unexpected:
            message = f"unknown key `{key}`{suggest(key, known)}"
            if "did you mean" not in message and known:
                message += f"; known here: {', '.join(known)}"
            yield file.trouble([*path, key], message, key=True)
    elif explain:
        yield file.trouble(path, explain(error.kind, value))
    else:
        yield file.trouble(path, str(error.message))


def _nearest_branch(context: Sequence[Sequence[Any]], depth: int) -> Sequence[Any]:
    """Choose, of the forms a value may have, the one that was meant: that of the value's own type."""
    return next((errors for errors in context if errors and not _is_other(errors[0], depth)), ())


def _is_other(error: Any, depth: int) -> bool:
    return error.kind.name in ("type", "enum") and len(error.instance_path) == depth


def _show(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else f"`{value}`"


_NAMES = {
    "string": "text (in quotes, if YAML takes it for something else)",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}


def _explain_type(kind: Any, value: Any) -> str:
    wanted = " or ".join(_NAMES.get(name, name) for name in kind.types)
    return f"found {_show(value)}; expected {wanted}"


def _explain_enum(kind: Any, value: Any) -> str:
    options = [str(one) for one in kind.options]
    return f"found {_show(value)}; expected one of {', '.join(options)}{suggest(str(value), options)}"


def _explain_any(kind: Any, value: Any) -> str:
    """Name every form that the value might have had."""
    options: list[str] = []
    forms: list[str] = []
    for error in (errors[0] for errors in kind.context if errors):
        if error.kind.name == "enum":
            options += map(str, error.kind.options)
        elif error.kind.name == "type":
            forms += [_NAMES.get(name, name) for name in error.kind.types]
    wanted = [", ".join(options)] if options else []
    return f"found {_show(value)}; expected {' or '.join([*wanted, *forms])}{suggest(str(value), options)}"


_EXPLAIN: Mapping[str, Callable[[Any, Any], str]] = {
    "required": lambda kind, _: f"the key `{kind.property}` is missing",
    "type": _explain_type,
    "enum": _explain_enum,
    "anyOf": _explain_any,
}


def _name_steps(data: Any, path: Path) -> list[str | int]:
    """Give a path as the data has it: the schema library takes a key of digits for a place in a list."""
    steps: list[str | int] = []
    for step in path:
        steps.append(str(step) if isinstance(data, dict) else step)
        data = data[steps[-1]]
    return steps


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _plain(data: Any) -> Any:
    """Make data that the schema library takes: what stands for dates, which it refuses, is as wrong."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data if isinstance(data, (str, int, float, bool, type(None))) else False
