"""What a text is about: the themes of the Global Compact for Migration, and five that cut across it.

One list for the whole of Jatigi: the codes, and the words that show each (source: the 23 objectives of the Compact, 2018).
"""

import re
from collections.abc import Iterable

from jatigi.algorithms.communique.normalise import folded, normalised
from jatigi.algorithms.communique.structure import page

THEMES: tuple[str, ...] = (
    "data", "drivers", "information", "civil_documents", "regular_pathways", "labour", "vulnerability", "lives_saved", "smuggling", "trafficking",
    "border_management", "free_movement", "screening_referral", "detention", "consular", "basic_services", "inclusion", "discrimination", "skills",
    "diaspora", "remittances", "return_reintegration", "social_security", "cooperation", "children", "gender", "climate", "health", "asylum_statelessness",
)  # fmt: skip

_WORDS: dict[str, str] = {
    "data": r"donnees (?:migratoires|sur|desagregees|statistiques|fiables)|statistiques|base(?:s)? de donnees|collecte (?:et|de|des) (?:\w+ ){0,3}donnees|profil migratoire|recherche sur la migration|observatoire|indicateurs",
    "drivers": r"causes (?:profondes|structurelles)|facteurs (?:negatifs|structurels|de depart)|zones de depart|chomage des jeunes|alternatives a la migration|pauvrete",
    "information": r"sensibilis\w+|campagnes? d'information|risques de la migration|information des (?:candidats|migrants)|informer les",
    "civil_documents": r"etat civil|actes? de naissance|identite legale|pieces? d'identite|documents? (?:d'identite|de voyage)|enregistrement des naissances|jugements? suppletifs?",
    "regular_pathways": r"voies (?:legales|regulieres)|migration (?:reguliere|legale|circulaire)|migrations regulieres|regroupement familial|mobilite (?:professionnelle|des jeunes|etudiante)",
    "labour": r"travail decent|travailleu(?:rs|ses) migrant\w+|recrutement (?:equitable|ethique)|main-d'oeuvre|aides? menageres?|travail domestique|travailleuses domestiques|conditions de travail|bureaux de placement",
    "vulnerability": r"migrants? (?:en situation de |les plus )?vulnera\w+|vulnerabilite\w*|situation de vulnerabilite|migrants en detresse|mouvements mixtes",
    "lives_saved": r"sauver des vies|migrants? disparus?|naufrages?|recherche et (?:de )?sauvetage|deces de migrants|liens familiaux|mort(?:s|es)? (?:en mer|dans le desert)|refoul\w+|expuls\w+",
    "smuggling": r"trafic (?:illicite )?de(?:s)? migrants|passeurs|filieres de migration",
    "trafficking": r"traite (?:des|d'|de) (?:personnes|etres|enfants|femmes)|victimes de (?:la )?traite|traite et|pratiques assimilees|contre la traite|traite transfrontaliere|exploitation (?:sexuelle|par le travail)",
    "border_management": r"gestion (?:integree )?des frontieres|postes?[- ]frontieres?|postes? frontaliers?|police des frontieres|controle(?:s)? (?:aux|des) frontieres|cooperation transfrontaliere|agents aux frontieres",
    "free_movement": r"libre circulation|droit d'etablissement|droit de residence|protocole (?:de|sur la) libre|passeports? (?:cedeao|aes)|tracasseries|tout[- ]venant",
    "screening_referral": r"referencement|orientation des (?:migrants|victimes)|reperage|filtrage|mecanisme national d'orientation|procedures operationnelles|identification des victimes|identification et (?:d'|l')?orientation|screening|guichet unique",
    "detention": r"detention|retention administrative|centres? de retention|migrants detenus|arrestations? arbitraires?",
    "consular": r"consulaire\w*|consulats?\b|ambassades? du|representations diplomatiques",
    "basic_services": r"services (?:sociaux )?de base|acces (?:a l'education|aux services|au logement|a l'eau|aux soins)|hebergement|abris?|assistance humanitaire|prise en charge|scolarisation",
    "inclusion": r"cohesion sociale|integration (?:sociale|des migrants|locale|socio-?economique)|vivre[- ]ensemble|communautes (?:hotes|d'accueil)|inclusion",
    "discrimination": r"discrimination\w*|xenophob\w+|racisme|discours (?:de haine|haineux)|stigmatisation",
    "skills": r"competences des migrants|reconnaissance (?:des|mutuelle des) (?:diplomes|qualifications|competences)|formation professionnelle|qualifications|transfert de competences|certification",
    "diaspora": r"diasporas?|(?:maliens|senegalais|nigeriens|burkinabe|guineens|ivoiriens) (?:etablis a |de |a )l'e(?:xterieur|tranger)|ressortissants a l'etranger",
    "remittances": r"transferts? (?:de fonds|d'argent|des migrants|de la diaspora)|envois? de fonds|cout des transferts|epargne des migrants",
    "return_reintegration": r"reintegration|reinsertion|migrants? (?:de retour|retournes?)|retours? (?:volontaires?|dignes?|forces?)|retournes|rapatri\w+|readmission",
    "social_security": r"securite sociale|protection sociale|portabilite|assurance maladie|pensions? de retraite|prestations sociales",
    "cooperation": r"cooperation (?:internationale|regionale|bilaterale|multilaterale|transfrontaliere|judiciaire)|pacte mondial|accords? bilatera\w+|conventions? d'etablissement|commission mixte|partenariat\w* (?:mondial|regional|international)",
    "children": r"enfants?|mineurs?|talibes?|protection de l'enfance|non accompagnes",
    "gender": r"genre|femmes migrantes|violences? (?:basees? sur le genre|faites aux femmes|sexuelles?)|egalite (?:des sexes|femmes|entre les)|jeunes filles|survivantes|vbg|filles migrantes",
    "climate": r"climat\w*|secheresses?|inondations|desertification|degradation de l'environnement|catastrophes naturelles|deplacements? environnementa\w+",
    "health": r"sante|soins (?:medicaux|de sante)|psychosocia\w+|vih|sante mentale|vaccination",
    "asylum_statelessness": r"asile|refugies?|apatrid\w+|protection internationale|non-refoulement",
}  # fmt: skip
_ONCE_IS_LITTLE = frozenset(
    {
        "children",
        "health",
        "information",
        "basic_services",
        "cooperation",
        "data",
        "drivers",
        "vulnerability",
        "inclusion",
        "gender",
        "screening_referral",
        "labour",
        "diaspora",
        "lives_saved",
        "consular",
    }
)
_COMPILED = {code: re.compile(rf"\b(?:{words})") for code, words in _WORDS.items()}


def themes_of(fold: str) -> tuple[str, ...]:
    """The codes that a whole text shows, in the order of `THEMES`: some words must come twice to say what it is about."""
    found = []
    for code in THEMES:
        hits = sum(1 for _hit in zip(_COMPILED[code].finditer(fold), range(3), strict=False))
        if hits > (1 if code in _ONCE_IS_LITTLE else 0):
            found.append(code)
    return tuple(found)


def passages(text: str, codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Where each of these themes shows first in a text as it was given; a code that does not show is left out."""
    parts = page(normalised(text))
    found = {code: _COMPILED[code].search(parts.fold) for code in codes}
    return {code: parts.text.passage(*hit.span()) for code, hit in found.items() if hit}


def themes_of_sentence(text: str) -> tuple[str, ...]:
    """The codes that one commitment shows: here once is enough."""
    fold = folded(normalised(text).plain.replace("\n", " "))
    return tuple(code for code in THEMES if _COMPILED[code].search(fold))
