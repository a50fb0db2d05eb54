import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.algorithms.matching import fold, normalise
from jatigi.algorithms.matching.forms import groups

ONE_NAME = """
Mahamadou Mamadu | Mamadou Mohamed | Mohamed Muhammad | Mamadou Momodou | Amadou Ahmed | Ahmadou Amadu | Ahmed Ahmet
Coulibaly Kulibali | Coulibaly Koulibaly | Coulibaly Krubally | Traoré Traore | Traoré Tarawele | Traoré TRAORÉ
Diarra Jara | Diarra Djara | Diallo Jallow | Diallo Djallo | Diallo Jalo | Diallo Dialo | Keïta Keita | Keïta Keyta
Keïta Keyita | Ouédraogo Wedraogo | Ouédraogo Ouidraogo | Ouédraogo Ouedraogo | Cissé Sisse | Cissé Ceesay
Cissé Cisse | Djibril Jibril | Djibril Djibrilla | Oumar Umar | Oumar Omar | Oumar Oumarou | Sékou Seku | Sékou Sheku
Touré Touray | Touré Turay | Touré Ture | Ouattara Wattara | Ouattara Watara | Diakité Jakité | Diakité Jakiteh
Diabaté Jobarteh | Sidibé Sidibeh | Konaté Konateh | Kouyaté Kuyateh | Camara Kamara | Sissoko Cissokho | Sow Sowe
Bâ Bah | Barry Bari | Sylla Sillah | Dramé Drammeh | Diaby Jabbi | Diatta Jatta | Diouf Joof | Diop Jobe | Thiam Cham
Ndiaye Njie | N'Diaye Ndiaye | Mbaye Mbye | M'Baye Mbaye | Dembélé Danbele | Doumbia Dumbuya | Haïdara Aïdara
Savadogo Sawadogo | Kaboré Kabore | Maïga Mayga | Ouologuem Wologuem | Bodian Bojang | Badji Badjie | Guindo Gindo
Kourouma Kuruma | Bangoura Bangura | Condé Kondeh | Fofana Fofanah | Kanté Kanteh | Sangaré Sangareh | Dicko Diko
Ibrahim Brahima | Ibrahima Ebrima | Ibrahim Bourama | Ousmane Usman | Ousmane Osman | Souleymane Sulayman
Souleymane Slimane | Boubacar Aboubacar | Boubacar Abubakar | Boubacar Babacar | Abdoulaye Abdullah | Abdoulaye Abdoulie
Alassane Lassana | Hassane Assane | Ousseynou Hussein | Fousseyni Housseini | Issouf Youssouf | Youssouf Yusupha
Issoufou Yusuf | Moussa Musa | Idrissa Driss | Drissa Idriss | Yacouba Yakubu | Daouda Dawda | Harouna Arouna
Salif Salifou | Moctar Mukhtar | Moustapha Mustafa | Tidiane Tijan | Bassirou Bachir | Thierno Cherno | Thierno Tierno
Tiémoko Tchémoko | Sadio Sadjo | Issiaka Issaka | Issiaka Ichaka | Aliou Alieu | Ali Aly | Laouali Lawali
Abdramane Abdourahmane | Nouroudine Noureddine | Zakari Djakaria | Chérif Sharif | Isa Issa
Fatoumata Fatima | Fatoumata Fatimetou | Fatoumata Fatou | Aïssata Aïcha | Aïssatou Isatou | Aminata Aminatou
Ousseynou Ousainou | Sékou Saikou | Djénéba Sainabou | Ibrahim Bréhima | Younoussa Inoussa | Fodé Foday
Sidiki Siddique | Diakité Jakite | Kadiatou Khadija | Kadidia Hadiza | Mariam Maryam | Mariama Mariam | Djénéba Zeinab | Djénéba Seynabou | Hawa Awa
Rokia Rokhaya | Ramata Ramatoulaye | Oumou Umu | Maïmouna Maymuna | Nafissatou Nafissa
Mohamed Modou | Mohamed Mahamane | Mamadou Mouhamed | Fatoumata Fadimata | Fatoumata Fatouma | Fatima Fadumo
Hussein Hussain | Zeinab Zainab | Souleymane Sulaiman | Maïga Meiga | Keïta Kaita | Leïla Laila | Maïmouna Memouna
Elmasri Al-Masri | Alkassoum Kassoum | Almoustapha Mustafa | Altahir Tahir | Elnour Nour | Alhousseini Ousseini | Alhassane Alhaassan
Salaheddine Salaheldin | Noureddine Noureldin | Sokhna Soxna | Khady Xadi | Rhissa Ghissa | Embaló Mbalo
Hadji Alhaji | Elhadj Ladji | Alhagie Elhaj | Saliou Salihu | Farida Faridatou | Balkissa Bilkisu | Kaltoum Kulsum
Jean John | Pierre Peter | Étienne Stephen | Moïse Moses | François Francis | Joseph José | Jacques James
Michel Michael | Marie Mary | Thérèse Theresa | Rachel Rahel | Brigitte Bridget | Philippe Felipe | Anne Hannah
Kofi Koffi | Kwame Kouamé | Kwaku Kouakou | Kwasi Kossi | Kojo Kouadio | Kwabena Komlan | Yaw Yao | Abena Abla
Afua Affoué | Mamadou Madou | Boubacar Bouba | Souleymane Solo | Adwoa Adjoua | Akosua Akissi
"""

