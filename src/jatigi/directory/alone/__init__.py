"""The directory for a person alone, on a small telephone that may not be theirs, over a slow network.

Need → place → services, open now, call. No script, no cookie, no form; under 60 kB with everything it loads. Addresses hold
a number for the need, never its name: what stays in the history of a shared telephone says nothing. Nothing is journalled.
"""
