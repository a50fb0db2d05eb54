"""A person's case from screening to closure: tracks, urgency, assessment, plan, tasks, notes, approvals.

Verbs: case.open, case.assign, area.assess, plan.save, plan.submit, plan.approve, task.add, task.finish,
note.write, service.give, case.request_closure, case.approve_closure, case.reopen.
"""
