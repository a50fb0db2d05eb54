"""The words for a meeting, for its day and its place, and for those of other meetings. All without case and accents."""

import re

from jatigi.algorithms.communique.reading import Kind

KINDS: tuple[tuple[Kind, str], ...] = (
    ("press_conference", r"conferences? de presse|points? de presse|point[- ]presse"),
    ("panel", r"panels?|tables?[- ]rondes?|conferences?[- ]debats?|reunions?[- ]debats?|diner[- ]debat|cafe[- ]debat|debat (?:public|citoyen|televise)"),
    ("workshop", r"ateliers?|seminaires?|sessions? de formation|formations?(?= (?:des|de|sur|a l'intention|organisee|regionale|nationale|destinee))|journees? de (?:formation|reflexion|sensibilisation)"),
    ("conference", r"conferences?|forums?|symposiums?|colloques?|congres|sommets?|etats generaux|assises|journees (?:d'etudes?|scientifiques|nationales|portes)|webinaire"),
    ("meeting", r"reunions?|rencontres?|sessions?|assemblees? generales?|seances? de (?:travail|concertation|la commission)|concertations?|consultations?|dialogues?|journees? d'(?:echanges?|information)|audiences?|mission (?:d'evaluation|conjointe|humanitaire)|comite de pilotage|visite de travail|commission mixte|seances?"),
)  # fmt: skip
NOUN = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in KINDS))
HELD = re.compile(
    r"s'est (?:tenue?|ouverte?|deroulee?|achevee?|reunie?|acheve)|se sont (?:tenue?s|ouverte?s|deroulee?s|reunie?s|retrouve|tenus|acheve)|se (?:tient|tiennent|deroule|sont)|a eu lieu|ont eu lieu|(?:a|ont|avait) (?:co-?)?organise|organisee?s?\b|organise\b|organisent|"
    r"a abrite|a accueilli|a servi de cadre|tenue?s? (?:a|le|du|les|ce|hier|dans)|ont pris part|a pris part|a (?:reuni|regroupe|rassemble)|ont (?:reuni|tenu)|a tenu|reuni(?:e|s|es)? a|a preside|presidee? par|a ouvert|a lance|lancee?|a l'issue|au terme|au sortir|a pris fin|cloture|a clos|ouverture|ouverte? (?:ce|le|hier)|anime|participe a|abrite|s'ouvre|s'acheve|debute|a (?:officiellement )?(?:ouvert|lance)|tenait|il s'est tenu"
)
HELD_AT = re.compile(
    r"\b(?:tenue?s?|reunie?s?|deroulee?s?|lieu|organisee?s?|abritee?s?|ouverte?s?)\b[^,;:.]{0,30}? (?:a la |au |a l'|dans (?:la|les|le|l')[^,;:.]{0,50} (?:de la |du |de l'))(?:siege (?:de la |du |de l'))?$"
)
"""« s'est tenue à la mairie de Yanfolila »."""
NEXT = re.compile(
    r"(?:prochaine?s?|la suivante|future|ulterieure?)\b|se tiendra|se tiendront|aura lieu|(?:est|sont|a ete|ont ete) (?:prevu|fixe|programme|reporte|annonce|attendu)e?s?|rendez-vous (?:est )?(?:pris|donne)|sera organisee?|auront lieu"
)
EARLIER = re.compile(
    r"precedente?s?\b|derniere (?:reunion|session|rencontre|edition)|en reference|faisant suite|fait suite|pour rappel|deja tenue|l'an dernier|adoptee?s? (?:le|en|lors|a)|signee?s? (?:le|en|a)|(?:compte[- ]rendu|proces[- ]verbal|pv|conclusions|recommandations|suivi|rapport) (?:d'une|de la|de l'|du|des) (?:\w+ )?(?:reunion|session|rencontre|atelier|seance|edition|mission)\b|depuis (?:la|le|l')|suite a la|lors d'une precedente|ratifiee?|cree[e]? (?:le|en)|depuis(?! hier| ce | lundi| mardi| mercredi| jeudi| vendredi)|entree? en vigueur|apres celle"
)
DUE = re.compile(
    r"(?:d'ici(?: a| au| le| la)?(?: fin| la fin d[eu]| fin de)?|avant(?: le| la fin d[eu']| fin| la mi)?|au plus tard(?: le| en| fin| au| a la fin)?|a l'horizon|horizon|echeance ?:?|delai ?:?|jusqu'(?:au|en|a)|pour le|a compter du|a partir du|des le|debut|fin) ?$"
)
LAW = re.compile(
    r"(?:loi|decret|ordonnance|arrete|resolution|decision|convention|accord|protocole|avenant|circulaire|journal officiel|lettre|note)s?\b[^.;,]{0,50}(?:du|de|d') ?$"
)
BEFORE_IT = re.compile(r"\b(?:s'etai(?:t|ent)|avai(?:t|ent) (?:eu lieu|ete \w+|tenu|reuni))\b")
"""What had been held before the meeting that is told of."""
LABEL = re.compile(
    r"(?:date(?:s)?(?: de la (?:reunion|rencontre))?|tenue? le|en date du|seance du|reunion du|session du|quand) ?:? ?(?:le |du )?$"
)
PUBLISHED = re.compile(
    r"(?:publiee?|postee?|mis(?:e)? en ligne|diffusee?|paru|mise a jour|redigee?|fait a [\w' -]{2,30},?) ?(?:le)? ?:? ?$|^ ?date de publication ?:? ?$"
)
DATELINE = re.compile(
    r"^(?:communique(?: de presse)?(?: final)?|pour diffusion immediate)?[ :–-]*(?P<c>[a-z][a-z' -]{2,28}?)(?: ?\([^)]{2,24}\)|, ?[a-z' -]{3,20}| ?/ ?[a-z' ]{3,20})?(?: ?, ?| ?– ?| ?- ?| )(?:le |ce |du )?$"
)
NO_TOWN = re.compile(
    r"(?:tenue?s?|reunie?s?|dates?|du|le|la|les|l'|seance|reunion|session|atelier|depuis|jusqu|des|en|ce|cet|cette|il|elle|nous|un|une|d|au|aux|a|pour|par|avant|apres|publie\w*|rencontre|conference|forum|panel|communique du|point|proces)\b"
)
RELATIVE = re.compile(
    r"(?<!chaque )(?<!les )(?<!un )(?<!du )(?<!au )(?<!prochain )\b(?:(?P<day>avant-hier|hier|aujourd'hui|ce jour|ce matin|cet apres-midi)|(?:ce |de ce |le )?(?P<w>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?P<last> dernier| passe)?(?! \d| 1er| prochain))"
)
ONLINE = re.compile(
    r"\b(?:en ligne|par visioconference|en visioconference|virtuelle?(?:ment)?|par zoom|sur zoom|a distance|webinaire)\b"
)
GATHERED = re.compile(
    r"se sont (?:\w+ )?(?:reunie?s|retrouvee?s|rencontree?s|rassemblee?s|concertee?s)\b|s'est reunie?\b|\breunie?s (?:a|ce|le|hier|en|au(?! sein)|ces?|du|les|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|ont tenu"
)
NOT_AT = re.compile(
    r"(?:declaration|processus|protocole|accords?|convention|plan|statut|appel|pacte|charte|agenda|gouverneure?|maire|mairie|region|regions|universite|archeveque|bureau|bureaux|antennes?|sous-bureau|tribunal|cour d'appel|gouvernorat|prefecture|cercle|commune|prison|route|lyonnaise|initiative|conference de haut niveau|principes|village|localites?|frontiere|gare|gares|port|centre|ressortissants?|originaires?|natif|native|venus?|venue|venues|provenance|delegation|delegations|antenne|representant|rentre\w*|reven\w+|retours?|arrivee?s?|partie?s?|expulsee?s?|refoulee?s?|vol|habitants?|coordination|regionale|regional|section|cellule) (?:regionale? )?(?:de |d'|des |du )?(?:la )?$"
)
TOWN = re.compile(
    r"(?:tenue?s?|organisee?s?|reunie?s?|deroulee?s?|lieu|ouverte?s?|reunis|achevee?|preside)\b[^.;:]{0,60}?\b(?P<a>a) (?P<t>[a-z][a-z'-]{2,20})(?= ?[,.;(]| s'est| a | ont | du | le | les | en | au |$)"
)
TITLE_ENDS = re.compile(
    r",? (?:(?:a|ont) [a-z]+e\b|s'est|s'ouvrira|se tiendra|se deroulera|aura lieu|sera|doit|se sont|se tient|a eu|ont|a ete|tenue?s?|organisee?s?|qui|du \d|le \d|les \d|les? (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|ce (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jour|matin)|hier|aujourd'hui|s'ouvre|prend|a l'initiative|a tenu|sous |avec l|grace|dans le cadre|en presence|en partenariat|en collaboration|afin|ouverte?|a (?:reuni|regroupe|rassemble|permis|abrite|pris)|est |etait |dont |initiee?|presidee?)|[.;:]|(?<=[a-z)»\"]), | a (?=bamako|dakar|niamey)"
)
SESSION = re.compile(
    r"(?:(?:panel|session|atelier|table ronde|seance|theme|sous-theme|communication|axe de discussion) ?(?:n ?°|no|n°)? ?(?:\d{1,2}|[ivx]{1,4}|[a-d])\b(?: ?[:–.-]| portant sur| consacree? a| intitulee?| sur)|(?:premier|premiere|deuxieme|second|seconde|troisieme|quatrieme) (?:panel|session|table ronde|communication)\b)"
)

