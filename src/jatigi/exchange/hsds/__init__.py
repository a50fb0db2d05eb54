"""The directory as Open Referral HSDS 3.0 publishes it (/hsds/): read only, for anybody, nothing but what is public.

Paths, parameters and the envelope of a page are those of the standard's openapi.json. Beyond it: `latitude`,
`longitude` with `proximity` (metres), and `postcode` taken as the code of a region. Texts are French.
"""
