"""Somebody who comes with a case that is handed over: a record of their own in the house that receives them."""
