"""A part of a page that is drawn once for everything that it says."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import timezone, translation
from django.utils.safestring import SafeString

register = template.Library()
MOST = 2_000
"""So many values of one part are kept in a process; then it begins anew."""


class Remembered(template.Node):
    """`{% remembered line as shown %}…{% endremembered %}`: drawn once for each value of `line`, language and time zone.

    Within, nothing of the page is known but the value, under the name `shown`: what is drawn can say nothing else. The value
    compares by everything that it says (a frozen dataclass of texts, numbers and moments) and is never about a person: what
    was drawn outlives the request.
    """

    def __init__(self, value: FilterExpression, name: str, nodelist: NodeList) -> None:
        self.value, self.name, self.nodelist = value, name, nodelist
        self.drawn: dict[Any, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        value = self.value.resolve(context)
        key = (value, translation.get_language(), timezone.get_current_timezone_name())
        found = self.drawn.get(key)
        if found is None:
            found = self.nodelist.render(context.new({self.name: value}))
            if len(self.drawn) >= MOST:
                self.drawn.clear()
            self.drawn[key] = found
        return found


@register.tag
def remembered(parser: Parser, token: Token) -> Remembered:
    parts = token.split_contents()
    if len(parts) != 4 or parts[2] != "as":
        raise template.TemplateSyntaxError("write {% remembered value as name %}")
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return Remembered(parser.compile_filter(parts[1]), parts[3], nodelist)
