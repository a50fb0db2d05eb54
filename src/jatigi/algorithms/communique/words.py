"""What French words are to the rules: infinitives, actions that are nouns, words that end a name. All without case and accents."""

import re

_NOT_INFINITIVE = frozenset(
    """premier dernier atelier janvier fevrier metier chantier dossier courrier quartier particulier financier regulier
    irregulier policier papier cahier calendrier danger etranger foyer leader leger entier sentier ouvrier routier hier fer mer
    hiver plaidoyer avenir souvenir plaisir desir loisir espoir territoire pouvoir savoir singulier mobilier immobilier fichier
    familier prisonnier hospitalier cher officier banquier conseiller guichetier outil bachelier partenaire univers alger niger
    tanger palier levier courtier fer pilier reporter master cluster suer poster manager leadership""".split()
)
_INFINITIVES_IN_RE = re.compile(
    r"(?:\w*(?:mettre|prendre|battre|crire|duire|struire|suivre|vaincre|joindre|treindre|teindre|traindre|clure|soudre|naitre|"
    r"paraitre|tendre|pondre|pendre|fendre|rompre|dire|faire|vivre)|rendre|vendre|lire|relire|elire|entendre|etre|croire|conduire|"
    r"accroitre|descendre|defendre|convaincre|inclure|instruire|nuire|perdre|mordre|tordre|repandre|craindre|plaindre|peindre)"
)
_BEFORE_INFINITIVE = re.compile(
    r"(?:et |ou |puis |enfin |ensuite |aussi )?(?:de |d'|a )?(?:(?:ne pas|ne plus|mieux|bien|ainsi|egalement|aussi|davantage|systematiquement|rapidement|urgemment|notamment|"
    r"progressivement|regulierement|ensemble|conjointement|desormais|immediatement|pleinement|effectivement|tout mettre|sans delai|toujours|formellement|officiellement),? )?"
    r"(?:s'y |s'en |l'y |les y |se |s'|en |y |l'|les |le |la |leur |lui |nous )?"
)
_WORD = re.compile(r"[a-z][a-z-]*")
_ACTION = re.compile(
    r"(?:l'|la |le |les |une |un |des )?(?:bonne |meilleure |plus grande |forte |nouvelle )?(?P<noun>[a-z-]+)\b"
)
_ACTION_NOUN = re.compile(
    r"\w+(?:tion|sion|ment|age|ance|ence)s?$|(?:re)?mise$|prise$|tenue$|suivi$|appui$|acces$|octroi$|envoi$|respect$|lutte$|soutien$|gratuite$|recours$|"
    r"plaidoyer$|recherche$|relecture$|lecture$|ouverture$|fermeture$|transfert$|retour$|partage$|revue$|audit$|essai$|etude$|hausse$|accueil$|"
    r"maintien$|depot$|ajout$|choix$|conduite$|signature$|reprise$|poursuite$|facilite$|emploi$|controle$|accord$|harmonie$|prolongement$|synergie$"
)
_NOT_ACTION = frozenset("situation intervention communication presentation population allocution question session region election organisation organisations gouvernement departement document documents moment element elements parlement engagement engagements village age message violence violences agence agences provenance conference presence audience absence residence instance instances distance pertinence experience experiences migration immigration emigration institution institutions delegation commission association federation".split())  # fmt: skip


def begins_with_infinitive(fold: str) -> bool:
    """« renforcer … », « de renforcer … », « à mieux renforcer … »."""
    lead = _BEFORE_INFINITIVE.match(fold)
    for at in (lead.end() if lead else 0, 0):
        word = _WORD.match(fold, at)
        if word and is_infinitive(word[0]):
            return True
    return False


def is_infinitive(word: str) -> bool:
    if word in _NOT_INFINITIVE or len(word) < 4:
        return False
    if word.endswith(("er", "ir")):
        return not word.endswith(("eoir", "ier")) or word.endswith(
            ("fier", "lier", "dier", "cier", "tier", "rier", "nier", "vier", "pier", "sier")
        )
    return bool(_INFINITIVES_IN_RE.fullmatch(word))


def begins_with_action(fold: str) -> bool:
    """« la mise en place … », « élaboration d’un … », « le renforcement … »."""
    match = _ACTION.match(fold)
    noun = match["noun"] if match else ""
    return (
        noun not in _NOT_ACTION
        and noun.removesuffix("s") not in _NOT_ACTION
        and bool(_ACTION_NOUN.match(noun))
        and len(fold) > len(noun) + 3
    )
