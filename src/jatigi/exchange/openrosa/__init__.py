"""OpenRosa 1.0 as ODK Collect speaks it: `gate` lets a device in, `answers` are what it gets, `offer` which forms and
lists there are for it, `views` the requests, `configuration` the QR code, `devices` the pages of the supervisor.

https://docs.getodk.org/openrosa/ · `docs/adr/0009-openrosa.md`
"""
