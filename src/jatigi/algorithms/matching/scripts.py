"""Names written in the scripts of the region, in the Latin letters that a scribe of the region would use.

The tables are coarse on purpose: they need only lead to the same folded form, not back to the original.
Arabic leaves short vowels out, so that the commonest names are known as whole words.
"""

import re

_NKO = dict(zip("ߊߋߌߍߎߏߐߒߓߔߕߖߘߙߚߛߝߞߟߠߡߣߤߥߦ", "aeieuoonbptjdrrsfklnmnhwy", strict=True)) | {
    "ߗ": "ty",
    "ߜ": "gb",
    "ߢ": "ny",
    "ߧ": "ny",
    "߲": "n",
}

_ADLAM = dict(zip("𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤸𞤹𞤺𞤼𞤾𞤿𞥁", "adlmbspbrefiodywnkyujhkgtvkz", strict=True)) | {
    "𞤷": "ty",
    "𞤻": "ny",
    "𞤽": "ng",
    "𞥀": "gb",
    "𞥂": "kp",
    "𞥃": "sh",
}

_TIFINAGH = dict(
    zip(
        "ⴰⴱⴲⴳⴴⴵⴶⴷⴸⴹⴺⴻⴼⴽⴾⴿⵀⵁⵂⵃⵄⵇⵈⵉⵊⵋⵌⵍⵎⵏⵒⵓⵔⵕⵙⵚⵜⵝⵟⵠⵡⵢⵣⵤⵥⵦⵧ",
        "abbggjjddddefkkkhhhhakkijjjlmnpurrsstttvwyzzzeo",
        strict=True,
    )
) | {"ⵅ": "kh", "ⵆ": "kh", "ⵐ": "ny", "ⵑ": "ng", "ⵖ": "gh", "ⵗ": "gh", "ⵘ": "gh", "ⵛ": "sh", "ⵞ": "ty"}

_ARABIC = dict(
    zip(
        "اأإآٱبتثجحدذرزسصضطظعفقكکلمنهويیىةؤئگݣڭپڤڢڧ",
        "aaiaabtsjhddrzssdtzafkkklmnhwyyaawygggpvfk",
        strict=True,
    )
) | {"خ": "kh", "ش": "sh", "غ": "gh", "چ": "ty", "ء": ""}

_LATIN = {
    "ɛ": "e",
    "ɔ": "o",
    "ə": "e",
    "ɲ": "ny",
    "ñ": "ny",
    "ŋ": "ng",
    "ɓ": "b",
    "ɗ": "d",
    "ɖ": "d",
    "ƙ": "k",
}
_LATIN |= {
    "ƴ": "y",
    "ɠ": "g",
    "ɣ": "gh",
    "ʃ": "sh",
    "ɩ": "i",
    "ʋ": "w",
    "ç": "s",
    "ø": "o",
    "œ": "oe",
    "æ": "ae",
    "ı": "i",
}

_LETTERS = str.maketrans(_NKO | _ADLAM | _TIFINAGH | _ARABIC | _LATIN)

