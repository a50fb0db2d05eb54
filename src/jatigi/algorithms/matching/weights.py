"""What agreement and difference are worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Evidence in bits."""


DEFAULTS = Weights()
