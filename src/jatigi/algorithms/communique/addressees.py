"""Whom a recommendation is addressed to: in the heading above it, in its sentence, at its beginning or at its end."""

import re
from collections.abc import Sequence

from jatigi.algorithms.communique import words
from jatigi.algorithms.communique.mention import Mention, comparable
from jatigi.algorithms.communique.structure import Page

WHO = (
    r"(?:gouvernements?|etats?(?! civil| des lieux)|autorites?|ministeres?|ministres?|partenaires?|societe civile|ong|osc|ptf|organisations?|collectivites?|medias?|presse|journalistes?|agences?|systeme des nations unies|nations unies|commission|communaute internationale|bailleurs|"
    r"donateurs|secretariat|parlement|parlementaires|assemblee|pays|parties|participants?|acteurs?|chercheurs?|universites?|familles?|parents|communautes?|leaders|migrants?|diasporas?|secteur prive|entreprises|employeurs|syndicats?|union|cedeao|comites?|reseaux?|direction|directions|delegation|"
    r"forces|services|police|gendarmerie|justice|magistrats|juges|elus|maires|maire|mairies?|communes?|populations?|jeunes|femmes|associations?|conseils?|consulats?|ambassades?|institutions?|structures?|membres?|points? focaux|point focal|groupe|groupes|plateforme|agence|office|president|presidence|"
    r"primature|premier ministre|procureurs?|parquet|centres?|coordination|federation|banques?|recherche|monde|universitaires|maitres|chercheuses|transporteurs|operateurs|gouverneurs?|prefets?|oim|hcr|unicef|ue|ua|chefs?|responsables?|tous|toutes|chaque|l'ensemble|ensemble|projet|cellule|equipe|mission|promoteurs|transporteurs|legislateur|tribunaux|tribunal|enseignants|imams|religieux|citoyens|observatoire|institut|fonds|cadre|barreau|ordre|patronat|confederation)"
)
_LEAD = (
    r"(?:(?:recommandations?|actions?|mesures?|engagements?|resolutions?|decisions?|exhortations?|appel|demandes?)(?: formulees?| adressees?| specifiques| a mener| attendues| lancee?s?)* )?"
    r"(?:(?:a|en) (?:l'endroit|l'attention|l'adresse|l'intention|l'egard|direction|destination|faveur) (?:de la |de l'|du |des |de |d')(?:tous? les |toutes les |l'ensemble des )?|au niveau (?:de la |de l'|du |des )|"
    r"au |aux |a la |a l'|a (?:tous les |toutes les |nos |ses |leurs |chaque )?|pour (?:la |le |les |l')?|par (?:la |le |les |l')?|s'agissant (?:de la |de l'|du |des )|concernant (?:la |le |les |l')|en ce qui concerne (?:la |le |les |l')|du cote (?:de la |de l'|du |des )|de la part (?:de la |de l'|du |des )|la |le |les |l')"
)
_LABEL = re.compile(rf"(?P<lead>{_LEAD})?(?P<who>.{{2,160}})")
_BEGINS_WITH = re.compile(
    rf"(?:(?:tous|toutes) les |l'ensemble des |les |la |le |l'|autres? |differente?s? |divers )?{WHO}\b"
)
_TO_DO = re.compile(r"(?:^|[ ,])(?:de |d'|a )(?:s'|se |en |y |mieux |bien )?(?P<w>[a-z]{4,})\b")
_TRAILING = re.compile(
    r"[(\[|–] ?(?:(?:responsables?|porteurs?|acteurs?(?: responsables?)?|chefs? de file|structures? responsables?|par|lead|qui|resp\.?|destinataires?) ?(?::|=) ?|responsables? )(?P<who>[^()|\]]{2,120}?)(?= ?[;,|] ?(?:echeance|delai|avant|d'ici|date)| ?[)\]|]|$)"
)
_SAYS = re.compile(
    r"(?:responsables?|porteurs?|chefs? de file|structures? responsables?|acteurs? responsables?|destinataires?) ?: ?(?P<who>[^;|.()]{2,120}?)(?= ?(?:[;|.()]|, (?:echeance|delai|avant|d'ici)|– ?(?:echeance|delai)|$))"
)


