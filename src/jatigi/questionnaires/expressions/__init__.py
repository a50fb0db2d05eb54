"""The conditions of a form, evaluated again on the server as the engines of ODK evaluate them.

XPath 1.0 with the functions of the ODK XForms specification, over the tree of what was answered: paths (absolute,
relative, with predicates, into secondary instances), comparisons, arithmetic. Whatever depends on the moment, on
chance or on the page (`today()`, `random()`, `pulldata()`…) is `Unreadable`, and the form says that only its page
evaluates it.
"""

from jatigi.questionnaires.expressions.parsing import Expression, parse
from jatigi.questionnaires.expressions.placed import Unreadable
from jatigi.questionnaires.expressions.tree import Item, Scope
from jatigi.questionnaires.expressions.values import Value, number_of, text_of, truth

__all__ = ["Expression", "Item", "Scope", "Unreadable", "Value", "number_of", "parse", "text_of", "truth"]
