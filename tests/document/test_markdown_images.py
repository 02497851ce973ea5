"""One image model, whatever syntax a picture is written in."""

from collections.abc import Mapping

import pytest

from reviewlint.document.model import Image
from reviewlint.span import Span
from tests.document.markdown_reading import read, written

SYNTAXES = {
    "inline": ("é ![A still](/her.jpg 'Courtesy of Annapurna')", "markdown", False),
    "reference": ("![A still][her]\n\n[her]: /her.jpg\n  'Courtesy of Annapurna'\n", "reference", False),
    "collapsed": ("![A still][]\n\n[a STILL]: </her.jpg> (Courtesy of Annapurna)\n", "reference", False),
    "shortcut": ('![A still]\n\n[a still]: /her.jpg "Courtesy of Annapurna"\n', "reference", False),
    "html": ("<img src='/her.jpg' alt='A still' title='Courtesy of Annapurna'>", "html", False),
    "html in a line": ('é <img title="Courtesy of Annapurna" alt="A still" src=/her.jpg />', "html", False),
    "html in a quote": (
        '> <img src="/her.jpg"\n> alt="A still"\n> title="Courtesy of Annapurna">',
        "html",
        False,
    ),
    "label": ("<img src=/her.jpg aria-label='A still' title='Courtesy of Annapurna'>", "html", False),
    "picture": (
        "<picture>\n<source srcset=/her.avif>\n"
        "<img src=/her.jpg alt='A still' title='Courtesy of Annapurna'>\n</picture>",
        "picture",
        False,
    ),
    "figure": (
        "<figure>\n<img src=/her.jpg alt='A still'>\n"
        "<figcaption>Courtesy of Annapurna</figcaption>\n</figure>",
        "html",
        True,
    ),
    "figure around Markdown": (
        "<figure>\n\n![A still](/her.jpg)\n\n<figcaption>\nCourtesy of Annapurna\n</figcaption></figure>",
        "markdown",
        True,
    ),
    "directive": ("```{figure} /her.jpg\n:alt: A still\n\nCourtesy of Annapurna\n```", "myst", True),
    "colon fence": (':::{figure} /her.jpg\n:alt: "A still"\nCourtesy of Annapurna\n:::', "myst", True),
    "directive in a quote": (
        "> ```{figure} /her.jpg\n> :alt: A still\n>\n> Courtesy of Annapurna\n> ```",
        "myst",
        True,
    ),
    "options in YAML": (
        "```{figure} /her.jpg\n---\nwidth: 80%\nalt: 'A still'\n---\nCourtesy of Annapurna\n```",
        "myst",
        True,
    ),
    "figure-md": (":::{figure-md}\n![A still](/her.jpg)\n\nCourtesy of Annapurna\n:::", "markdown", True),
    "Hugo": (
        '{{< figure src="/her.jpg" alt="A still" caption="Courtesy of Annapurna" >}}',
        "shortcode",
        True,
    ),
    "Hugo over lines": (
        "{{< figure\n  src='/her.jpg'\n  alt='A still'\n  caption='Courtesy of Annapurna'\n>}}",
        "shortcode",
        True,
    ),
    "Zola": (
        '{{ figure(src="/her.jpg", alt="A still", caption="Courtesy of Annapurna") }}',
        "shortcode",
        True,
    ),
    "Jekyll": (
        '{% include figure.html src="/her.jpg" alt="A still" caption="Courtesy of Annapurna" %}',
        "shortcode",
        True,
    ),
    "component": (
        "<Figure src='/her.jpg' alt='A still' caption='Courtesy of Annapurna' />",
        "component",
        True,
    ),
}


