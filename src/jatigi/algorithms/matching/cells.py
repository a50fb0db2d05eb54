"""The cells of a list of people as scribes and spreadsheets fill them: years, sexes, countries, telephones."""

import re
import unicodedata
from functools import lru_cache

from jatigi.algorithms.matching.model import Birth

YEARS = range(1850, 2101)

_NOTHING = frozenset(("", "-", "?", "nan", "null", "none", "n/a", "nc", "nd", "ne sait pas", "nsp"))
_UNKNOWN = _NOTHING | {
    "0",
    "00",
    "0000",
    "9999",
    "inconnu",
    "inconnue",
    "unknown",
    "indetermine",
    "x",
    "autre",
    "other",
}
_NUMBER_OF_A_SPREADSHEET = re.compile(r"(\d+)[.,]0+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ABOUT = re.compile(r"[~±?≈]|\b(?:vers|environ|env|circa|ca?|about|around|estime\w*)\b")
_BETWEEN_NUMBERS = re.compile(r"[;,|]|\s/\s|/(?=\s*[+\d]{6})|\b(?:ou|or|et)\b")
_WIDTH_OF_ABOUT = 2
_WIDEST_SPAN = 20

_FEMALE = "f fem feminin female femme femelle fille girl w woman mme mlle 2 انثي انثى امراة"
_MALE = "m masc masculin male homme garcon boy h man mr 1 ذكر رجل"
_SEXES = dict.fromkeys(_FEMALE.split(), "female") | dict.fromkeys(_MALE.split(), "male")

_COUNTRIES = """
mli ml mali malien malienne malian|sen sn senegal senegalais senegalaise senegalese
gin gn guinee guinea guineen guineenne guinean guinee-conakry|gnb gw guinee-bissau guinea-bissau
gmb gm gambie gambia gambien gambienne gambian the-gambia|civ ci cote-d-ivoire ivoirien ivoirienne ivorian ivory-coast
bfa bf burkina burkina-faso burkinabe burkinabee|ner ne niger nigerien nigerienne
nga ng nigeria nigerian nigeriane|gha gh ghana ghaneen ghaneenne ghanaian
sle sl sierra-leone sierra-leonais sierra-leonaise sierra-leonean|lbr lr liberia liberien liberienne liberian
tgo tg togo togolais togolaise togolese|ben bj benin beninois beninoise beninese
cmr cm cameroun cameroon camerounais camerounaise cameroonian|tcd td tchad chad tchadien tchadienne chadian
caf cf centrafrique centrafricain centrafricaine|cod cd rdc drc|cog cg congo|gab ga gabon gabonais gabonaise
sdn sd soudan sudan soudanais soudanaise sudanese|ssd ss soudan-du-sud south-sudan
mrt mr mauritanie mauritania mauritanien mauritanienne mauritanian|dza dz algerie algeria algerien algerienne algerian
mar ma maroc morocco marocain marocaine moroccan|tun tn tunisie tunisia tunisien tunisienne tunisian
lby ly libye libya libyen libyenne libyan|egy eg egypte egypt egyptien egyptienne egyptian
eth et ethiopie ethiopia ethiopien ethiopienne ethiopian|eri er erythree eritrea erythreen erythreenne eritrean
som so somalie somalia somalien somalienne somali|dji dj djibouti djiboutien djiboutienne
esh eh sahara-occidental sahraoui sahraouie|syr sy syrie syria syrien syrienne syrian
fra fr france francais francaise french|esp es espagne spain espagnol espagnole
ita it italie italy italien italienne italian|cpv cv cap-vert cabo-verde capverdien capverdienne
"""
_COUNTRY = {
    form: forms.split()[0]
    for forms in _COUNTRIES.strip().replace("\n", "|").split("|")
    for form in forms.split()
}


def plain(cell: str) -> str:
    """A cell in small letters without accents or spaces around it."""
    letters = unicodedata.normalize("NFKD", cell.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def filled(cell: str) -> str:
    """The cell, empty where it only says that nothing is known."""
    text = cell.strip()
    return "" if text.casefold() in _NOTHING else text


def whole(cell: str) -> str:
    """A number without the decimals that a spreadsheet gave it: 1987.0."""
    number = _NUMBER_OF_A_SPREADSHEET.fullmatch(cell.strip())
    return number[1] if number else cell.strip()


@lru_cache(maxsize=4096)
def birth(cell: str) -> Birth | None:
    """The year in ``1987``, ``1987.0``, ``vers 1987``, ``12/05/1987`` or ``1985-1990``; None where none is known.

    Raises ValueError where something else is written, such as an age: it tells no year.
    """
    text = plain(whole(cell))
    if text in _UNKNOWN:
        return None
    years = [int(year) for year in _YEAR.findall(text)]
    if not years or len(years) > 2 or any(year not in YEARS for year in years):
        raise ValueError(cell)
    least, most = min(years), max(years)
    if most - least > _WIDEST_SPAN:
        raise ValueError(cell)
    width = _WIDTH_OF_ABOUT if _ABOUT.search(text) else 0
    return Birth((least + most) // 2, width=max(width, (most - least + 1) // 2))


@lru_cache(maxsize=256)
def sex(cell: str) -> str | None:
    """``female`` or ``male``; None where it is not known. Raises ValueError where something else is written."""
    text = plain(whole(cell)).rstrip(".")
    if text in _UNKNOWN or text == "9":
        return None
    if text not in _SEXES:
        raise ValueError(cell)
    return _SEXES[text]


@lru_cache(maxsize=4096)
def nationalities(cell: str) -> tuple[str, ...]:
    """Codes of three letters where the country is known by its name or a code, else what is written."""
    words = (re.sub(r"[^\w]+", "-", plain(each)).strip("-") for each in re.split(r"[;,/|+&]", cell))
    return tuple(dict.fromkeys(_COUNTRY.get(word, word) for word in words if word and word not in _UNKNOWN))


def phones(cell: str) -> tuple[str, ...]:
    """The numbers of a cell that may hold several."""
    each = _BETWEEN_NUMBERS.split(whole(cell))
    return tuple(number for number in map(str.strip, each) if number)
