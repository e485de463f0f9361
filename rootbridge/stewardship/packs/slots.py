"""The bar that says on every page that the people and figures are invented."""

from django.template.loader import render_to_string
from markupsafe import Markup

from rootbridge.base.core.context import provide
from rootbridge.base.design.jinja import kept
from rootbridge.base.runtime.demo import samples

from .demo import has_sample, is_demo


def sample_bar(request):
    if not has_sample():
        return ""
    known = {"is_demo": is_demo(request)}
    return kept("sample bar", known["is_demo"], caller=lambda: Markup(render_to_string("packs/bar.html", known)))


provide("sample_bar", sample_bar)
samples.add("packs", has_sample)
