"""The parts of ``./run bench matching``."""
