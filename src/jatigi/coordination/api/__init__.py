"""Reads for programs: bodies and events, commitments, what is done about them, frameworks and plans.

A token made for `Purpose.OVERSIGHT` reads what its owner sees on the pages of the room, and nothing else.
"""

from jatigi.coordination.api import commitments, frameworks, measures, meetings

routers = {
    "/bodies": meetings.bodies,
    "/events": meetings.events,
    "/commitments": commitments.routes,
    "/measures": measures.measures,
    "/indicators": measures.indicators,
    "/progress-reports": measures.reports,
    "/frameworks": frameworks.frameworks,
    "/framework-items": frameworks.items,
    "/plan-indicators": frameworks.indicators,
}
