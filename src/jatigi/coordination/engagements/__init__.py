"""The public page of commitments: what was promised, by and to whom, until when, and what became of it. Anybody reads it.

Only commitments that their secretariat opened to anybody; beside them what organisations stand by, comments that were
moderated, and figures that are published. Without script or cookie; nothing is journalled.
"""
