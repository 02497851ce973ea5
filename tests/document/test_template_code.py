"""What template tags show as it is written: code, and tags that are words."""

from __future__ import annotations

import pytest

from reviewlint.document.markdown.shortcodes import find_shortcodes
from reviewlint.document.markdown.template_code import find_template_code
from tests.document.markdown_reading import read

ALL = """{{< spoiler >}} ![a](b.jpg) {{< figure src="c.jpg" >}} [d](e.md) >!f

## G

:::spoiler

<img src="h">

"""


@pytest.mark.parametrize(
    ("opener", "closer"),
    [
        ("{% highlight html %}", "{% endhighlight %}"),
        ("{%- highlight html linenos -%}", "{%- endhighlight -%}"),
        ("{{< highlight go >}}", "{{< /highlight >}}"),
        ("{{% highlight go %}}", "{{% /highlight %}}"),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_what_is_highlighted_is_code(opener: str, closer: str, gap: str) -> None:
    text = f"Before.\n\n{opener}{gap}{ALL}{gap}{closer}\n\n![after](i.jpg)\n"
    review = read(text)

    assert not any((review.spoilers, review.problems, review.headings, review.links))
    assert [image.source for image in review.images] == ["i.jpg"]
    code = text.index(ALL)
    assert any(one.start <= code and code + len(ALL) <= one.end for one in review.literal)


@pytest.mark.parametrize(("opener", "closer"), [("raw", "endraw"), ("verbatim", "endverbatim")])
def test_tags_that_are_words_between_markdown_that_is_markdown(opener: str, closer: str) -> None:
    text = (
        f"{{% {opener} %}}\n{{{{< spoiler >}}}} says *who*.\n\n"
        f'## Heading\n\n{{{{< figure src="c.jpg" >}}}}\n\n![a](b.jpg)\n{{% {closer} %}}\n'
    )
    review = read(text)

    assert not any((review.spoilers, review.problems))
    assert [heading.text for heading in review.headings] == ["Heading"]
    assert [image.source for image in review.images] == ["b.jpg"]


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}\n{{< spoiler >}}",
        "{% highlight %} {{< spoiler >}} {{< /highlight >}}",
        "{% endraw %} {{< spoiler >}} {% raw %}",
        "`{% raw %}` {{< spoiler >}} `{% endraw %}`",
    ],
)
def test_what_is_not_closed_holds_nothing(text: str) -> None:
    assert [problem.rule for problem in read(text).problems] == ["spoiler-unclosed"]


def test_a_tag_of_the_same_name_within_changes_nothing() -> None:
    text = "{% highlight %} {% highlight %} {{ a }} {% endhighlight %} {{ b }}"
    marks, code = find_template_code(find_shortcodes(text))

    assert [text[mark.span.start : mark.span.end] for mark in marks] == [
        "{% highlight %}",
        "{% endhighlight %}",
        "{{ b }}",
    ]
    assert [text[span.start : span.end] for span in code] == [" {% highlight %} {{ a }} "]


@pytest.mark.parametrize("text", ['{{< figure src="a.jpg" >}}\n', '{% include image.html src="a.jpg" %}\n'])
def test_mdx_has_no_template_tags(text: str) -> None:
    """Its braces are JavaScript (mdxjs.com/docs/what-is-mdx), which such a tag is not: no site shows it."""
    review = read(text, mdx=True)

    assert not any((review.images, review.problems, review.paragraphs))
