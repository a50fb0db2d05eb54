"""Vocabulary of the whole room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where something is decided or holds."""

    LOCAL = "local", _("local")
    REGIONAL = "regional", _("regional (within the country)")
    NATIONAL = "national", _("national")
    CONTINENTAL = "continental", _("between countries")
    GLOBAL = "global", _("worldwide")


class Theme(models.TextChoices):
    """What a commitment, an event, a project is about. The first 23 follow the objectives of the Global Compact (codebook j1)."""

    DATA = "data", _("data and evidence")
    DRIVERS = "drivers", _("causes of departure")
    INFORMATION = "information", _("information for migrants")
    CIVIL_DOCUMENTS = "civil_documents", _("legal identity and documents")
    REGULAR_PATHWAYS = "regular_pathways", _("regular pathways")
    LABOUR = "labour", _("fair recruitment and decent work")
    VULNERABILITY = "vulnerability", _("situations of vulnerability")
    LIVES_SAVED = "lives_saved", _("saving lives and missing migrants")
    SMUGGLING = "smuggling", _("smuggling of migrants")
    TRAFFICKING = "trafficking", _("trafficking in persons")
    BORDER_MANAGEMENT = "border_management", _("integrated border management")
    FREE_MOVEMENT = "free_movement", _("free movement")
    SCREENING_REFERRAL = "screening_referral", _("screening and referral")
    DETENTION = "detention", _("detention of migrants")
    CONSULAR = "consular", _("consular protection")
    BASIC_SERVICES = "basic_services", _("access to basic services")
    INCLUSION = "inclusion", _("inclusion and social cohesion")
    DISCRIMINATION = "discrimination", _("discrimination and public discourse")
    SKILLS = "skills", _("skills and qualifications")
    DIASPORA = "diaspora", _("diaspora")
    REMITTANCES = "remittances", _("remittances")
    RETURN_REINTEGRATION = "return_reintegration", _("return and reintegration")
    SOCIAL_SECURITY = "social_security", _("social security")
    COOPERATION = "cooperation", _("partnerships and cooperation")
    CHILDREN = "children", _("children and young people")
    GENDER = "gender", _("gender")
    CLIMATE = "climate", _("climate and environment")
    HEALTH = "health", _("health")
    ASYLUM_STATELESSNESS = "asylum_statelessness", _("asylum and statelessness")


class Precision(models.TextChoices):
    """How exactly a day is known; the day kept is the last one of what is said."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