ADOPTED = re.compile(
    r"[^.;:]{0,30}? (?:a ete |ont ete |est |sont |fut )(?:ensuite |alors |egalement )?(?:adopte|approuve|valide|amende|lu)e?s?\b|[^.;:]{0,12}? (?:entrera|entre|est entree?) en vigueur"
)
"""What follows the day of a paper or of the meeting before."""
LASTED = re.compile(
    r"\b(?:atelier|seminaire|forum|conference|session|rencontre|formation|reunion|colloque)s? (?:\w+ ){0,4}?de (?P<n>deux|trois|quatre|cinq) jours|\b(?:durant|pour|pendant|apres|au bout de|au terme de) (?:les )?(?P<m>deux|trois|quatre|cinq) jours"
)
OVER = re.compile(r"\b(?:achev|clotur|clos|termin|pris fin|refermee?|prend fin|baisse)")
BEGUN = re.compile(r"\b(?:ouvert|debut|demarr|entam|lance|s'ouvre|commenc)")
OF_ANOTHER = re.compile(r"(?:du|de|d'|le) $")
OFTEN_A_PART = frozenset(
    "session sessions dialogue dialogues consultation consultations concertation seance seances rencontres".split()
)
ONE_OF_SEVERAL = re.compile(r"(?:premier|deuxieme|second|troisieme|un|ce|dernier|trois|deux|plusieurs) $")