TWO_NAMES = """
Diallo Diarra | Konaté Koné | Traoré Touré | Fatoumata Aminata | Moussa Issa | Mamadou Amadou | Sidibé Sissoko
Coulibaly Diabaly | Oumar Oumou | Ali Alou | Sékou Seydou | Keïta Konta | Hassane Housseini | Adama Hawa | Awa Adja
Aminata Amina | Ahmed Hamid | Ahmed Mohamed | Ibrahim Ismaïl | Abdoulaye Abdou | Fanta Fatou | Mariam Maryse
Boubacar Bakary | Youssouf Yaya | Souleymane Salif | Diop Diouf | Sow Sy | Bâ Ly | Sall Fall | Dembélé Diabaté
Camara Sangaré | Diakité Diabaté | Diawara Diarra | Sanogo Sawadogo | Kaboré Kanté | Cissé Sissoko | Mamadou Mamoudou
Kadiatou Kankou | Oumar Amar | Ousmane Oumar | Dramé Diarra | Ouattara Ouédraogo | Bintou Bakary | Sira Sara
Salif Sali | Yacouba Ayouba | Djibril Djibo | Idrissa Issa | Modibo Madiba | Ndiaye Ndoye | Soumaré Samaké
Almamy Mamy | Aliou Yaou | Alkaly Kaly | Albert Bert | Saïdi Sidi | Aïssa Issa | Bouba Baba | Solo Sali | Baïlo Bello | Ibrahim Hibo | Mahamane Mamoudou
Jean Jeanne | Pierre Paul | Jacques Joseph | Marie Mariam | Kofi Kojo | Kwame Kwaku | Kwasi Kwabena | Yaw Yaya
Abena Akua | Afua Ama | Adama Adam | Hadja Hadji | Bengaly Galy | Alex Aliou | Felix Fali | Sow Thiaw | Chow Thiam
Faïza Fazé | Saliou Ali | Salif Saleh | Rahima Rima | Hassana Housseina | Farid Farida | Étienne Antoine
"""


def pairs(text: str) -> list[tuple[str, str]]:
    written = [tuple(pair.split()) for pair in text.replace("\n", "|").split("|") if pair.strip()]
    return [(one, other) for one, other in written]


