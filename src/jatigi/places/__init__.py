"""Where things are: countries, administrative units, sites.

Codes have validity dates (ML09 was Bamako and is now Taoudénit): look a unit up with the day it is
meant for. Countries and units are reference data from `data/`, loaded after every migration; sites
belong to organisations, and a hidden site (a shelter) is known to its own organisation only.
Verbs: site.create, site.update, site.note_day.
"""
