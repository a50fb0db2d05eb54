"""The words with which French prose recommends, invites, decides and obliges, and those that only seem to. All without case and accents."""

import re

ADVERB = r"(?:(?:,? ?(?:vivement|fortement|egalement|aussi|notamment|par ailleurs|en outre|enfin|ensuite|instamment|solennellement|unanimement|a l'unanimite|surtout|ainsi|entre autres|en particulier|pour sa part|pour leur part|quant a lui|quant a elle|de plus|en consequence|formellement|expressement|fermement|donc|encore|a nouveau|plus particulierement|avec insistance|principalement|essentiellement|d'abord|chaleureusement|une fois de plus|des lors|respectueusement|conjointement|d'un commun accord|par consensus|de son cote|de leur cote|a cette fin|dans ce cadre|a cet effet|a cet egard)),? ){0,2}"
HAS = rf"(?:\b(?:a|ont|aura|auront|avons|ai|etaient|fut|furent)[ ,]{ADVERB}(?:tous |toutes |ete )?)"
SAY = r"(?P<v>(?:recommand|demand|preconis|propos|reclam|exige|sugger|sollicit|conseill)ons|recommande(?:nt|rent)?|preconise(?:nt)?|suggere(?:nt)?|demande(?:nt|rent)?|souhaite(?:nt)?|propose(?:nt)?|conseille(?:nt)?|sollicite(?:nt)?|requis|requiert|requierent|reclame(?:nt)?|exige(?:nt)?)"
SAYING = re.compile(rf"\b{SAY}(?=[ ,:])")
EXHORT = re.compile(
    r"\b(?P<v>(?:exhort|invit|appel|encourag|encourage|pri|interpell|incit|engage|press)ons|exhorte(?:nt|rent)?|invite(?:nt|rent)?|appelle(?:nt)?|appele(?:rent)?|encourage(?:nt)?|prie(?:nt)?|instruit|enjoint|incite(?:nt)?|interpelle(?:nt)?|somme(?:nt)?|presse(?:nt)?|engage(?:nt)?|conjure(?:nt)?|adjure(?:nt)?|convie(?:nt)?)(?=[ ,])|"
    r"\b(?:lance|lancent|lancant|renouvele|reitere|adresse)s? (?:un |leur |son |cet |l')?(?:vibrant |pressant )?appel (?P<c>pressant )?"
)
IMPERSONAL = re.compile(
    rf"\bil (?:a ete|est|fut|etait|sera|avait ete|leur est|leur a ete|lui a ete|lui est)(?:,)? {ADVERB}(?P<v>recommande|decide|convenu|demande|suggere|propose|preconise|retenu|arrete|resolu|acte|prevu|exige|instruit)(?=[ ,:])"
)
DECIDED = re.compile(
    rf"\b(?:{HAS}|sont {ADVERB}|est {ADVERB}|se sont |s'est )(?P<v>decide|convenue?s?|accordee?s?|entendue?s?|resolu|retenu|arrete|acte)(?= (?:de |d'|que |qu'|a |pour |sur le fait|:))|\b(?P<w>decident|conviennent|decide|convient|decidons|convenons|resolvons)(?= (?:de |d'|que |qu'|:))"
)
PASSIVE = re.compile(
    rf"\b(?P<be>est|sont|(?:a|ont) (?:egalement |aussi |en outre |par ailleurs |ainsi |enfin |notamment |vivement )?ete|sera|seront|reste|restent|demeure|demeurent)[ ,]{ADVERB}(?P<v>invitee?s?|appelee?s?|exhortee?s?|chargee?s?|priee?s?|encouragee?s?|instruite?s?|tenue?s?|mandatee?s?|engagee?s?|sommee?s?|conviee?s?|interpellee?s?|incitee?s?) {ADVERB}(?:a |de |d')"
)
MUST = re.compile(
    rf"\b(?P<v>devra|devront|doit|doivent|devrait|devraient|aura a|auront a|aura pour (?:tache|mission) de|veillera a|veilleront a|se chargera de|se chargeront d[e']|est tenue? d[e']|sont tenue?s d[e'])[ ,']{ADVERB}(?=\w)"
)
PLEDGED = re.compile(
    r"\b(?P<v>nous nous engageons(?:,[^,]{3,40},)? a|nous engageons a|s'est (?:(?:egalement|aussi|pour sa part|en revanche|en outre|par ailleurs|notamment|enfin|de son cote|quant a (?:lui|elle)|toutefois|neanmoins|cependant|publiquement|personnellement|formellement|solennellement|ainsi),? )?engagee?(?:,[^,]{3,40},)? a|se sont (?:(?:egalement|tous|toutes|aussi|en revanche|en outre|par ailleurs|notamment|enfin|de leur cote|formellement|mutuellement),? )?engagee?s(?:,[^,]{3,40},)? a|(?:a|ont) pris l'engagement d[e']|nous prenons l'engagement d[e']|prend l'engagement d[e']|prennent l'engagement d[e']|s'engage(?:nt)? a|(?:a|ont) (?:\w+ ){0,3}promis d[e']|promet d[e']|promettent d[e'])(?= ?\w)"
)
INVERTED = re.compile(
    r"(?:au |aux |a la |a l'|a )(?P<w>[^,;:.]{2,90}), (?:nous |ils |elles |il |elle |on )(?=demand|recommand|propos|sugger|sollicit|conseill)|"
    r"(?:au |aux |a la |a l'|a )(?P<x>[^,;:.]{2,90}), (?=il (?:leur |lui )?(?:est|a ete) (?:\w+ment )?(?:demand|recommand|propos|sugger|conseill))"
)
PRONOUN = re.compile(r"\b(?:il|elle|ils|elles) $")
PLEADED = re.compile(
    rf"\b(?:{HAS})?(?P<v>plaidee?s?|plaide(?:nt)?|insistee?s?|milite(?:nt)?) {ADVERB}(?:en faveur d[e'] ?(?:la |l'|u )?|pour )"
)
WISHED_FOR_THE_MEETING = re.compile(
    r",? ?(?:que |qu')(?:cet?t?e? |ces |les? travaux|l'atelier|la rencontre|la reunion|la conference|le forum|la session|les echanges|la paix|dieu|il |elle |ils |elles |chacun|tou(?:s|tes)\b)"
)
A_THING = re.compile(
    r"(?:une? |la |le |l'|les |des |davantage d|plus d|plusieurs )(?!victoire|paix|avenir|monde|cause)(?:\w|')"
)
NEXT_MEETING = re.compile(
    r"(?:de |d'|que |qu'|pour )?(?:se retrouver|rester (?:activement )?saisi|demeurer saisi|se revoir|se reunir|tenir (?:la |leur |sa |une |les )(?:prochaine|deuxieme|troisieme)|organiser (?:la|leur|sa) prochaine (?:reunion|session|rencontre)|(?:la|leur|sa) prochaine (?:reunion|session|rencontre)\b)"
)
DEMANDED_OF = re.compile(r" (?P<p>de la |de l'|du |des )(?P<w>[^,;:.]{2,120}?),? (?=(?:que |qu'))")
FUTURE = re.compile(
    r"(?<=[\w)]) (?:se |s'|en |y |leur |lui )?(?P<v>(?!sera|aura|pourra|ira|verra|durera|beneficiera|permettra|faudra|devra|saura|voudra|fera face|viendra|restera|debutera|vra)\w{3,}(?:ra|ront))(?= )"
)
DUE = re.compile(
    r"\b(?:d'ici|avant (?:le|la|fin|l')|au plus tard|dans un delai|sous (?:quinzaine|huitaine|\w+ jours)|a la prochaine (?:reunion|session)|pour la prochaine (?:reunion|session))\b"
)
MINUTES = re.compile(r"\b(?:compte[- ]rendu|proces[- ]verbal|releve de (?:decisions|conclusions))\b")
NOTICE = re.compile(
    r"(?:avis (?:de recrutement|d'appel d'offres|de vacance|a manifestation|public)|appel (?:a candidatures?|d'offres|a manifestation|a projets?|a propositions?)|offre d'emploi|termes de reference|avis de marche|fiche de poste)"
)
"""What asks of those who apply, and of nobody else."""
CARE = re.compile(
    r"[ ,]*(?:a |de |d')?(?:bien |mieux )?(?:en prendre|prendre) (?:grand |le plus grand |bien )?soin|[ ,]*(?:a |d'|de )?(?:en )?faire (?:un )?bon usage|[ ,]*(?:a )?(?:en )?(?:bien )?entretenir"
)
NO_ACTOR = re.compile(
    r"\b(?:qui|que|migrants|candidate?s?|postulante?s?|soumissionnaires?|dossiers?|offres?|titulaire|consultante?|prestataires?|laureate?s?|demandeurs?|etudiante?s?|stagiaires?|beneficiaires?|etrangers?|ressortissants?|personnes?|contrevenants?|requerants?|usagers?|passagers?|eleves|visiteurs?|voyageurs?|interesse)\b"
)
NEEDED = re.compile(
    r"\bil (?:faut|faudra|faudrait|importe|est (?:grand )?temps|est (?:urgent|necessaire|imperatif|indispensable|essentiel|souhaitable|important|primordial)|convient|conviendrait) (?P<v>que |qu')"
)
AMONG = re.compile(
    r"\brecommandations?\b(?![^.;:]{0,40}(?:precedente|derniere))[^.;:]{0,90}?(?:\bfigurent?|portent? (?:notamment |essentiellement |principalement )?sur|ont porte (?:notamment |essentiellement |principalement )?sur|portant sur|on (?:note|peut (?:citer|noter|retenir)|retient|retiendra|cite|notera)|concernent|il y a|citons|consistent a|visent a|incluent|comprennent|s'articulent autour d[eu']|ont trait a|vont dans le sens d[eu']) ?(?:notamment |entre autres |,)*"
)
NEGATED = re.compile(r"(?:\bn'|\bne |\bsans |\bni )[\w', ]{0,14}$")
NOT = re.compile(r"(?:\bn'|\bne )[\w', -]{0,40}\b(?:pas|jamais|point|guere|aucune?)\b[\w', ]{0,20}$")
NOUN_BEFORE = re.compile(
    r"(?:\bla|\bune|\bcette|\bleur|\bsa|\btoute|\bchaque|\bde|\ben|\bsur|\bsans|\bl'|\bles|\bdes|\bd'|\bmeme|\bpremiere|\bnotre) $"
)
EARLIER = re.compile(
    r"\b(?:avait|avaient|ayant|aurait|auraient) (?:\w+ ){0,3}$|\b(?:l'an dernier|l'annee derniere|il y a (?:\w+ ){1,3}ans?|(?:lors de la|de la|la) (?:precedente|derniere) (?:reunion|session|rencontre|edition)|jadis|naguere|autrefois|deja|s'il|si les|si le|si elle)\b[^.;]{0,80}$"
)
LEFT_BEHIND = re.compile(r"^(?:en|des|depuis|lors de|a l'issue de)\b[^.;]{0,60}\b(?P<y>(?:19|20)\d\d)\b")
INFINITIVE = re.compile(
    r"(?:[«\"] ?)?(?:ne pas |ne plus |mieux |bien |ainsi |egalement |aussi |davantage |notamment |tout |systematiquement |rapidement |urgemment |d'abord |desormais |ensemble |conjointement |pleinement |toujours |regulierement |sans delai |immediatement |effectivement |, [\w' -]{3,60}, ?)*"
    r"(?:s'y |s'en |l'y |se |s'|en |y |l'|les |le |la |leur |lui |nous )*(?P<i>[a-z]{4,})\b(?!-)"
)
OPENING = re.compile(
    r"(?:prendre (?:la parole|place|part)|presenter (?:son|sa|ses|leur|leurs|les resultats|le bilan|un expose|une communication)|intervenir|s'exprimer|participer|assister|suivre (?:attentivement|avec)|echanger|debattre|faire preuve d|travailler (?:avec|dans)|s'impliquer activement aux|observer une minute|visiter (?!(?:[\w']+ ){0,5}(?:lieux|prisons?|retention|detention|cellules|postes?|camps?|sites?|commissariats?|detenue?s?|ressortissants)\b)|poser (?:des|leurs)|"
    r"se lever|partager leurs? (?:experience|point|avis)|reflechir|s'asseoir|rejoindre la salle|contribuer (?:activement )?(?:a la reussite|aux travaux|aux debats)|jouer un role|devenir|signer le livre|couper le ruban|etre assidus|tirer profit|mener des (?:discussions|echanges|debats)|venir|s'inscrire|postuler|consulter|telecharger|visionner|lire|cliquer|appeler (?:le|au)|etre (?:attentif|assidu|studieu|ponctue|disciplin)\w*|saisir (?:cette|l')|se concentrer|contacter|se presenter|s'adresser|composer)"
)
EXPECTED = re.compile(
    r"(?:permettre|se tenir|avoir lieu|durer|debuter|s'achever|etre (?!mis|adopt|transmis|publi|cree|finalis|soumis|elabore|organis|renforc|valid|partag|revis|dote|etabli|pris|appliqu|associe|inform|form|implique|tradui|affich|assur|ouvert|impliqu|nomm|design)|contribuer a|accueillir|aboutir|s'etendre|beneficier|servir|couvrir|prendre fin|commencer|demarrer|regrouper|reunir|coute|faire face|affronter|emprunter|payer|traverser|quitter|fuir|marcher|attendre)"
)
WISHES = re.compile(
    r"(?:la bienvenue|plein succes|bon retour|bonne|remercie|recevoir (?:ses|nos|mes)|agreer|croire)"
)
COORDINATED = re.compile(
    r"(?P<m>(?:,|;)? ?(?:\bet |\bainsi que |\bmais aussi |\bpuis |\bet enfin |; |, )(?:enfin,? |aussi |egalement |notamment |par ailleurs )?)(?P<x>(?P<l>de |d'|a |que |qu')?(?:ne pas |mieux |bien |se |s'|en |y |les |l'|la |le |une |un |des )?(?P<w>[a-z]{4,}|[a-z]+))"
)

