"""One picture, written in every syntax that reviewlint reads."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Picture(msgspec.Struct, frozen=True):
    """Hold what a review writes of a picture; ``None`` is not written at all."""

    source: str = "images/her.jpg"
    alt: str | None = "A man on a red bench"
    caption: str | None = "Theodore waits. Courtesy of Annapurna Pictures"
    size: str = ' width="1" height="2"'


def option(name: str, text: str | None, form: str) -> str:
    """Write an attribute, option or argument where it has a text."""
    return "" if text is None else form.format(name=name, text=text)


def attribute(name: str, text: str | None) -> str:
    return option(name, text, ' {name}="{text}"')


def as_fields(one: Picture) -> str:
    more = option("imageAlt", one.alt, "\n{name}: '{text}'") + option(
        "imageCaption", one.caption, "\n{name}: '{text}'"
    )
    return f"---\ntitle: Her\n«coverImage: '{one.source}'»{more}\n---\nWords.\n"


def as_map(one: Picture) -> str:
    more = option("alt", one.alt, '\n  {name}: "{text}"') + option(
        "caption", one.caption, '\n  {name}: "{text}"'
    )
    return f'---\ntitle: Her\ncover:\n  «image: "{one.source}"»{more}\n---\nWords.\n'


def in_markdown(body: str) -> str:
    return f"---\ntitle: Her\n---\n{body}\n"


def as_markdown(one: Picture) -> str:
    title = option("", one.caption, ' "{text}"')
    return in_markdown(f"Words.\n\n«![{one.alt or ''}]({one.source}{title})»")


def as_reference(one: Picture) -> str:
    title = option("", one.caption, " '{text}'")
    return in_markdown(f"é «![{one.alt or ''}][her]» é\n\n[her]: {one.source}{title}")


def as_linked(one: Picture) -> str:
    title = option("", one.caption, " ({text})")
    return in_markdown(f"[«![{one.alt or ''}]({one.source}{title})»](https://example.org)")


def as_html(one: Picture) -> str:
    alt, title = attribute("alt", one.alt), attribute("title", one.caption)
    return in_markdown(f'<p>\n«<img src="{one.source}"{alt}{title}{one.size}>»\n</p>')


def as_picture(one: Picture) -> str:
    alt, title = attribute("alt", one.alt), attribute("title", one.caption)
    tag = f'<img src="{one.source}"{alt}{title}{one.size}>'
    return in_markdown(f'«<picture>\n<source srcset="her.avif">\n{tag}\n</picture>»')


def as_figure(one: Picture) -> str:
    caption = option("", one.caption, "\n<figcaption>{text}</figcaption>")
    tag = f'«<img src="{one.source}"{attribute("alt", one.alt)}{one.size}>»'
    return in_markdown(f"<figure>\n{tag}{caption}\n</figure>")


def as_myst(one: Picture) -> str:
    alt, caption = option("alt", one.alt, "\n:{name}: {text}"), option("", one.caption, "\n\n{text}")
    return in_markdown(f"«:::{{figure}} {one.source}{alt}{caption}\n:::»")


def as_myst_yaml(one: Picture) -> str:
    alt, caption = option("alt", one.alt, "\n{name}: '{text}'"), option("", one.caption, "\n{text}")
    return in_markdown(f"«```{{figure}} {one.source}\n---\nwidth: 50%{alt}\n---{caption}\n```»")


def as_rest(one: Picture) -> str:
    alt, caption = option("alt", one.alt, "\n   :{name}: {text}"), option("", one.caption, "\n\n   {text}")
    return f"Her\n===\n\n«.. figure:: {one.source}{alt}{caption}»\n"


def as_component(one: Picture) -> str:
    more = attribute("alt", one.alt) + attribute("caption", one.caption)
    return in_markdown(f'import Image from "./image"\n\n«<Image\n  src="{one.source}"{more}\n/>»')


def as_hugo(one: Picture) -> str:
    more = option("alt", one.alt, '\n  {name}="{text}"') + option(
        "caption", one.caption, '\n  {name}="{text}"'
    )
    return in_markdown(f'«{{{{< figure\n  src="{one.source}"{more}\n>}}}}»')


def as_zola(one: Picture) -> str:
    more = option("alt", one.alt, ', {name}="{text}"') + option("caption", one.caption, ', {name}="{text}"')
    return in_markdown(f'«{{{{ figure(src="{one.source}"{more}) }}}}»')


def as_jekyll(one: Picture) -> str:
    more = attribute("alt", one.alt) + attribute("caption", one.caption)
    return in_markdown(f'«{{% include figure.html\n  url="{one.source}"{more} %}}»')


def as_italics(one: Picture) -> str:
    caption = option("", one.caption, "\n*{text}*")
    return in_markdown(f"«![{one.alt or ''}]({one.source})»{caption}")


SYNTAXES: dict[str, tuple[Callable[[Picture], str], str]] = {
    "fields": (as_fields, "her.md"),
    "map": (as_map, "her.md"),
    "Markdown": (as_markdown, "her.md"),
    "reference": (as_reference, "her.md"),
    "linked": (as_linked, "her.md"),
    "HTML": (as_html, "her.md"),
    "picture": (as_picture, "her.md"),
    "figure": (as_figure, "her.md"),
    "MyST": (as_myst, "her.md"),
    "MyST with YAML": (as_myst_yaml, "her.md"),
    "reST": (as_rest, "her.rst"),
    "MDX": (as_component, "her.mdx"),
    "Hugo": (as_hugo, "her.md"),
    "Zola": (as_zola, "her.md"),
    "Jekyll": (as_jekyll, "her.md"),
    "italics": (as_italics, "her.md"),
}