@pytest.mark.parametrize(("text", "form", "in_figure"), SYNTAXES.values(), ids=SYNTAXES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_picture_in_every_syntax(text: str, form: str, in_figure: bool, newline: str) -> None:
    review = read(text.replace("\n", newline))
    [image] = review.images
    assert (image.form, image.in_figure) == (form, in_figure)
    assert (image.source, image.alt, image.caption) == ("/her.jpg", "A still", "Courtesy of Annapurna")
    assert (image.alt_state, image.alt_known, image.decorative, image.in_link) == ("text", True, False, False)
    assert written(review, image.source_span) == "/her.jpg"
    assert written(review, image.alt_span) == "A still"
    assert written(review, image.caption_span) == "Courtesy of Annapurna"


ALTS = {
    "![](a.png)": ("missing", None, ""),
    "![ ](a.png)": ("blank", " ", " "),
    "![*Her* `x` &amp; \\*](a.png)": ("text", "Her x & *", "*Her* `x` &amp; \\*"),
    "![one\ntwo](a.png)": ("text", "one two", "one\ntwo"),
    "> ![one\n> two](a.png)": ("text", "one two", "one\n> two"),
    "![a ![b](c) d](e)": ("text", "a b d", "a ![b](c) d"),
    "<img src=a>": ("missing", None, ""),
    "<img src=a />": ("missing", None, ""),
    "<img src=a alt>": ("empty", "", "alt"),
    "<img src=a alt=''>": ("empty", "", ""),
    "<img src=a alt='  '>": ("blank", "  ", "  "),
    "<img src=a alt='b &amp; c'>": ("text", "b & c", "b &amp; c"),
    "```{image} a.png\n```": ("missing", None, ""),
    "```{image} a.png\n:alt:\n```": ("empty", "", ""),
}


@pytest.mark.parametrize(("text", "expected"), ALTS.items())
def test_an_alt_text_is_missing_empty_blank_or_text(text: str, expected: tuple[str, str | None, str]) -> None:
    review = read(text)
    [image] = review.images
    assert (image.alt_state, image.alt, written(review, image.alt_span)) == expected


ADDRESSES = {
    "![a](b)": ("b", "b"),
    "![a](<b c>)": ("b c", "b c"),
    "![a](b(c)d)": ("b(c)d", "b(c)d"),
    "![a](b\\)c&amp;d 'e')": ("b)c&d", "b\\)c&amp;d"),
    "![a]()": ("", ""),
    "![a](  b  )": ("b", "b"),
    "![a]({{ site.url }}b.jpg)": ("{{ site.url }}b.jpg", "{{ site.url }}b.jpg"),
    "<img src='b&amp;c'>": ("b&c", "b&amp;c"),
    "<img alt=a>": ("", None),
    "<img srcset='b.jpg 2x, c.jpg'>": ("b.jpg", None),
    "<img data-src=b.jpg>": ("b.jpg", "b.jpg"),
    "<Image src={cover} alt='b'/>": ("{cover}", "{cover}"),
    "<Image src={'b.jpg'} alt={`c`} />": ("b.jpg", "b.jpg"),
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.items())
def test_an_address_and_its_place(text: str, expected: tuple[str, str | None]) -> None:
    review = read(text, mdx=text.startswith("<Image"))
    [image] = review.images
    assert (image.source, written(review, image.source_span)) == expected


MARKS: dict[str, Mapping[str, object]] = {
    "![](a.png){.decorative}": {"decorative": True, "alt_state": "missing"},
    "![](a.png){: .x .decorative }": {"decorative": True},
    "![](a.png){.decorated}": {"decorative": False},
    "![a][]{role=presentation}\n\n[a]: b": {"decorative": True},
    "<img src=a alt='' role=none>": {"decorative": True, "alt_state": "empty"},
    "<img src=a aria-hidden=true>": {"decorative": True, "alt_state": "missing"},
    "<img src=a aria-labelledby=b>": {"alt_known": False},
    "<img src=a alt='' class='wide decorative'>": {"decorative": True},
    "<img src=a alt='' class='decorated'>": {"decorative": False},
    "<Image src='a.png' alt='' decorative />": {"decorative": True},
    "<Image src='a.png' alt='' decorative='false' />": {"decorative": False},
    ":::{image} a.png\n:decorative:\n:::": {"decorative": True},
    ":::{image} a.png\n:alt:\n:class: wide decorative\n:::": {"decorative": True},
    ":::{image} a.png\n:alt:\n:class: decorated\n:::": {"decorative": False},
    "[![](a.png)](b)": {"in_link": True},
    "<a href=b>\n<img src=a>\n</a>": {"in_link": True},
    "<a name=b><img src=a></a>": {"in_link": False},
    "[<img src=a>](b)": {"in_link": True},
    "<span class=big>\n![b](a.png)\n</span>": {"inside_html": True, "alt": "b", "source": "a.png"},
    "<div>\n    ![b](a.png)\n</div>": {"inside_html": True},
    "<Poster src='a.png' />": {"form": "component", "alt_known": False, "alt_state": "missing"},
    "<Ficha foto='a.jpg' nombre='B' />": {"form": "component", "source": "a.jpg", "alt_known": False},
    "<Image src='a.png' />": {"form": "component", "alt_known": True, "alt_state": "missing"},
    "<Image src='a.png' alt={title} />": {"alt_known": False},
    "{% include image.html url='a.png' %}": {"form": "shortcode", "alt_known": False},
    "{% include image.html url='a.png' alt=page.title %}": {"alt_known": False, "alt": None},
    "{% include figure.html src='a.png' alt='b' caption=page.title %}": {"alt": "b", "caption": None},
    "{% include image.html url='a.png' alt='' decorative=true %}": {"decorative": True, "alt": ""},
    "{{< figure src='a.png' alt='' class='wide decorative' >}}": {"decorative": True},
    "{{< figure src='a.png' alt='' role='none' >}}": {"decorative": True},
    "![b]({% link a.png %})": {"form": "markdown", "source": "{% link a.png %}"},
    "<img src=\"{{< ref url='a.png' >}}\" alt=b>": {"form": "html"},
    "{{< figure src='a.png' >}}": {"form": "shortcode", "alt_known": True},
    "{{< figure src='a.png' caption='b' >}}": {"form": "shortcode", "alt_known": False, "caption": "b"},
    "<figure><img src=a></figure>": {"in_figure": True, "caption": None},
    "<figure><img src=a><figcaption></figcaption></figure>": {"in_figure": True, "caption": ""},
    "<figure><img src=a title=b><figcaption><b>c</b> &amp; d</figcaption></figure>": {"caption": "c & d"},
}


@pytest.mark.parametrize(("text", "expected"), MARKS.items())
def test_what_else_an_image_says(text: str, expected: Mapping[str, object]) -> None:
    [image] = read(text, mdx=text[1:2].isupper()).images
    assert {name: getattr(image, name) for name in expected} == expected


NO_IMAGES = [
    "`![a](b)`",
    "    ![a](b)",
    "![a][nope]",
    "\\![a](b)",
    "<!-- <img src=a> ![b](c) -->",
    "<pre>\n![a](b)\n</pre>",
    "<code><img src=a></code>",
    "<script>\n'<img src=a>'\n</script>",
    "<Youtube src='a' />",
    "<Video src='a.mp4' poster='b' />",
    "{% include spoiler.html %}",
    "{{< youtube abc >}}",
    "[a]({% link b.jpg %})",
    "{% assign image = 'b.jpg' %}",
    "{% if page.image == 'b.jpg' %}",
    "{{ '/b.jpg' | relative_url }}",
    "{{ get_url(path='b.jpg') }}",
    "{{ page.image }}",
    "```{code} md\n![a](b)\n```",
    '<img src="a"\n\nalt="b">',
]


@pytest.mark.parametrize("text", NO_IMAGES)
def test_what_only_looks_like_an_image(text: str) -> None:
    assert read(text).images == ()


def test_images_come_in_the_order_of_the_source() -> None:
    text = "<img src=a>\n\n![](b)\n\n{{< img src='c.png' >}}\n\n```{image} d\n```\n\n<div>![](e)</div>\n"
    assert [image.source for image in read(text).images] == ["a", "b", "c.png", "d", "e"]


def test_an_address_that_cannot_be_placed_is_given_without_a_place() -> None:
    # The parser takes the first definition of two that differ in case only.
    text = "![a][b]\n\n[B]: one.png\n[b]: two.png\n"
    [image] = read(text).images
    assert (image.source, image.source_span) == ("one.png", Span(14, 21))


def find(images: tuple[Image, ...], source: str) -> Image:
    [image] = [image for image in images if image.source == source]
    return image


def test_the_innermost_figure_captions_an_image() -> None:
    text = (
        "<figure>\n<figure><img src=a><figcaption>A</figcaption></figure>\n"
        "<img src=b>\n<figcaption>B</figcaption>\n</figure>\n<img src=c>\n"
    )
    images = read(text).images
    assert find(images, "a").caption == "A"
    assert find(images, "b").caption == "B"
    assert find(images, "c").in_figure is False