TO_WHOM = re.compile(r"[ ,]{0,2}" + ADVERB + r"(?P<p>au |aux |a la |a l'|a )")
AND_TO = re.compile(r"(?:, et |; et |; | et )(?:enfin )?(?P<p>au |aux |a la |a l')")
A_NOUN = re.compile(r"[ ,]{0,2}" + ADVERB + r"(?P<n>(?:la |le |l'|les |une |un |des )\w)")
SOMETHING_OF_SOMEBODY = re.compile(
    r"[^,;:.]{3,120}?(?:, (?:d'ici|avant|dans|au plus tard|a l'horizon|des)[^,;:.]{3,60},)?(?P<n>,? (?:la |le |l'|les |une |un ))(?=\w{4,})"
)
EXHORTED = re.compile(
    r"(?: et (?:\w+ment )?(?:encourage|exhorte|invite|appelle|engage|recommande|demande|incite)(?:nt)?(?: \w+ment)?)?[ ,]{0,2}"
    + ADVERB
)
CALLED_TO = re.compile(
    r"(?:a |au |aux |a la |a l'|en direction (?:de la |de l'|du |des )|a l'endroit (?:de la |de l'|du |des ))?"
)
CALLED_FOR = re.compile(r"(?:a une? |a la |a l'|au |a des )(?:meilleure? |plus grande? |nouvelle? )?")
