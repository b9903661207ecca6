"""What templates do with slots, found by walking over their nodes before they are rendered.

A slot may be written out, tested for emptiness by `if`, `not`, `and` and `or`, or given a default. Anything else would
be done once with its mark, and never with its text. A placeholder refuses most of that by itself, but not what reads it
without asking it (`pluralize`, `add`), what all placeholders answer alike (`yesno`, `is None`), and what is done to the
text around it (`{% filter %}`).
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.template import Node, Template
from django.template.base import FilterExpression, NodeList, TextNode, Variable, VariableNode
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from shop.templating.per_visitor import PerVisitorNode
from shop.templating.slots import Slot, SlotMisused, element_of, hints_of, misuse_of

Scope = dict[str, Any]
"""The type hints of what is known by name in a template; other names are of no view model."""

VISITORS_OWN = object()
OF_A_REQUEST = dict.fromkeys(("request", "user", "perms", "messages", "cart", "csrf_token"), VISITORS_OWN)
"""What no compiled template has, since it would be that of the first visitor."""
ALLOWED_FILTERS = {"default"}
ALLOWED_OPERATORS = {"and", "or", "not"}


class ListNode(Node):
    """A tag that renders a template for each of some view models: the one place for a list of them."""

    def __init__(self, template_name: str, name: str, things: FilterExpression) -> None:
        self.template_name = template_name
        self.name = name
        self.things = things


class Place(NamedTuple):
    """Where the walk is: in a template, within a tag that may hold no slot at all, if any."""

    template: Template
    within: str = ""


def check(template: Template, name: str, kind: type[NamedTuple]) -> None:
    """Raise SlotMisused for all that a template, and those that it includes, may not do with a view model of a kind."""
    misuses = dict.fromkeys(Walk().template(template, {**OF_A_REQUEST, name: kind}))
    if misuses:
        raise SlotMisused(" ".join(misuses))


class Walk:
    """A walk over a template and all that it includes. Its methods yield what is wrong."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, frozenset[tuple[str, Any]]]] = set()

    def template(self, template: Template, scope: Scope) -> Iterator[str]:
        key = (id(template), frozenset((name, repr(hint)) for name, hint in scope.items()))
        if key not in self._seen:
            self._seen.add(key)
            yield from self.nodes(template.nodelist, {**scope}, Place(template))

    def nodes(self, nodes: Iterable[Node], scope: Scope, place: Place) -> Iterator[str]:
        for node in nodes:
            if not isinstance(node, TextNode):
                yield from self.node(node, scope, place)

    def node(self, node: Node, scope: Scope, place: Place) -> Iterator[str]:
        match node:
            case VariableNode():
                yield from written(node.filter_expression, scope, place)
            case ListNode():
                yield from self.listed(node, scope, place)
            case IncludeNode():
                yield from self.included(node, scope, place)
            case BlockTranslateNode():
                yield from translated(node, scope, place)
            case PerVisitorNode():
                yield from written(node.argument, scope, place) if node.argument else ()
            case _:
                yield from self.block(node, scope, place)

    def block(self, node: Node, scope: Scope, place: Place) -> Iterator[str]:
        match node:
            case IfNode():
                for condition, nodes in node.conditions_nodelists:
                    yield from tested(condition, scope, place) if condition else ()
                    yield from self.nodes(nodes, {**scope}, place)
            case ForNode():
                yield from untouched(node.sequence, scope, place, "{% for %}")  # type: ignore[arg-type]  # no text
                inner = {name: hint for name, hint in scope.items() if name not in (*node.loopvars, "forloop")}
                yield from self.nodes([*node.nodelist_loop, *node.nodelist_empty], inner, place)
            case WithNode():
                yield from passed(node.extra_context, scope, place)
                yield from self.nodes(node.nodelist, {**scope, **hints(node.extra_context, scope)}, place)
            case ExtendsNode():
                yield from self.nodes(node.nodelist, {**scope}, place)
                yield from self.template(found(node.parent_name, place), scope)
            case BlockNode():
                yield from self.nodes(node.nodelist, {**scope}, place)
            case _:
                yield from self.other(node, scope, place)

    def listed(self, node: ListNode, scope: Scope, place: Place) -> Iterator[str]:
        hint = hint_of(node.things, scope)
        element = element_of(hint)
        if element is None or node.things.filters or place.within:
            yield from untouched(node.things, scope, place, "{% each %}")
        if element is not None:
            yield from self.template(found(node.template_name, place), {**OF_A_REQUEST, node.name: element})

    def included(self, node: IncludeNode, scope: Scope, place: Place) -> Iterator[str]:
        name: FilterExpression = node.template
        yield from untouched(name, scope, place, "{% include %}")
        yield from passed(node.extra_context, scope, place)
        around = OF_A_REQUEST if node.isolated_context else scope
        inner = {**around, **hints(node.extra_context, scope)}
        if isinstance(name.var, str):
            included = found(name, place)
            if place.within:
                yield from self.nodes(included.nodelist, inner, Place(included, place.within))
            else:
                yield from self.template(included, inner)

    def other(self, node: Node, scope: Scope, place: Place) -> Iterator[str]:
        """Walk over a tag of which nothing is known: no slot may be in it."""
        said = getattr(node, "token", None)
        name = f"{{% {said.split_contents()[0]} %}}" if said else type(node).__name__
        if isinstance(node, CsrfTokenNode):
            yield no_request("csrf_token", place)
        for expression in expressions_in(vars(node).values()):
            yield from untouched(expression, scope, place, name)
        for nodelist in (value for value in vars(node).values() if isinstance(value, NodeList)):
            yield from self.nodes(nodelist, {**scope}, place._replace(within=place.within or name))
        if isinstance(node, TranslateNode) and node.asvar:
            scope.pop(node.asvar, None)