def of_label(page: Page, start: int, end: int, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Where the addressee stands in a heading or label like « À l’endroit du Gouvernement : »; None where it names none."""
    while end > start and page.flat[end - 1] in " :.;–-":
        end -= 1
    fold = page.fold[start:end]
    if len(fold) > 200 or "." in fold.rstrip("."):
        return None
    strong = re.match(rf"(?:{_LEAD})", fold)
    lead = strong.end() if strong else 0
    inner = re.match(r"(?:tous les |toutes les |l'ensemble des |l'ensemble de la )", fold[lead:])
    begin = start + lead
    here = any(
        one.start == begin
        or (one.start - begin in (0, 2, 3) and not page.fold[begin : one.start].strip("l'ae "))
        for one in mentions
    )
    if not here and not _BEGINS_WITH.match(page.fold, begin, end):
        return None
    rest = page.fold[begin:end]
    if any(words.is_infinitive(each["w"]) for each in _TO_DO.finditer(rest)):
        return None
    if re.search(
        r"\b(?:recommand|demand|invit|exhort|appell|propos|sugger|preconis|encourag|engag|interpell|formul|souhait|adopt|decid|convien)(?:e|ent|ons|era|eront|aient)\b",
        rest,
    ):
        return None
    if re.search(
        r"(?:^| )(?:\w{3,}(?:era|eront|dra|dront|ira|iront|ttra|ttront)|est|sont|a|ont|doit|doivent|devra|devront|s'est|se sont|peut|qui|que|afin)\b",
        rest,
    ):
        return None
    said = rest.split()
    if (
        not (strong and strong[0].strip() not in ("", "la", "le", "les", "l'", "pour", "par"))
        and len(said) > 9
        and inner is None
    ):
        return None
    return begin, end


def trailing(page: Page, start: int, end: int) -> tuple[tuple[int, int], int] | None:
    """« (responsable : X ; échéance : …) » at the end of an item, and where the item ends before it."""
    for pattern in (_TRAILING, _SAYS):
        match = pattern.search(page.fold, max(start, end - 260), end)
        if match:
            return match.span("who"), match.start()
    return None


def in_brackets(page: Page, start: int, end: int, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """« Doter le centre de lits (OIM, DRDSES) »: brackets at the end of an item that hold nothing but names of bodies."""
    match = _BRACKETS.search(page.fold, max(start, end - 120), end)
    if match is None:
        return None
    at = match.start("w")
    for part in re.split(r"(,? et |, | ?/ ?| ?& ?)", match["w"]):
        lead = re.match(r"(?:l'|la |le |les )?", part)
        begin = at + (lead.end() if lead else 0)
        named = any(one.start == begin for one in mentions)
        if not (named or _SEPARATOR.fullmatch(part) or _BEGINS_WITH.match(part)):
            return None
        at += len(part)
    return match.span("w")


_BRACKETS = re.compile(r"\((?P<w>[^()]{2,100})\)[ .;]*$")
_SEPARATOR = re.compile(r",? et |, | ?/ ?| ?& ?")


def after(
    page: Page, compared: str, at: int, end: int, mentions: Sequence[Mention]
) -> tuple[int, int] | None:
    """The addressee that begins at ``at`` (after « au », « aux », « à »), up to « de » or « à » and an infinitive, « que », or a mark."""
    stop = _END.search(compared, at, min(end, at + 420))
    until = stop.start() if stop else min(end, at + 160)
    while until > at and page.flat[until - 1] in " ,;:":
        until -= 1
    return (at, until) if until - at > 1 else None


_END = re.compile(
    r",? (?:de |d'|a |afin de |afin d'|pour |en vue de )(?:[«\"] ?)?(?:ne pas |mieux |bien |tout |se |s'|en |y |les |le |leur |l')*(?:\w{2,}(?:er|ir|oir)|\w*(?:mettre|prendre|faire|rendre|inscrire|poursuivre|construire|conduire|reduire|produire|inclure|traduire|introduire|suivre|etendre|combattre|dire|exclure|garantir))\b(?!-)|"
    r",? (?:que|qu'|afin que|pour que|pour qu')\b| ?[:;]|\.(?= |$)"
)


def tidy(text: str) -> str:
    """Without the article before it and the mark after it."""
    text = re.split(r", (?:d[’']ici|avant|dans|au plus tard|à l[’']horizon|dès)\b", " ".join(text.split()))[
        0
    ].strip(' ,;:.–-«»"')
    text = re.sub(
        r"^(?:[Àà] (?:l[’']endroit|l[’']attention|l[’']adresse) (?:de la |de l[’']|du |des |de |d[’']))",
        "",
        text,
    )
    return re.sub(r"^(?:[Ll]es? |[Ll]a |[Ll][’'](?=\w)|[Aa]ux? |[Àà] la |[Àà] l[’'])", "", text)


def compared_of(page: Page) -> str:
    return comparable(page.flat)
