"""`python -m jatigi`: the command line of a node."""

from jatigi.project.cli import main

main()
