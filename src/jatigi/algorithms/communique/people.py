"""People whom a text names, with the role and the organisation in which they were there that day."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jatigi.algorithms.communique import naming
from jatigi.algorithms.communique.organisations import Mention, comparable
from jatigi.algorithms.communique.structure import Page

_CIVILITY = (
    r"(?:Son Excellence|S\. ?E\. ?M\.|S\.E\.M|SEM\.?|S\. ?E\.|SE\.?(?= (?:M\.|Mme|Mr))|MM\.?|M\.|M(?= [A-ZÀ-Ý][a-zà-ÿ]+ )|Mr\.?|Monsieur|Messieurs|Mmes|Mme\.?|Madame|Mesdames|Mlle|Dr\.?|[Dd]octeure?|Pr\.?|Prof\.?|[Pp]rofesseure?|Mes?\.?(?= )|Ma[îi]tre|"
    r"[Cc]olonel(?:[- ][Mm]ajor)?|Col\.?|Général(?: de [Bb]rigade| de [Dd]ivision)?|[Cc]ommandant|Cdt\.?|[Cc]apitaine|Cne\.?|Lieutenant(?:-[Cc]olonel)?|Lt\.?|Commissaire(?: [Dd]ivisionnaire| [Pp]rincipal)?|Adjudant(?:-[Cc]hef)?|"
    r"Honorable|Hon\.?|Imam|Abbé|Père|Sœur|Mgr|Monseigneur|Révérend|Pasteur|Ing\.)"
)
_CIVIL = rf"(?:{_CIVILITY}(?:(?<=\.) ?| )(?:(?:le |la )?(?={_CIVILITY}))?){{1,4}}"
_PART_OF_NAME = r"(?:(?:[A-ZÀ-ÝƝƐƆŊ]'?[A-Za-zÀ-ÿɛɔɲŋƐƆƝŊ]+(?:['-][A-Za-zÀ-ÿɛɔɲŋ]+)*)|[A-ZÀ-Ý]\.)"
_PARTICLE = r"(?:[Aa]g|[Oo]uld|[Mm]int|[Bb]en|[Bb]int|[Ii]bn|[Ee]l|[Aa]l|[Vv]on|[Vv]an(?: der)?|[Dd]a|[Dd]os|de Dieu|di)"
_NAME = rf"{_PART_OF_NAME}(?: (?:{_PARTICLE} )?{_PART_OF_NAME}){{0,4}}"
_WITH_CIVILITY = re.compile(rf"(?<![\w.'-]){_CIVIL} ?(?P<n>{_NAME})")
_PAIRED = re.compile(
    rf"(?P<a>(?:,|;)? ?(?:et|ainsi que|,) )(?P<n>{_PART_OF_NAME}(?: (?:{_PARTICLE} )?{_PART_OF_NAME}){{1,4}})"
)
_PLAIN = re.compile(
    rf"(?:(?<![\w.'-])|(?<=\b[dD]'))(?P<n>{_PART_OF_NAME}(?: (?:{_PARTICLE} )?{_PART_OF_NAME}){{1,4}})"
)

_ROLE_HEADS = (
    r"(?:ancien(?:ne)? |vice[- ]|co[- ]?|sous[- ]|haut[- ])?"
    r"(?:premier(?:e)? ministre|ministres?(?: d'etat| deleguee?| conseill\w+| charge\w*)?|garde des sceaux|secretaire (?:general|generale|permanente?|executive?|executif|d'etat|technique|administratif|administrative|particulier|a l'information|adjointe?)|secretaire|"
    r"direct(?:eur|rice)|president(?:e)?|representante?|chef(?:fe)?|coordonn?at(?:eur|rice)|coordinat(?:eur|rice)|chargee? (?:de|d'|des|du)(?= ?\w)|responsable|experte?|consultante?|ambassad(?:eur|rice)|consule?|gouverneure?|maire|prefete?|"
    r"conseill(?:er|ere)|point focal|depute|deputee|senat(?:eur|rice)|commissaire|deleguee?|procureure?|juge|magistrate?|substitut|rapporteuse|rapporteure?|greffi(?:er|ere)|bat[o]nni(?:er|ere)|sultan|(?:sous[- ])?prefete?|facilitat(?:eur|rice)|moderat(?:eur|rice)|specialiste|gestionnaire|porte[- ]parole|tresori(?:er|ere)|administrat(?:eur|rice)|"
    r"officier|officiere|chercheure?|chercheuse|enseignante?|enseignant[- ]chercheur|professeure? (?:de|d'|des|a)|sociologue|demographe|juriste|avocate?|journaliste|inspect(?:eur|rice)|assistante?|animat(?:eur|rice)|format(?:eur|rice)|superviseure?|superviseuse|envoyee?|doyen(?:ne)?|rect(?:eur|rice)|"
    r"attachee?|commandante?|commandant|maitre de conferences|(?:\d ?(?:er|e|eme) )?adjointe?(?: au maire)?|agente?|mediat(?:eur|rice)|intendante?|psychologue|medecin|statisticien(?:ne)?|economiste|anthropologue|geographe|historien(?:ne)?|fondat(?:eur|rice)|laureate?|bourgmestre|prefet|imam|numero|chargee? d'affaires|dg|sg|dga|membre|militante?|temoin|preside|ministre|archeveque|eveque|lead|manager|operat(?:eur|rice)|psychosociologue|referente?|vulgarisat(?:eur|rice)|interprete)"
)  # fmt: skip
_ROLE = re.compile(rf"(?<![\w-])(?P<h>{_ROLE_HEADS})(?![\w])")
_ADJECTIVE = re.compile(
    r" (?:generale?s?|adjointe?|residente?|national|nationale|regionale?|executif|executive|permanente?|technique|principale?|humanitaire|pays|speciale?|honoraire|politique|scientifique|par interim|interimaire|p\.i\.?|a\.i\.?|deleguee?|departementale?|provinciale?|malien|malienne|"
    r"focale?|senior|junior|associee?|international|internationale|juridique|sociale?|communautaire|socio-economique|municipale?|central|centrale|plenipotentiaire|extraordinaire(?: et plenipotentiaire)?|superieure?|coutumier|religieux|independante?|migration|protection|programmes?|divisionnaire|d'etat|en chef|de la republique|economique|culturel|militaire|local|locale|substitut|suppleante?|titulaire|nigerien|nigerienne|senegalais|senegalaise|guineen|guineenne|burkinabe|ivoirien|ivoirienne|nouveau|nouvelle)(?![\w'-])"
)
_TOWARDS = re.compile(
    r" (?:pres (?:le |la |les |l'|de la |de l'|du )|(?:aupres )?(?:de la |de l'|du |des |de |d'|a la |a l'|au |aux |pour la |pour le |pour l'|en charge (?:de la |de l'|du |des |de )|chargee?s? (?:de la |de l'|du |des |de |d')|et (?:de la |de l'|du |des |d'|de |aux |au |a la |a l')|en |sur (?:la |le |les |l')|contre la |& )?)(?:republique du |district de )?"
)
_WORD = re.compile(r"[^\W\d_](?:\w|['-](?=\w))*")
_BETWEEN_AFTER = re.compile(
    r" ?(?:,|\(|–|:|-(?= )|;?(?= en (?:sa )?qualite))? ?(?:(?:qui est|en (?:sa|leur )?qualite d['e]|en tant que|a titre de|notre|son|sa|leur|actuel(?:le)?|alors|egalement|nouveau|nouvelle|tous deux|le|la|l'|les|un|une|aussi) ?){0,3}(?<! )(?: )?$|^ ?(?:,|\(|–|:) ?(?:le |la |l'|un |une )?$"
)
_BETWEEN_BEFORE = re.compile(
    r" ?(?:,|:|–|\(| - )? ?(?:(?:garde des sceaux|par interim|p\.?i\.?|a\.?i\.?|adjointe?|porte[- ]parole du gouvernement|le|la|notamment|en la personne de|, en la personne de)[,:]? ?)?$"
)
_SPOKE = r"(?:a|ont|avait) (?:ensuite |egalement |aussi |pour sa part |quant a (?:lui|elle) |notamment |d'abord |tenu a )?(?:declare|indique|souligne|rappele|explique|affirme|estime|precise|ajoute|insiste|plaide|note|dit|salue|remercie|recommande|exhorte|appele|invite|presente|anime|modere|preside|ouvert|martele|regrette|confie|soutenu|propose|suggere|deplore|felicite|demande|fait|donne|intervenu)"
_SPEAKS_AFTER = re.compile(
    rf",? (?:(?:pour sa part|quant a (?:lui|elle)|de son cote),? )?(?:{_SPOKE}|explique|souligne|declare|rappelle|precise|affirme|estime|ajoute|confie|indique|insiste)(?!\w)"
)
_SPEAKS_BEFORE = re.compile(
    rf"(?:selon|d'apres|{_SPOKE}|explique|souligne|declare|rappelle|precise|affirme|estime|ajoute|confie|indique|insiste|se rejouit|anime par|anime par|modere par|moderee par|animee par|facilite par|facilitee par|presidee? par|sous la presidence de|presente par|presentee par|assuree? par) $"
)
_NOT_NAMES = frozenset(
    """le la les l un une des du de en au aux et ou mais ce cette ces nations unies republique mali niger senegal afrique ouest nord sud est union africaine europeenne pacte mondial plan action conference atelier forum
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche croix rouge maghreb sahel mediterranee conseil comite ministere ministre direction directeur etat etats
    communaute reseau association federation organisation gouvernement president societe civile banque mondiale fonds centre agence haut commissariat loi code decret ong onu oim hcr ue ua burkina faso cote ivoire guinee maroc algerie libye tunisie mauritanie
    hotel salle palais maison cite avenue rue bamako dakar niamey ouagadougou abidjan nouakchott rabat tunis alger ce ceci cela dans pour par avec selon apres avant lors pendant il elle ils elles nous vous on je son sa ses leur leurs notre nos
    journee internationale international nationale national recommandations recommandation communique presse proces verbal compte rendu note session panel groupe travail point objet ordre jour axe partie article chapitre delegation mission
    droits homme femme femmes enfants enfant famille justice sante education securite protection civile travail interieur exterieur maliens affaires etrangeres etrangers cooperation integration programme projet campagne initiative conjointe alliance confederation processus dialogue declaration charte convention
    madame monsieur excellence docteur professeur maitre honorable colonel general secretaire representant representante chef cheffe coordinatrice coordinateur presidente directrice charge chargee expert experte ambassadeur ambassade ministres parlement assemblee cour tribunal police gendarmerie presidence primature region regions district cercle commune gouverneur prefet maire europe france espagne italie allemagne belgique suisse grand grande centrale""".split()
)


@dataclass(frozen=True, slots=True)
class Role:
    """fold[start:end] says a role and, where it does, the organisation in which it is held."""

    start: int
    end: int
    text: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Named:
    start: int
    end: int
    outer: int
    name: str
    civility: bool


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    name: str
    role: str | None
    organisation: str | None


def find(page: Page, mentions: Sequence[Mention]) -> list[Found]:
    """Everybody named, each once, with what the text says of them first."""
    compared = comparable(page.flat)
    roles = list(_roles(page, compared, mentions))
    names = _names(page, compared, mentions)
    used: set[int] = set()
    found = [one for name in names if (one := _person(page, compared, name, roles, mentions, used))]
    return _each_once(found)


def roles(page: Page, mentions: Sequence[Mention]) -> list[Role]:
    return list(_roles(page, comparable(page.flat), mentions))


def _roles(page: Page, compared: str, mentions: Sequence[Mention]) -> Iterator[Role]:
    starts = [one.start for one in mentions]
    until = 0
    for match in _ROLE.finditer(page.fold):
        at = bisect_right(starts, match.start()) - 1
        if match.start() < until or (at >= 0 and mentions[at].end > match.start()):
            continue
        role = _role(page, compared, match, mentions, starts)
        until = role.end
        yield role


def _role(
    page: Page, compared: str, match: re.Match[str], mentions: Sequence[Mention], starts: Sequence[int]
) -> Role:
    start, end = match.start(), match.end()
    if "ministre" in match["h"] and "premier" not in match["h"]:
        adjective = _ADJECTIVE.match(page.fold, end)
        end = naming.portfolio_end(page, compared, adjective.end() if adjective else end)
        beside = re.compile(
            r",? (?:garde des sceaux|porte-parole du gouvernement|chef du gouvernement|chef de l'etat)"
        ).match(page.fold, end)
        end = beside.end() if beside else end
        return Role(start, end, page.flat[start:end], None)
    if match["h"].endswith((" de", " du", " des", " d'")):
        word = _WORD.match(compared, end + (0 if match["h"].endswith("'") else 1))
        end = word.end() if word else end
    while end - start < 180:
        step = _ADJECTIVE.match(page.fold, end)
        if step:
            end = step.end()
            continue
        link = _TOWARDS.match(compared, end)
        after = link.end() if link else end
        at = bisect_left(starts, after)
        if link and at < len(starts) and starts[at] == after and link[0].strip():
            whole = _beyond(compared, mentions[at].end)
            return Role(start, whole, page.flat[start:end].rstrip(" ,"), mentions[at].name)
        word = _WORD.match(compared, after) if link else None
        if (
            word is None
            or word[0] in naming.STOP
            or (page.flat[after].isupper() and not link[0].strip() and not naming.is_portfolio(word[0]))
        ):
            break
        if not link[0].strip() and (
            len(word[0]) < 3 or (word[0].endswith(("ait", "ent")) and not word[0].endswith("ment"))
        ):
            break
        end = word.end()
    return Role(start, end, page.flat[start:end], None)


def _beyond(compared: str, end: int) -> int:
    """« au Mali », « en Guinée » and an acronym in brackets belong to the organisation before them."""
    match = re.compile(
        r"(?: ?\([^()]{2,16}\))?(?: (?:au|en|pour le|pour la|a|pour l'|du|de) [a-z'-]{3,20}(?: faso| de l'ouest(?: et du centre)?| d'ivoire)?(?=[,.;:)( ]))?"
    ).match(compared, end)
    words = match[0].split() if match else []
    return match.end() if match and words and words[-1] not in naming.STOP else end


def _names(page: Page, compared: str, mentions: Sequence[Mention]) -> list[Named]:
    found: list[Named] = []
    for match in _WITH_CIVILITY.finditer(page.flat):
        end = _cut(page, compared, match.start("n"), match.end("n"), mentions, civility=True)
        if end:
            found.append(Named(match.start("n"), end, match.start(), page.flat[match.start("n") : end], True))
            if match[0].startswith(("MM", "Mmes", "Messieurs", "Mesdames", "Mes ")):
                found.extend(_paired(page, compared, end, mentions))
    taken = [(one.outer, one.end) for one in found]
    for match in _PLAIN.finditer(page.flat):
        if any(start < match.end() and match.start() < end for start, end in _near(taken, match.start())):
            continue
        start = _skip(page, compared, match.start(), match.end())
        end = _cut(page, compared, start, match.end(), mentions, civility=False)
        if end:
            found.append(Named(start, end, start, page.flat[start:end], False))
    return sorted(found, key=lambda one: one.start)


def _near(taken: Sequence[tuple[int, int]], at: int) -> Sequence[tuple[int, int]]:
    place = bisect_left(taken, (at, 0))
    return taken[max(0, place - 2) : place + 2]


def _paired(page: Page, compared: str, at: int, mentions: Sequence[Mention]) -> Iterator[Named]:
    while match := _PAIRED.match(page.flat, at):
        end = _cut(page, compared, match.start("n"), match.end("n"), mentions, civility=False)
        if not end:
            return
        yield Named(match.start("n"), end, match.start("n"), page.flat[match.start("n") : end], True)
        at = end


def _skip(page: Page, compared: str, start: int, end: int) -> int:
    """Past a word at the beginning that is no name: « Selon Awa Diallo »."""
    while start < end:
        word = _WORD.match(compared, start)
        if word is None or word[0] not in _NOT_NAMES or word.end() >= end:
            return start
        start = word.end() + 1
    return start


def _cut(
    page: Page, compared: str, start: int, end: int, mentions: Sequence[Mention], *, civility: bool
) -> int:
    """Where the name ends: before a word that is none, before an organisation; 0 where nothing is left."""
    last, words = 0, 0
    for word in re.compile(r"\S+").finditer(compared, start, end):
        plain = word[0].rstrip(".,")
        inside = any(one.start <= word.start() < one.end for one in _around(mentions, word.start()))
        if plain.split("-")[0] in _NOT_NAMES or inside or _ROLE.fullmatch(plain):
            break
        last, words = word.end(), words + 1
    if not last or words < (1 if civility else 2):
        return 0
    name = page.flat[start:last].rstrip(".")
    return start + len(name) if any(letter.islower() for letter in name) or civility or words > 1 else 0


def _around(mentions: Sequence[Mention], at: int) -> Sequence[Mention]:
    place = bisect_right(mentions, at, key=lambda one: one.start)
    return mentions[max(0, place - 1) : place]


def _person(
    page: Page, compared: str, name: Named, roles: Sequence[Role], mentions: Sequence[Mention], used: set[int]
) -> Found | None:
    before = _role_before(page, name, roles, used)
    role = before if before is not None else _role_after(page, name, roles, used)
    if role is not None:
        used.add(role)
        said = roles[role]
        organisation = (
            said.organisation
            or _house_beside(page, compared, name, said, mentions, before=before is not None)
            or _house_before(page, name, mentions)
        )
        return Found(name.start, name.end, name.name, _tidy(said.text), organisation)
    house = _house_after(page, name, mentions)
    if name.civility or (house and _at_item(page, name)) or _speaks(page, name):
        return Found(name.start, name.end, name.name, None, house)
    return None


def _role_before(page: Page, name: Named, roles: Sequence[Role], used: set[int]) -> int | None:
    at = bisect_right(roles, name.outer, key=lambda one: one.end) - 1
    if at < 0 or at in used:
        return None
    gap = page.fold[roles[at].end : name.outer]
    return at if len(gap) < 40 and _BETWEEN_BEFORE.fullmatch(gap) else None


def _role_after(page: Page, name: Named, roles: Sequence[Role], used: set[int]) -> int | None:
    at = bisect_left(roles, name.end, key=lambda one: one.start)
    if at >= len(roles) or at in used:
        return None
    gap = page.fold[name.end : roles[at].start]
    if gap == " " and page.flat[roles[at].start].islower():
        return at
    if not gap.strip() or len(gap) > 40:
        return None
    return at if _BETWEEN_AFTER.match(gap) and _BETWEEN_AFTER.match(gap).end() == len(gap) else None  # type: ignore[union-attr]


def _house_beside(
    page: Page, compared: str, name: Named, role: Role, mentions: Sequence[Mention], *, before: bool
) -> str | None:
    """« le ministère de la Justice, représenté par son directeur, M. X »; « M. X, directeur, OIM »."""
    if before:
        start = role.start
        at = bisect_right(mentions, start, key=lambda one: one.end) - 1
        gap = page.fold[mentions[at].end : start] if at >= 0 else ""
        if at >= 0 and re.fullmatch(
            r"\)?(?: ?\([^()]{2,20}\))?,? ?(?:etait |est |ete |a ete )?(?:representee?s?|conduite?|dirigee?|presidee?) par (?:son |sa |le |la |l'|leur )?",
            gap,
        ):
            return mentions[at].name
        return _house_after(page, name, mentions, brackets=True)
    at = bisect_left(mentions, role.end, key=lambda one: one.start)
    gap = page.fold[role.end : mentions[at].start] if at < len(mentions) else "x" * 9
    return mentions[at].name if re.fullmatch(r" ?(?:,|\(|–|/|-|a) ?(?:l'|la |le |au |a l')?", gap) else None


def _house_after(
    page: Page, name: Named, mentions: Sequence[Mention], *, brackets: bool = False
) -> str | None:
    at = bisect_left(mentions, name.end, key=lambda one: one.start)
    if at >= len(mentions):
        return None
    gap = page.fold[name.end : mentions[at].start]
    pattern = (
        r" ?\( ?"
        if brackets
        else r"(?: ?\( ?| ?[,–/:] ?(?:de l'|du |de la |pour l'|pour le |des )?| (?:de l'|du |de la |des |de |pour l'|pour le |d')| - )"
    )
    if re.fullmatch(pattern, gap):
        return mentions[at].name
    return None if brackets else _house_before(page, name, mentions)


_FOR = re.compile(r"\bpour (?:la |le |l'|les )?$")


def _house_before(page: Page, name: Named, mentions: Sequence[Mention]) -> str | None:
    """« pour la CNDH, M. X et Mme Y »."""
    at = bisect_left(mentions, name.outer, key=lambda one: one.start) - 1
    while at >= 0 and name.outer - mentions[at].end < 160:
        gap = page.fold[mentions[at].end : name.outer]
        if ";" in gap or "\n" in gap or not re.match(r" ?[,:]", gap):
            return None
        if _FOR.search(page.fold, max(0, mentions[at].start - 10), mentions[at].start):
            return mentions[at].name
        at -= 1
    return None


_PRESENT = re.compile(
    r"(?:(?:etaient |sont )?present\w*|participants?|ont (?:pris part|participe)|etaient|assistaient|intervenants|panelistes)\b"
)


def _at_item(page: Page, name: Named) -> bool:
    for block in page.blocks:
        if block.start <= name.outer < block.end:
            here = page.fold[block.start : block.start + 30]
            return (name.outer <= block.start + 3 and block.kind in ("item", "row")) or bool(
                _PRESENT.match(here)
            )
    return False


def _speaks(page: Page, name: Named) -> bool:
    return bool(
        _SPEAKS_AFTER.match(page.fold, name.end)
        or _SPEAKS_BEFORE.search(page.fold, max(0, name.start - 60), name.start)
    )


def _tidy(role: str) -> str | None:
    return role.strip(" ,;:–-(") or None


def _each_once(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        words = comparable(one.name).split()
        same = next(
            (at for at, other in enumerate(kept) if _same(words, comparable(other.name).split())),
            None,
        )
        if same is None:
            kept.append(one)
            continue
        other = kept[same]
        longer = one if len(one.name) > len(other.name) and len(words) > len(other.name.split()) else other
        kept[same] = replace(
            longer,
            role=other.role or one.role,
            organisation=other.organisation
            or (one.organisation if not other.role or other.role == one.role else None),
        )
    return kept


def _same(one: list[str], other: list[str]) -> bool:
    if sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and short[0] in (long[-1], long[0])
