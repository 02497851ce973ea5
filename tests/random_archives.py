"""Draw small archives, in which reviews often agree and sometimes do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from tests.checks.archives import header

FIELDS: Mapping[str, Sequence[str]] = {
    "title": ["Her", "HER!", "Amélie", "Amelie", "Heat"],
    "date": ["2026-01-12", "2026-01-13"],
    "year": ["2013", "2014"],
    "director": ["Spike Jonze", "Michael Mann"],
    "reviewer": ["Noor Haddad", "Ines Moreau", ""],
    "excerpt": ["A voice.", "a voice", "Coffee.", "Say what it is like."],
    "tags": ["[Sci-Fi, drama]", "[scifi]", "Drama, sci-fi"],
    "rating": ["4", "4.5", "3", "44", "8/10", "4.2"],
    "slug": ["her", "heat", "/films/her/"],
    "image": ["a.jpg", "b.jpg"],
    "imageAlt": ["A man in red", "''"],
    "imageCaption": ["A street", "A street. Courtesy of A24"],
    "draft": ["true"],
    "raiting": ["3"],
    "# reviewlint": ["ignore excerpt-repeated", "ignore"],
}
SMALL = """\
rules:
  rating-scale: {least: 4, share: 0.7, step_share: 0.7}
  excerpt-repeated: {template_least: 4, flood_least: 4}
  placeholder-value: {template_least: 4, flood_least: 4}
  review-duplicate: {flood_least: 4}
  field-required: {flood_least: 4}
  cover-alt-missing: {flood_least: 4}
fields:
  reviewer: {required: true}
overrides:
  - {files: ["films/**"], rules: {tag-variant: off, work-drift: error}}
"""
REVIEW = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in FIELDS.items()}
).map(lambda fields: header(**fields))
NAMES = ["her.md", "her-again.md", "her/index.md", "heat.rst.md", "films/her.md", "films/heat.md", "z.md"]
ARCHIVES = st.dictionaries(st.sampled_from(NAMES), REVIEW, min_size=2)