_ARABIC_WORDS = {
    "محمد": "mohamed",
    "محمدو": "mamadou",
    "مامادو": "mamadou",
    "محمود": "mamoudou",
    "أحمد": "ahmed",
    "احمد": "ahmed",
    "أحمدو": "amadou",
    "حامد": "hamid",
    "حميد": "hamid",
    "عمر": "oumar",
    "عثمان": "ousmane",
    "علي": "ali",
    "على": "ali",
    "حسن": "hassan",
    "حسين": "hussein",
    "إبراهيم": "ibrahim",
    "ابراهيم": "ibrahim",
    "إسماعيل": "ismail",
    "اسماعيل": "ismail",
    "إدريس": "idriss",
    "ادريس": "idriss",
    "يوسف": "youssouf",
    "موسى": "moussa",
    "عيسى": "issa",
    "سليمان": "souleymane",
    "داود": "daouda",
    "داوود": "daouda",
    "يعقوب": "yacouba",
    "يحيى": "yahya",
    "زكريا": "zakaria",
    "هارون": "harouna",
    "آدم": "adama",
    "ادم": "adama",
    "نوح": "nouhou",
    "جبريل": "djibril",
    "عبدالله": "abdoulaye",
    "عبد": "abdou",
    "رحمن": "rahmane",
    "كريم": "karim",
    "قادر": "kader",
    "رحيم": "rahim",
    "أمين": "amine",
    "الأمين": "lamine",
    "الامين": "lamine",
    "مصطفى": "moustapha",
    "مختار": "moctar",
    "بكر": "bakr",
    "أبوبكر": "aboubakr",
    "ابوبكر": "aboubakr",
    "أبو": "abou",
    "ابو": "abou",
    "بكاري": "bakary",
    "شيخ": "cheick",
    "شريف": "cherif",
    "صالح": "salah",
    "سعيد": "seydou",
    "طاهر": "tahir",
    "فاطمة": "fatima",
    "فاطمه": "fatima",
    "خديجة": "khadija",
    "خديجه": "khadija",
    "عائشة": "aicha",
    "عائشه": "aicha",
    "عيشة": "aicha",
    "آمنة": "aminata",
    "أمينة": "aminata",
    "مريم": "mariam",
    "زينب": "zeinab",
    "حواء": "hawa",
    "حليمة": "halima",
    "رقية": "rokia",
    "ميمونة": "maimouna",
    "سلامة": "salamata",
    "خالد": "khaled",
    "حمزة": "hamza",
    "هدى": "houda",
    "بلال": "bilal",
    "بشير": "bachir",
    "رشيد": "rachid",
    "منصور": "mansour",
    "زهراء": "zahra",
    "زهرة": "zahra",
    "نفيسة": "nafissa",
    "صفية": "safia",
    "سمير": "samir",
    "جمال": "djamal",
    "كمال": "kamal",
    "طارق": "tarik",
    "هشام": "hicham",
    "وليد": "walid",
    "نبيل": "nabil",
    "أيوب": "ayouba",
    "ايوب": "ayouba",
    "إلياس": "ilias",
    "الياس": "ilias",
    "عادل": "adil",
    "سلمى": "salma",
    "ليلى": "leila",
    "نور": "nour",
    "إيمان": "imane",
    "ايمان": "imane",
    "هاجر": "hadjara",
    "سالم": "salem",
    "إسحاق": "issiaka",
    "اسحاق": "issiaka",
    "يونس": "younoussa",
    "ناصر": "nasser",
    "حبيب": "habib",
    "حبيبة": "habiba",
    "سعاد": "souad",
    "رمضان": "ramadan",
    "طيب": "tayeb",
    "تيجاني": "tidjani",
    "صديق": "siddik",
    "كلثوم": "kaltoum",
    "جميلة": "djamila",
    "خليل": "khalil",
    "مهدي": "mehdi",
    "أسامة": "oussama",
    "اسامة": "oussama",
    "عبدو": "abdou",
    "محمدن": "mohameden",
    "سكينة": "soukeina",
    "بدر": "badr",
    "فضل": "fadil",
    "مبارك": "mubarak",
    "مسعود": "massoud",
    "ربيع": "rabi",
    "غالي": "ghali",
    "حامدو": "hamidou",
    "رحمة": "rahma",
    "كوثر": "kaoutar",
    "انجاي": "ndiaye",
    "نجاي": "ndiaye",
    "ولد": "ould",
    "بن": "ben",
    "ابن": "ibn",
    "بنت": "bint",
    "منت": "mint",
    "حاج": "hadj",
    "حاجة": "hadja",
}
_ARABIC_WORD = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u0750-\u077f]+")
_MARKS_AND_STRETCH = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_SERVANT_OF_GOD = re.compile(r"عبد\s+(?:ال)?له|عبد\s+الله")
_ARTICLE = "ال"


def to_latin(text: str) -> str:
    """The text with every letter of these scripts in Latin; other characters stay as they are."""
    if _ARABIC_WORD.search(text):
        text = _ARABIC_WORD.sub(_known_word, _SERVANT_OF_GOD.sub("عبدالله", _without_marks(text)))
    return text.translate(_LETTERS)


def _without_marks(text: str) -> str:
    return _MARKS_AND_STRETCH.sub("", text)


def _known_word(match: re.Match[str]) -> str:
    word = match[0]
    bare = word.removeprefix(_ARTICLE) if len(word) > 4 else word
    return _ARABIC_WORDS.get(word) or _ARABIC_WORDS.get(bare) or bare
