"""Grammar packs: words and rules as data, compiled to pyparsing and to a recogniser."""

from figures.grammar.pack import Grammar, Rule

__all__ = ["Grammar", "Rule"]
