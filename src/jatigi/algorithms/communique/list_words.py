"""The words that open and close a list of recommendations, and those of other lists. All without case and accents."""

import re

SURE = re.compile(
    r"recommand|preconis|suggerons|exhort|resolutions?\b|doleances|points? d'action|relev[ée] de decisions?|releve de conclusions|actions? (?:a mener|prioritaires?|a entreprendre|retenues?|attendues?|urgentes?|proposees?|correctrices|decidees?|convenues?|arretees?|adoptees?|a suivre|a realiser)|mesures (?:suivantes|urgentes|a prendre|ci-apres|prioritaires)|prochaines etapes|"
    r"engagements? (?:suivants|pris|ci-apres|communs|des parties)|revendications?|(?:rappel|liste|tableau|recapitulatif|resume) des (?:actions|taches|engagements)|(?:^|prochaines )actions ?:$|suites a donner|points? de plaidoyer|taches? (?:a realiser|assignees)|feuille de route|actions suivantes"
)
WITH_COLON = re.compile(
    r"decisions?\b|\bdecid|\bconvenu|conviennent|s'engage(?:nt)? a|se sont engage|\binvit|appell?e|\bexig(?:e|eons|ent)\b|\breclam(?:e|ons|ent)\b|revendiqu|\battend(?:ons|ent) (?:de|du|des)\b|\bappel\b|\bappels\b|appelons|demand|suggere|suggestions?|propositions?|proposee?s?\b|propose|\bprie|plaid|interpelle|\bdoit|doivent|devra|devront|engage|chargee?s? d|sollicit|retenu|il (?:faut|faudra|faudrait|convient|conviendrait|conviendra|s'agira|serait|est (?:necessaire|urgent|souhaitable))|encourage|perspectives|souhait|pistes d"
)
HEADED = re.compile(
    r"(?:(?:[ivx]{1,5}|\d{1,2}|[a-h])[.):–-]+ ?)*(?:les |des |principales |nouvelles |autres |nos |quelques |grandes |synthese des |formulation des |adoption des |lecture des |presentation des |projet de |conclusions? et |constats et |resultats et |perspectives et |lecons et |defis et |discussions et |de la )*(?:recommandations?|decisions?|resolutions?|suggestions?|points? d'action|prochaines etapes|engagements?|doleances|ce qui a ete (?:convenu|decide|retenu)|points? convenus|suites a donner|a faire|revendications|propositions?|demandes|plaidoyer|actions? (?:a (?:mener|realiser|suivre|entreprendre)|decidees?|convenues?|retenues?|arretees?|adoptees?)|exigences?|appels?|nous demandons|nous recommandons|mesures)\b"
)
NOT_THESE = re.compile(
    r"\b(?:mise en oeuvre des (?:recommandations|decisions|resolutions)|suivi des (?:recommandations|decisions)|recommandations? (?:de la|du|des|issues|de l')[\w' ]{0,40}(?:precedent|dernier|anterieur|passe|20[012]\d)|(?:precedent|dernier|anterieur)e?s? (?:recommandations|decisions|reunion|session)|rappel des (?!actions|taches|engagements)|etat (?:d'avancement|d'execution)|"
    r"recommandations? (?:\w+ )?(?:deja|avaient)|ont ete (?:realise|execute|mis|mene|tenu)|objectifs?|resultats? attendus|ordre du jour|avait pour|avaient|a pour (?:but|objet|mission|objectif)|vis(?:e|ait|aient|ent) a\b|defis|constats? (?:suivants|:)|difficultes|contraintes|points? (?:suivants|abordes|discutes|inscrits)|themes? suivants|etaient presents|ont (?:pris part|participe)|aucune? (?:recommandation|decision)|"
    r"activites (?:menees|realisees)|a permis d|documents? (?:distribues|suivants)|\bmandat|missions? (?:suivantes|du|de la|sont)|chargee?s? de :|pour rappel|questions? suivantes|interventions? suivantes|axes suivants|signataires|contacts?\b)|"
    r"^(?:nous |ils |elles |les \w+ )?(?:denonc|condamn|deplor|salu|remerci|felicit|regrett)\w*\b[^:]{0,80} ?:$"
)
ENDS = re.compile(
    r"(?:(?:[ivx]{1,5}|\d{1,2}|[a-h])[.):–-]+ ?)*(?:ceremonie|cloture|conclusion|remerciements|motion|contacts?|annexes?|a propos|prochaine reunion|date de la prochaine|divers|notes? aux|note a|ouverture|participants|liste d|contexte|introduction|deroulement|ordre du jour|signataires?|signatures?|fait a|pour plus d|pour toute|le president|le secretaire|le rapporteur|les rapporteurs|la presidente|pj|ampliations?|points? discutes|suivi|discussions|debats|constats|mot de|allocution|fin de|source|credits?|photo|lire aussi|voir aussi|partager|tags|mots[- ]cles|ecrit par|auteur|#|presse|service de|la redaction|propos recueillis|defis|acquis|resultats|objectifs?|difficultes|lecons)"
)
FINITE = re.compile(r"\b(?:a|ont|est|sont|etait|etaient|sera|seront|s'est|se sont|fut|avait|avaient)\b")
THANKS = re.compile(
    r"\b(?:remerci\w+|felicit\w+|salue(?:nt)?|exprim\w+ (?:leur|sa|ses|leurs|toute)|rend(?:ent)? hommage|plein succes|adresse(?:nt)? (?:leurs|ses) (?:vifs|sinceres))\b"
)
NAMED = re.compile(
    r"(?:recommandation|decision|resolution|engagement|reco)\.? ?(?:n ?°|no)? ?\d{1,2} ?[:.)–-] ?$"
)
ASKS = re.compile(
    r"(?:de |d'|a )?(?:demander|recommander|exiger|inviter|appeler|exhorter|encourager|plaider|proposer|solliciter|suggerer|reclamer)\b"
)
"""Infinitives that open a list as their finite forms do."""
GOES_ON = re.compile(
    r"\b(?:notamment|en particulier|a savoir|y compris|dont|comprenant|portant|sur|par|dans|avec|pour|afin de|en vue de|tel(?:le)?s? que|comme|possibilite d[e']|suivant\w*)(?: (?:sur|pour|dans|par|de|les?|la))? ?:$"
)
SHORTEST = 12
MOST_COLONS = 30
COLON = re.compile(r" ?: ?(?=\S)(?!//)")
INLINE = re.compile(
    r"(?:^|(?<=[;,.:] )|(?<=[ ;:]))(?:\(?(?:[ivx]{1,4}|\d{1,2}|[a-h])\)|\d{1,2}[.°/](?= ?[a-z])|[–•-])(?= ?\w) ?"
)
