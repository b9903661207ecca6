"""The shop's own template tags: lists of compiled fragments, and fragments that differ between visitors."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token

from shop.templating.checking import ListNode
from shop.templating.compiled import fragment_of
from shop.templating.per_visitor import PerVisitorNode
from shop.templating.slots import ListPlaceholder

register = template.Library()
SYNTAX = re.compile(r'each\s+"(?P<template>[^"]+)"\s+for\s+(?P<name>[a-z_]+)\s+in\s+(?P<things>\S+)')
PER_VISITOR_SYNTAX = re.compile(r'per_visitor\s+"(?P<template>[^"]+)"(\s+(?P<argument>\S+))?')


class EachNode(ListNode):
    """Renders a compiled fragment for each of some view models, or the mark for them while it is compiled itself."""

    def render(self, context: Context) -> str:
        things = self.things.resolve(context)
        if not things:
            return ""
        fragment = context.template.engine.get_template(self.template_name)  # type: ignore[union-attr]
        if isinstance(things, ListPlaceholder):
            return things.fill_with(fragment, self.name)
        shown: list[Any] = list(things)
        return fragment_of(fragment, self.name, type(shown[0])).render_all(shown) if shown else ""


@register.tag
def each(parser: Parser, token: Token) -> EachNode:
    """Render a fragment for each of some view models: {% each "catalog/_card.html" for card in cards %}."""
    said = SYNTAX.fullmatch(token.contents)
    if said is None:
        raise TemplateSyntaxError('It is written {% each "app/_fragment.html" for thing in things %}.')
    things: FilterExpression = parser.compile_filter(said["things"])
    return EachNode(said["template"], said["name"], things)


@register.tag
def per_visitor(parser: Parser, token: Token) -> PerVisitorNode:
    """Leave the place of a fragment that differs between visitors: {% per_visitor "cart/_badge.html" %}.

    What fills it stands in `settings.PER_VISITOR_FRAGMENTS`, and is given an argument as text where there is one:
    {% per_visitor "wishlist/_heart.html" card.product_id %}.
    """
    said = PER_VISITOR_SYNTAX.fullmatch(token.contents)
    if said is None:
        raise TemplateSyntaxError('It is written {% per_visitor "app/_fragment.html" %}, with one argument at most.')
    if said["template"] not in settings.PER_VISITOR_FRAGMENTS:
        raise TemplateSyntaxError(f"settings.PER_VISITOR_FRAGMENTS does not name what fills {said['template']}.")
    return PerVisitorNode(said["template"], parser.compile_filter(said["argument"]) if said["argument"] else None)
