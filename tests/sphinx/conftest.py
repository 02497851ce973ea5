from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sphinx.site import Site, settle


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    settle(tmp_path, monkeypatch)
    return Site(tmp_path)


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a site that the tests of a module look at together, and none of them changes."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(folder, monkeypatch)
        yield Site(folder)