def written(expression: FilterExpression, scope: Scope, place: Place) -> Iterator[str]:
    """Check what is written out: no list, and a slot without other filters than a default."""
    hint = hint_of(expression, scope)
    if element_of(hint) or place.within:
        yield from untouched(expression, scope, place, place.within or "{{ }}: a list needs {% each %}")
    else:
        yield from filtered(expression, scope, place)


def filtered(expression: FilterExpression, scope: Scope, place: Place) -> Iterator[str]:
    filters = [function._filter_name for function, _arguments in expression.filters]  # noqa: SLF001 Django's mark
    refused = [name for name in filters if name not in ALLOWED_FILTERS]
    if refused:
        yield from untouched(expression, scope, place, f"|{refused[0]}")
    else:
        yield from absent(expression, scope, place)


def tested(condition: Any, scope: Scope, place: Place) -> Iterator[str]:
    """Check a condition: slots stand bare in it, or beside `and`, `or` and `not`."""
    expression = getattr(condition, "value", None)
    if isinstance(expression, FilterExpression):
        if place.within:
            yield from untouched(expression, scope, place, place.within)
        else:
            yield from filtered(expression, scope, place)
        return
    parts = [part for part in (condition.first, condition.second) if isinstance(part, TokenBase)]
    if condition.id in ALLOWED_OPERATORS:
        for part in parts:
            yield from tested(part, scope, place)
    else:
        for expression in expressions_in(parts):
            yield from untouched(expression, scope, place, f"“{condition.id}”")


def passed(context: dict[str, FilterExpression], scope: Scope, place: Place) -> Iterator[str]:
    """Check what is handed on under another name."""
    for expression in context.values():
        yield from filtered(expression, scope, place)


def translated(node: BlockTranslateNode, scope: Scope, place: Place) -> Iterator[str]:
    """Check what is put into a translated text. How many there are of something decides its wording."""
    yield from passed(node.extra_context, scope, place)
    if node.counter is not None:
        yield from untouched(node.counter, scope, place, "{% blocktranslate count %}")
    inner = {**scope, **hints(node.extra_context, scope)}
    names = [token.contents for token in (*node.singular, *(node.plural or ())) if token.contents in inner]
    if place.within:
        yield from (misuse_of(str(place.template.name), name, f"used by {place.within}") for name in names)
    yield from (no_request(name, place) for name in names if inner[name] is VISITORS_OWN)
    if node.asvar:
        scope[node.asvar] = Slot


def untouched(expression: FilterExpression | Variable, scope: Scope, place: Place, user: str) -> Iterator[str]:
    """Refuse every slot in an expression."""
    for variable in variables_in(expression):
        hint = hint_of_variable(variable, scope)
        if hint == Slot or element_of(hint):
            yield misuse_of(str(place.template.name), str(variable.var), f"used by {user}")
    yield from absent(expression, scope, place)


def absent(expression: FilterExpression | Variable, scope: Scope, place: Place) -> Iterator[str]:
    """Refuse what a compiled template does not have, and what looks into a slot's text."""
    for variable in variables_in(expression):
        path = variable.lookups or ()
        if path and scope.get(path[0]) is VISITORS_OWN:
            yield no_request(path[0], place)
        for end in range(1, len(path)):
            if hint_of_path(path[:end], scope) == Slot or element_of(hint_of_path(path[:end], scope)):
                yield misuse_of(str(place.template.name), ".".join(path[:end]), f"asked for its “{path[end]}”")


def no_request(name: str, place: Place) -> str:
    return f"{place.template.name}: a compiled template has no “{name}”, which is of one request. Use per_visitor."


def hints(context: dict[str, FilterExpression], scope: Scope) -> Scope:
    return {name: hint_of(expression, scope) for name, expression in context.items()}


def hint_of(expression: FilterExpression, scope: Scope) -> Any:
    """Return the type hint of an expression. Where a slot is one of several that it may be, it is a slot."""
    found = [hint_of_variable(variable, scope) for variable in variables_in(expression)]
    return Slot if len(found) > 1 and Slot in found else next(iter(found), None)


def hint_of_variable(variable: Variable, scope: Scope) -> Any:
    return hint_of_path(variable.lookups or (), scope)


def hint_of_path(path: tuple[str, ...], scope: Scope) -> Any:
    first, *rest = path or ("",)
    hint = scope.get(first)
    for field in rest:
        hint = hints_of(hint).get(field) if hasattr(hint, "_fields") else None
    return hint


def variables_in(expression: FilterExpression | Variable) -> Iterator[Variable]:
    if isinstance(expression, Variable):
        yield expression
        return
    if isinstance(expression.var, Variable):
        yield expression.var
    for _function, arguments in expression.filters:
        yield from (argument for is_variable, argument in arguments if is_variable)


def expressions_in(values: Iterable[Any]) -> Iterator[FilterExpression | Variable]:
    """Yield the expressions in what a tag's node holds, and in its lists and conditions."""
    for value in values:
        if isinstance(value, FilterExpression | Variable):
            yield value
        elif isinstance(value, NodeList):
            continue
        elif isinstance(value, dict):
            yield from expressions_in(value.values())
        elif isinstance(value, list | tuple):
            yield from expressions_in(value)
        elif isinstance(value, TokenBase):
            yield from expressions_in(vars(value).values())


def found(name: Any, place: Place) -> Template:
    """Return a template by its name, or by the expression of a tag that names it."""
    said = name if isinstance(name, str) else str(name.var)
    return place.template.engine.get_template(said)
