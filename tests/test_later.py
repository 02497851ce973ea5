"""Modules that are imported when they are first used."""

from __future__ import annotations

import sys

import pytest

from reviewlint.later import import_later


def test_a_module_is_imported_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    module = import_later("colorsys")
    assert "colorsys" not in sys.modules
    assert module.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert module.rgb_to_hsv is sys.modules["colorsys"].rgb_to_hsv


def test_what_a_module_does_not_have_is_an_error() -> None:
    module = import_later("colorsys")
    for _ in range(2):
        with pytest.raises(AttributeError):
            module.no_such_name  # noqa: B018
