"""The words before, in and after the names of people, and those that are none. Roles without case and accents."""

import re

CIVILITY = (
    r"(?:Son Excellence|S\. ?E\. ?M\.|S\.E\.M|SEM\.?|S\. ?E\.|SE\.?(?= (?:M\.|Mme|Mr))|MM\.?|M\.|M(?= [A-ZÀ-Ý][a-zà-ÿ]+ )|Mr\.?|Monsieur|Messieurs|Mmes|Mme\.?|Madame|Mesdames|Mlle|Dr\.?|[Dd]octeure?|Pr\.?|Prof\.?|[Pp]rofesseure?|Mes?\.?(?= )|Ma[îi]tre|"
    r"[Cc]olonel(?:[- ][Mm]ajor)?|Col\.?|Général(?: de [Bb]rigade| de [Dd]ivision)?|[Cc]ommandant|Cdt\.?|[Cc]apitaine|Cne\.?|Lieutenant(?:-[Cc]olonel)?|Lt\.?|Commissaire(?: [Dd]ivisionnaire| [Pp]rincipal)?|Adjudant(?:-[Cc]hef)?|"
    r"Honorable|Hon\.?|Amb\.|Imam|Abbé|Père|Sœur|Mgr|Monseigneur|Révérend|Pasteur|Ing\.)"
)
CIVIL = rf"(?:{CIVILITY}(?:(?<=\.) ?| )(?:(?:le |la )?(?={CIVILITY}))?){{1,4}}"
PART_OF_NAME = (
    r"(?![LCSJ]')(?!D'[a-zà-ÿ])(?:(?:[A-ZÀ-ÝƝƐƆŊ]'?[A-Za-zÀ-ÿɛɔɲŋƐƆƝŊ]+(?:['-][A-Za-zÀ-ÿɛɔɲŋ]+)*)|[A-ZÀ-Ý]\.)"
)
PARTICLE = r"(?:[Aa]g|[Oo]uld|[Mm]int|[Bb]en|[Bb]int|[Ii]bn|[Ee]l|[Aa]l|[Vv]on|[Vv]an(?: der)?|[Dd]a|[Dd]os|de Dieu|di)"
NAME = rf"{PART_OF_NAME}(?: (?:{PARTICLE} )?{PART_OF_NAME}){{0,4}}"
WITH_CIVILITY = re.compile(rf"(?<![\w.'-]){CIVIL} ?(?P<n>{NAME})")
PAIRED = re.compile(
    rf"(?P<a>(?:,|;)? ?(?:et|ainsi que|,) )(?P<n>{PART_OF_NAME}(?: (?:{PARTICLE} )?{PART_OF_NAME}){{1,4}})"
)
PLAIN = re.compile(
    rf"(?:(?<![\w.'-])|(?<=\b[dD]'))(?P<n>{PART_OF_NAME}(?: (?:{PARTICLE} )?{PART_OF_NAME}){{1,4}})"
)