def folded(name: str) -> list[str]:
    return [fold(token) for token in normalise(name)]


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_two_names_stay_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_no_form_belongs_to_two_names() -> None:
    bearers: dict[str, set[str]] = {}
    for forms in groups():
        for form in forms:
            assert fold(form) == fold(forms[0]), form
            bearers.setdefault(fold(form), set()).add(forms[0])
    assert {fold: names for fold, names in bearers.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("محمد تراوري", "Mohamed Traoré"),
        ("محمّد كوليبالي", "Mamadou Coulibaly"),
        ("فاطمة ديارا", "Fatoumata Diarra"),
        ("عائشة سيسي", "Aïssata Cissé"),
        ("عبد الله واتارا", "Abdoulaye Ouattara"),
        ("عبد الرحمن كيتا", "Abdourahmane Keïta"),
        ("الحاج عمر تال", "El Hadj Oumar Tall"),
        ("محمد ولد أحمد", "Mohamed Ould Ahmed"),
        ("موسى أغ إبراهيم", "Moussa Ag Ibrahim"),
        ("جبريل ديوب", "Djibril Diop"),
        ("مريم انجاي", "Mariam Ndiaye"),
        ("سيدو درامي", "Seydou Dramé"),
        ("أبو بكر سيدي بي", "Aboubacar Sidi Bé"),
        ("إبراهيم كامارا", "Ibrahima Camara"),
        ("كوني سليمان", "Koné Souleymane"),
        ("ߡߊߡߊߘߎ߫ ߖߊߟߏ", "Mamadou Diallo"),
        ("ߕߙߊߥߙߋ߫ ߡߎߛߊ", "Traoré Moussa"),
        ("ߞߋߦߕߊ", "Keïta"),
        ("𞤀𞤥𞤢𞤣𞤵 𞤔𞤢𞤤𞤤𞤮", "Amadou Diallo"),
        ("𞤃𞤵𞥅𞤧𞤢 𞤄𞤢𞥄𞤸", "Moussa Bâ"),
        ("ⵎⵓⵙⴰ ⴰⴳ ⴰⵍⵉ", "Moussa Ag Ali"),
        ("خالد منصور", "Khaled Mansour"),
        ("بشير ولد رشيد", "Bachir Ould Rachid"),
        ("هدى بلال", "Houda Bilal"),
        ("نفيسة المهدي", "Nafissa El Mehdi"),
        ("𝓜𝓸𝓾𝓼𝓼𝓪 𝕋𝕣𝕒𝕠𝕣𝕖", "Moussa Traoré"),
        ("Ｍｏｕｓｓａ", "Moussa"),
        ("Musa Taraworɛ", "Moussa Traoré"),
        ("Ɲamɔgɔ", "Nyamogo"),
    ],
)
def test_a_name_in_another_script_folds_like_its_latin_form(written: str, latin: str) -> None:
    assert folded(written) == folded(latin)


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("El Hadj Mamadou TRAORÉ", ("mamadou", "traore")),
        ("Cheick Oumar Sissoko", ("oumar", "sissoko")),
        ("Cheick Traoré", ("cheick", "traore")),
        ("Alagie Lamin Ceesay", ("lamin", "ceesay")),
        ("Hadja", ("hadja",)),
        ("Ag", ("ag",)),
        ("Mohamed Ag Ibrahim", ("mohamed", "ibrahim")),
        ("Mohamed Ould Cheikh Ahmed", ("mohamed", "ahmed")),
        ("Fatma mint Sidi", ("fatma", "sidi")),
        ("Ghali Agg Intalla", ("ghali", "intalla")),
        ("Takia Wallet Attaher", ("takia", "attaher")),
        ("Mrs Grace Mensah", ("grace", "mensah")),
        ("Altaher Elmasri", ("taher", "masri")),
        ("Almamy Alpha Alkaly", ("almamy", "alpha", "alkaly")),
        ("Alassane Aliou", ("alassane", "aliou")),
        ("Moussa Traoré dit « Vieux »", ("moussa", "traore", "vieux")),
        ("N’Golo N'Diaye", ("ngolo", "ndiaye")),
        ("N' Golo Kanté", ("ngolo", "kante")),
        ("N Diaye", ("ndiaye",)),
        ("M Baye", ("mbaye",)),
        ("Moussa M. Touré", ("moussa", "toure")),
        ("Jean-Pierre Koné", ("jean", "pierre", "kone")),
        ("Abdoul-Karim Bah", ("abdou", "karim", "bah")),
        ("Abdoulkarim Bah", ("abdou", "karim", "bah")),
        ("Abdoulaye Abdoul", ("abdoulaye", "abdou")),
        ("Abdallahi", ("abdallahi",)),
        ("Nour Eddine Sy", ("noureddine", "sy")),
        ("Abou Bakr Camara", ("aboubakr", "camara")),
        ("Mme Aminata Diarra épouse Keïta", ("aminata", "diarra", "keita")),
        ("", ()),
        ("  -- 123 '' ", ()),
        ("\u200bMou\u200bssa\x00Koné", ("moussa", "kone")),
    ],
)
def test_a_name_becomes_the_words_that_carry_it(written: str, tokens: tuple[str, ...]) -> None:
    assert normalise(written) == tokens


def test_a_name_of_ten_thousand_characters_is_read_in_part() -> None:
    assert normalise("Moussa " * 1500) == ("moussa",) * 16
    assert len(normalise("a" * 10_000)[0]) == 300


@given(st.text(max_size=400))
def test_any_text_becomes_words_of_letters(text: str) -> None:
    tokens = normalise(text)
    assert len(tokens) <= 16
    for token in tokens:
        assert token == token.casefold().strip() != ""


@given(st.lists(st.sampled_from([form for forms in groups() for form in forms]), min_size=1, max_size=5))
def test_neither_capitals_nor_hyphens_nor_spaces_matter(words: list[str]) -> None:
    assert normalise("-".join(words).upper()) == normalise("  ".join(words).title())


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_fold_is_never_empty_unless_only_silent_letters_were_written(token: str) -> None:
    assert fold(token) or not set(token) - set("h")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Moussa Keita موسى كيتا", ("moussa", "keita")),
        ("موسى Keita", ("keita", *normalise("موسى"))),
        ("ɛnpe Kɔnɛ", normalise("ɛnpe Kɔnɛ")),
    ],
)
def test_a_name_in_two_scripts_is_one_name(written: str, words: tuple[str, ...]) -> None:
    assert normalise(written) == words
