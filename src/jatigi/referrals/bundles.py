"""The least a service of each kind needs to know: what is ticked when a referral is written.

Names of fields are those of `people.snapshots.FIELDS`. Proposals of ours after the inter-agency
referral form (codebook d1): fewer than that form, never more.
"""

from jatigi.people.codes import Need

_CALLABLE = ("code", "names", "languages", "phones")

BUNDLES: dict[str, tuple[str, ...]] = {
    Need.ACCOMMODATION: ("code", "names", "sex", "age_group", "languages", "family"),
    Need.FOOD: ("code", "sex", "age_group"),
    Need.WASH: ("code", "sex", "age_group"),
    Need.HEALTH: ("code", "names", "sex", "age", "languages", "phones"),
    Need.MHPSS: ("code", "names", "sex", "age_group", "languages", "phones"),
    Need.CHILD_PROTECTION: ("code", "names", "sex", "age", "nationalities", "languages", "family"),
    Need.FAMILY_LINKS: _CALLABLE,
    Need.TRAFFICKING: ("code", "sex", "age_group", "languages"),
    Need.GBV: ("code", "age_group", "languages"),
    Need.LEGAL: ("code", "names", "nationalities", "languages", "phones"),
    Need.DOCUMENTS: ("code", "names", "parents", "birth", "nationalities", "phones", "documents"),
    Need.ASYLUM: ("code", "names", "sex", "age", "nationalities", "languages"),
    Need.JUSTICE: ("code", "names", "languages", "phones"),
    Need.EDUCATION: ("code", "names", "sex", "age", "languages"),
    Need.LIVELIHOOD: ("code", "names", "sex", "age_group", "languages", "phones"),
    Need.CASH: ("code", "names", "phones", "family"),
    Need.TRANSPORT: ("code", "names", "sex", "age_group", "family"),
    Need.RETURN: ("code", "names", "sex", "age", "nationalities", "languages", "phones", "family"),
    Need.REINTEGRATION: ("code", "names", "sex", "age", "languages", "phones"),
    Need.INFORMATION: ("code", "languages"),
}