ROLE_HEADS = (
    r"(?:ancien(?:ne)? |vice[- ]|co[- ]?|sous[- ]|haut[- ])?"
    r"(?:premier(?:e)? ministre|ministres?(?: d'etat| deleguee?| conseill\w+| charge\w*)?|garde des sceaux|secretaire (?:general|generale|permanente?|executive?|executif|d'etat|technique|administratif|administrative|particulier|a l'information|adjointe?)|secretaire|"
    r"direct(?:eur|rice)|president(?:e)?|representante?|chef(?:fe)?|coordonn?at(?:eur|rice)|coordinat(?:eur|rice)|chargee? (?:de|d'|des|du)(?= ?\w)|responsable|experte?|consultante?|ambassad(?:eur|rice)|consule?|gouverneure?|maire|prefete?|"
    r"conseill(?:er|ere)|point focal|depute|deputee|senat(?:eur|rice)|commissaire|deleguee?|procureure?|juge|magistrate?|substitut|rapporteuse|rapporteure?|greffi(?:er|ere)|bat[o]nni(?:er|ere)|sultan|(?:sous[- ])?prefete?|facilitat(?:eur|rice)|moderat(?:eur|rice)|specialiste|gestionnaire|porte[- ]parole|tresori(?:er|ere)|administrat(?:eur|rice)|"
    r"officier|officiere|chercheure?|chercheuse|enseignante?|enseignant[- ]chercheur|professeure? (?:de|d'|des|a)|sociologue|demographe|juriste|avocate?|journaliste|inspect(?:eur|rice)|assistante?|animat(?:eur|rice)|format(?:eur|rice)|superviseure?|superviseuse|envoyee?|doyen(?:ne)?|rect(?:eur|rice)|"
    r"attachee?|commandante?|commandant|maitre de conferences|(?:\d ?(?:er|e|eme) )?adjointe?(?: au maire)?|agente?|mediat(?:eur|rice)|intendante?|psychologue|medecin|statisticien(?:ne)?|economiste|anthropologue|geographe|historien(?:ne)?|fondat(?:eur|rice)|laureate?|bourgmestre|prefet|imam|numero|chargee? d'affaires|dg|sg|dga|membre|militante?|temoin|preside|ministre|archeveque|eveque|homologue|lead|manager|operat(?:eur|rice)|psychosociologue|referente?|vulgarisat(?:eur|rice)|interprete|entrepreneure?|entrepreneuse|commercante?|agricult(?:eur|rice)|cultivat(?:eur|rice)|eleveu(?:r|se)|etudiante?|artiste|artisane?|couturiere?|pecheur|infirmi(?:er|ere)|sage-femme|retraitee?|rapatriee?|transport(?:eur|euse)|maraich(?:er|ere)|menagere|mareyeuse|tisserande?|pharmacien(?:ne)?|chauffeur|menuisier|cineaste|philosophe|politologue|benevole|volontaire|ecrivaine?|syndicaliste)"
)  # fmt: skip
ROLE = re.compile(rf"(?<![\w-])(?P<h>{ROLE_HEADS})(?![\w])")
ADJECTIVE = re.compile(
    r" (?:generale?s?|adjointe?|residente?|national|nationale|regionale?|executif|executive|permanente?|technique|principale?|humanitaire|pays|speciale?|honoraire|politique|scientifique|par interim|interimaire|p\.i\.?|a\.i\.?|deleguee?|departementale?|provinciale?|malien|malienne|"
    r"focale?|senior|junior|associee?|international|internationale|juridique|sociale?|communautaire|socio-economique|municipale?|central|centrale|plenipotentiaire|extraordinaire(?: et plenipotentiaire)?|superieure?|coutumier|religieux|independante?|migration|protection|programmes?|divisionnaire|d'etat|en chef|de la republique|economique|culturel|militaire|local|locale|substitut|suppleante?|titulaire|nigerien|nigerienne|senegalais|senegalaise|guineen|guineenne|burkinabe|ivoirien|ivoirienne|gambien|gambienne|togolaise?|beninoise?|marocaine?|algerien|algerienne|tunisien|tunisienne|francaise?|espagnole?|italien|italienne|mauritanien|mauritanienne|tchadien|tchadienne|capverdien|capverdienne|ghaneen|ghaneenne|nigerian|nigeriane|libyen|libyenne|allemande?|belge|suisse|nouveau|nouvelle)(?![\w'-])"
)
TOWARDS = re.compile(
    r" (?:pres (?:le |la |les |l'|de la |de l'|du )|(?:aupres )?(?:de la |de l'|du |des |de |d'|a la |a l'|au |aux |pour la |pour le |pour l'|en charge (?:de la |de l'|du |des |de )|chargee?s? (?:de la |de l'|du |des |de |d')|et (?:de la |de l'|du |des |d'|de |aux |au |a la |a l')|en |sur (?:la |le |les |l')|contre la |& )?)(?:republique du |district de )?"
)
REPRESENTING = re.compile(r" (?:la |le |l'|les )")
"""« Représentant l'OIM, Awa Diallo »."""
WORD = re.compile(r"[^\W\d_](?:\w|['-](?=\w))*")
BETWEEN_AFTER = re.compile(
    r" ?(?:,|\(|–|:|-(?= )|;?(?= en (?:sa )?qualite))? ?(?:(?:qui est|en (?:sa|leur )?qualite d['e]|en tant que|a titre de|notre|son|sa|leur|actuel(?:le)?|alors|egalement|nouveau|nouvelle|tous deux|le|la|l'|les|un|une|aussi) ?){0,3}(?<! )(?: )?$|^ ?(?:,|\(|–|:) ?(?:le |la |l'|un |une )?$"
)
BETWEEN_BEFORE = re.compile(
    r" ?(?:,|:|–|\(| - )? ?(?:(?:garde des sceaux|par interim|p\.?i\.?|a\.?i\.?|adjointe?|porte[- ]parole du gouvernement|le|la|notamment|en la personne de|, en la personne de)[,:]? ?)?$"
)
SPOKE = r"(?:a|ont|avait) (?:ensuite |egalement |aussi |pour sa part |quant a (?:lui|elle) |notamment |d'abord |tenu a )?(?:declare|indique|souligne|rappele|explique|affirme|estime|precise|ajoute|insiste|plaide|note|dit|salue|remercie|recommande|exhorte|appele|invite|presente|anime|modere|preside|ouvert|martele|regrette|confie|soutenu|propose|suggere|deplore|felicite|demande|fait|donne|intervenu|denonce|reconnu|raconte|temoigne|repondu|promis|lance|conclu|reclame|averti|alerte|assure|defendu|cite)"
SPEAKS_AFTER = re.compile(
    rf",? (?:(?:pour sa part|quant a (?:lui|elle)|de son cote),? )?(?:{SPOKE}|explique|souligne|declare|rappelle|precise|affirme|estime|ajoute|confie|indique|insiste|temoigne|raconte|previent|repond|resume|conclut|reconnait|regrette|deplore|se souvient|poursuit|soupire|plaide|salue)(?!\w)|,? a \d\d ans\b|, \d\d ans\b"
)
SPEAKS_BEFORE = re.compile(
    rf"(?:selon|d'apres|par la voix de|{SPOKE}|explique|souligne|declare|rappelle|precise|affirme|estime|ajoute|confie|indique|insiste|temoigne|raconte|previent|repond|resume|conclut|reconnait|regrette|deplore|se souvient|poursuit|soupire|lache|souffle|glisse|a (?:lache|temoigne|raconte|prevenu|repondu|conclu|resume|reconnu|regrette|souffle)|a la memoire d[e']|se rejouit|anime par|anime par|modere par|moderee par|animee par|facilite par|facilitee par|presidee? par|sous la presidence de|presente par|presentee par|assuree? par) $"
)
NOT_NAMES = frozenset(
    """le la les l un une des du de en au aux et ou mais ce cette ces nations unies republique mali niger senegal afrique ouest nord sud est union africaine europeenne pacte mondial plan action conference atelier forum
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche croix rouge maghreb sahel mediterranee conseil comite ministere ministre direction directeur etat etats
    communaute reseau association federation organisation gouvernement president societe civile banque mondiale fonds centre agence haut commissariat loi code decret ong onu oim hcr ue ua burkina faso cote ivoire guinee maroc algerie libye tunisie mauritanie
    hotel salle palais maison cite avenue rue bamako dakar niamey ouagadougou abidjan nouakchott rabat tunis alger ce ceci cela dans pour par avec selon apres avant lors pendant il elle ils elles nous vous on je son sa ses leur leurs notre nos
    journee internationale international nationale national recommandations recommandation communique presse proces verbal compte rendu note session panel groupe travail point objet ordre jour axe partie article chapitre delegation mission
    droits homme femme femmes enfants enfant famille justice sante education securite protection civile travail interieur exterieur maliens affaires etrangeres etrangers cooperation integration programme projet campagne initiative conjointe alliance confederation processus dialogue declaration charte convention
    madame monsieur excellence docteur professeur maitre honorable colonel general secretaire representant representante chef cheffe coordinatrice coordinateur presidente directrice charge chargee expert experte ambassadeur ambassade ministres parlement assemblee cour tribunal police gendarmerie presidence primature region regions district cercle commune gouverneur prefet maire europe france espagne italie allemagne belgique suisse grand grande centrale""".split()
)
COUNTRY_AFTER = re.compile(
    r" (?:de la |de l'|du |de |d')(?:République (?:du |de |islamique de )?)?[A-ZÀ-Ý][\w'-]+(?: (?:Faso|Bissau|Verde|d'Ivoire))?(?=[,;.) ]|$)"
)
ADJECTIVE_TOO = re.compile(r" et [a-z]{3,}(?:iques?|ales?|aux|elles?|ives?|aires?|ieres?|iers?)(?![\w'-])")
"""« aux affaires administratives et juridiques »."""
FIELD = re.compile(
    r" (?:aux|a la|a l'|chargee? d(?:e la |e l'|u |es |e |')|pour (?:la |le |l'|les )) ?[a-z' -]{3,50}(?=,)"
)
"""« commissaire de l'UA aux affaires politiques, »"""
BESIDE = re.compile(
    r",? (?:garde des sceaux|porte-parole du gouvernement|chef du gouvernement|chef de l'etat)"
)
