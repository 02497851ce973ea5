"""What a browser hides: the element ends where HTML's parser ends it, not where its tag stands."""

from __future__ import annotations

import pytest

from reviewlint.leakcheck.pages import Page
from reviewlint.leakcheck.structure import find_hidden
from reviewlint.leakcheck.words import join_blocks
from tests.work import count_steps

BODY = "data-spoiler-body"

CASES = {
    "a block": (f"<p>a</p><div {BODY}><p>x</p><p>x</p></div><p>b</p>", "a b"),
    "words": (f"<p>a <span hidden {BODY}=''>x <em>x</em></span> b</p>", "a b"),
    "a value in capitals": (f'<p>a <SPAN hidden="" {BODY}="">x</SPAN> b</p>', "a b"),
    "elements of the same name inside": (f"a <div {BODY}>x <div>x</div> x</div> b", "a b"),
    "an attribute of another name": (f"a <div x-{BODY}s>b</div>", "a b"),
    "the name in a value": (f"a <div title='{BODY}'>b</div>", "a b data spoiler body"),
    "never closed": (f"a <div {BODY}>x <p>x", "a"),
    "a paragraph ends the span around it": (f"<p>a <span {BODY}>x <p>b</p>", "a b"),
    "so does a block": (f"<p>a <span {BODY}>x <ul><li>b</li></ul></span>", "a b"),
    "but not the block that it stands in": (f"<p>a</p><div {BODY}><p>x<div>x</div></div> b", "a b"),
    "an item ends the one before": (f"<ul><li>a <span {BODY}>x <li>b</ul>", "a b"),
    "an item of a list inside does not": (f"<ul><li>a <div {BODY}>x<ul><li>x</ul></div> b</ul>", "a b"),
    "a row ends the one before": (f"<table><tr><td>a <span {BODY}>x <tr><td>b</table>", "a b"),
    "an end tag of what it stands in": (f"<div>a <span {BODY}>x </div> b", "a b"),
    "an end tag of nothing": (f"a <div {BODY}>x </section> x</div> b", "a b"),
    "formatting ends around words": (f"<b>a <span {BODY}>x </b> b", "a b"),
    "formatting goes on without a block": (f"<b>a <div {BODY}>x </b> x</div> b", "a b"),
    "an end tag in a script": (f"a <div {BODY}><script>'</div>'</script>x</div> b", "a b"),
    "an end tag in a comment": (f"a <div {BODY}><!-- </div> -->x</div> b", "a b"),
    "an end tag in a value": (f'a <div {BODY}><img alt="</div>">x</div> b', "a b"),
    "a slash ends nothing in HTML": (f"a <div {BODY}><span />x</div> b", "a b"),
    "closed": (f"a <details><summary>b</summary><div {BODY}>x</div></details>", "a b"),
    "open from the start": (f"a <details open><div {BODY}>b</div></details>", "a b"),
}


@pytest.mark.parametrize("name", CASES)
def test_shown(name: str) -> None:
    html, shown = CASES[name]
    assert join_blocks(Page(html).words) == shown.split()


def test_xhtml_is_read_as_xml() -> None:
    html = f"<p>a</p><aside {BODY}=''><br/><i/>x<p/>x</aside><p>b</p>"
    assert join_blocks(Page(html, xml=True).words) == ["a", "b"]


@pytest.mark.parametrize(
    "piece", [f"<div {BODY}>", f"<span {BODY}>x</span>", "<b>", '<a "', "<!--", "<p>", "</i>", "<script>"]
)
def test_time_grows_with_the_page(piece: str) -> None:
    def read(times: int) -> int:
        page = f"<i {BODY}>" + piece * times
        find_hidden(page)
        return count_steps(lambda: find_hidden(page))

    assert read(800) < 4 * read(200) + 200
