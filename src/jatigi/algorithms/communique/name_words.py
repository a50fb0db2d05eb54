"""The words that begin a name, go on with it and end it. All without case and accents."""

import re

from jatigi.algorithms.communique.bodies import HEADS, PORTFOLIOS
from jatigi.algorithms.communique.gazetteer import CITIES, COUNTRIES
from jatigi.algorithms.communique.mention import comparable

HEAD = re.compile(r"(?<![\w-])(?P<h>" + "|".join(sorted(HEADS, key=len, reverse=True)) + r")(?![\w])")
ABROAD = frozenset(
    comparable(name).split(" ")[0]
    for names in (*COUNTRIES.values(), *CITIES.values())
    for name in names.split(", ")
) | {"republique", "region", "royaume", "district", "cercle", "federation", "etat"}
HANGING = re.compile(r" (?:de la|de l'|des|de|du|d'|pour|contre)$")
ABSTRACT = frozenset(
    "coordination union commission service services direction mission delegation alliance inspection association reseau cooperation conseil centre cadre".split()
)
SEVERAL = frozenset(
    "ministeres directions delegations ambassades universites secretariats consulats mairies gouvernorats directions".split()
)
WHOLE = frozenset(
    """assemblee nationale|cour supreme|cour constitutionnelle|cour des comptes|protection civile|garde nationale|police nationale|police judiciaire|police des frontieres|police aux frontieres|
    gendarmerie nationale|gendarmerie|primature|presidence de la republique|union europeenne|union africaine|croix rouge|croissant rouge|banque mondiale|programme alimentaire mondial|
    medecins sans frontieres|medecins du monde|avocats sans frontieres|conseil national de transition|conseil national de la transition|parlement europeen|parlement panafricain|inspection du travail|
    secours catholique|secours islamique|fonds monetaire international|senat|cour penale internationale|banque africaine|service jesuite|cooperation suisse|cooperation allemande|cooperation espagnole|
    cooperation italienne|cooperation luxembourgeoise|cooperation danoise|cooperation canadienne|cooperation suedoise|delegation de l'union europeenne|conseil de l'entente|inspection generale du travail""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
WEAK = re.compile(
    r"(?:centre|reseau|association|plateforme|plate forme|service|programme|groupe|cellule|ecole|office|cadre|comite|commission|coordination|union|federation|collectif|coalition|mouvement|alliance|"
    r"institut|observatoire|laboratoire|faculte|universite|tribunal|mairie|gouvernorat|prefecture|commissariat|brigade|fondation|ligue|syndicat|forum|consortium|compagnie|bureau|conseil|chambre|maison|ordre|"
    r"agence|fonds|banque|consulat|mission|communaute|confederation|organisation|direction|barreau|task|ong|parquet|pole|parlement|inspection|delegation|autorite|douane|patronat|fonds)"
)
WITH_ACRONYM = frozenset("centre agence comite commission office conseil initiative".split())
NATIONAL = re.compile(
    r"\b(?:national|nationale|regionale?|international|internationale|malien|malienne|supreme|generale?|interministeriel|senegalais|senegalaise|nigerien|nigerienne|ivoirien|ivoirienne|guineen|guineenne|africaine?|burkinabe|mauritanien|mauritanienne|independante|centrale|departementale|provinciale|togolaise?|beninoise?|gambienne|tunisienne|marocaine?|algerienne?|libyenne?|maghrebine?|tchadienne?|sahelienne|ouest-africaine?)\b"
)
INDEFINITE = re.compile(
    r"(?:\bun |\bune |\bd'un |\bd'une |\bplusieurs |\bde nouveaux |\bde nouvelles |\bchaque |\bcertains? |\bnouveau |\bnouvelle |\bautre |\bautres |\bquelques |\baucune? |\btoute? )$"
)
LINK = re.compile(
    r" (?:(?:en )?charge[es]{0,2} (?:de la |de l'|du |des |de |d')|de la |de l'|du |des |de |d'|pour la |pour le |pour l'|pour les |pour une |pour un |pour |contre la |contre le |contre l'|contre les |sur la |sur le |sur l'|sur les |"
    r"a l'|aux |a la |en faveur (?:de la |de l'|du |des |de )|au )"
)
AND = re.compile(
    r"(?: et |, | & )(?:(?:en )?charge[es]{0,2} (?:de la |de l'|du |des )|de la |de l'|du |des |de |d'|les |la |l'|le )"
)
WORD = re.compile(r"[^\W\d_](?:[\w]|['-](?=\w))*")
STOP = frozenset(
    """a ont est sont etait etaient sera seront fut furent avait avaient ayant etant qui que qu quoi dont ou ou avec lors afin dans par en au aux sur pour contre sous sans entre selon depuis apres avant ainsi notamment y et se s ne n
    tient tiennent tenu tenue tenus organise organisent organisee organiserent accueille abrite reunit reunissent souhaite souhaitent invite invitent appelle appellent recommande recommandent demande demandent exhorte rappelle salue saluent remercie annonce annoncent lance lancent publie signe
    signent devra devront doit doivent devrait peut peuvent va vont fait font vient viennent represente representee representes representee represent conduite dirige dirigee preside presidee estime souligne indique declare precise ajoute explique affirme rapporte note compte dispose assure
    mais donc car comme tout tous toute toutes leur leurs son sa ses ce cet cette ces il elle ils elles on nous vous je les le la l un une des du de d plus moins aussi egalement puis enfin hier aujourd demain lundi mardi mercredi jeudi vendredi samedi dimanche
    monsieur madame m mme dr basee base situe situee venus venu venue presents present presente presents reuni reunis composee compose membre membres concerne concernee concernes concernees competent competents partenaire partenaires organiseront a travers face grace via chez vers pendant durant hors dite dit
    s'est l'a n'a qu'il j'ai c'est recoit participe participent participera plaide ouvre procede apporte mene menent met mettent offre accompagne appuie soutient coordonne assiste sensibilise forme intervient oeuvre travaille joue poursuit continue constate regrette deplore encourage felicite propose presente suggere preconise adopte valide cree engage s'engage ouvert cloture presentera concernant relatif relative portant sise etc
    aura auront tiendra devraient pourra pourront pourrait fera feront organisera lancera appuiera accueillera devait devaient espere entend""".split()
)
VERBS = frozenset(
    """effectue effectuent realise realisent distribue distribuent donne donnent fournit fournissent gere gerent heberge hebergent nourrit soigne soignent transporte transportent recense recensent
    enregistre enregistrent signale signalent alerte alertent remet remettent repond repondent refuse refusent rejette craint craignent attend attendent prend prennent verse versent finance
    financent construit equipe equipent dote installe installent deploie deploient prevoit prevoient envisage cherche cherchent tente tentent veut veulent reste restent demeure semble montre
    montrent revele revelent observe observent denonce denoncent exige exigent reclame reclament conduit conduisent pilote pilotent suit suivent surveille patrouille patrouillent intercepte
    escorte accuse accusent condamne condamnent approuve approuvent accorde accordent delivre delivrent octroie transmet transmettent verifie ramene reconduit rapatrie evacue secourt recoivent
    orientent oriente promet promettent garantit protege protegent defend defendent milite militent regroupe regroupent rassemble rassemblent compte comptent aide aident assistent informe
    informent anime animent ignore manque manquent dit disent sait savent voit voient lui vous traitent craignent accueillent assistent coordonnent facilite facilitent souligne soulignent
    poursuivent disposent interviennent oeuvrent travaillent veillent veille dirigent apportent appuient soutiennent sollicite sollicitent estiment affirment ajoutent rappellent expliquent""".split()
)
"""What a body does: after its name these end it, though as nouns some stand inside names."""
DEMONYM = re.compile(
    r"\w+(?:ien(?:ne)?|aise?|oise?|aine?|ole?|ande?|ale)s?|burkinabe|belge|suisse|turque|rouge|kanak"
)
"""« Gendarmerie nationale », « Croix-Rouge malienne »: what alone a name that is whole takes without a capital."""
AND_ON = PORTFOLIOS | frozenset("gestion suivi orientation evaluation documentation recherche secours crime peuples pratiques exploitation trafic statistique informatique amenagement appui conseil croissant accueil information croix exclusion traitement assistance assistes refugie refugies apatrides deplaces reinsertion reintegration retour surveillance analyse coordination mobilite traite societes frontieres communication demographiques".split())  # fmt: skip
PASSED = frozenset("en au aux sur pour contre sous dans des du de d la le les l et a une un".split())
NO_BODY = frozenset(
    """politique plan projet programme strategie pacte convention protocole procedure procedures processus objectif objectifs matrice loi code accord initiative cadre mecanisme dispositif dialogue campagne conference atelier
    rapport systeme outil base guide manuel violences violence mutilations pays zone region traite trafic lutte prise aide retour enfants mineurs personnes population personne deplaces migrants migrant droits droit journee virus franc societes etat etats
    produit revenu taux indice activites activite enquete recensement donnees certificat carte numero test formation technologies technologie partenaires organisations points point fonds termes feuille table revue examen indicateur comptes compte partie""".split()
)
SMALL = frozenset("de du des la le les l d et a au aux en pour contre sur the of and for".split())
STEMS = frozenset(word.rstrip("s") for word in PORTFOLIOS)
ENGLISH = frozenset("to for of the and in without".split())
FUTURE = re.compile(r"\w+(?:[eiu]ra|[eiu]ront|dra|dront|tra|tront)")
OBJECT = re.compile(r" (?:le|la|les|un|une|ses|son|sa|leurs?|l'|que|qu'|deux|trois|plusieurs)\b")
TOWARDS = re.compile(
    r"(?:delegation (?:generale|regionale|nationale)|delegation|(?:haut )?commissariat(?: general)?|secretariat d'etat|direction (?:generale|nationale)|agence nationale|office national)"
)
"""What may be « à l'intégration », « aux réfugiés »."""
OCCASION = re.compile(
    r"(?:atelier|colloque|conference|congres|forum|formation|panel|rencontre|reunion|seminaire|session|dialogue|visite|ceremonie|journee|discussion|concertation|echange|mission)s?$"
)
"""« l'université de Dakar pour un colloque »: what it is there for is not its name."""
NUMBERED = re.compile(
    r"\b[Gg]roupes? (?:de travail|technique|thématique)(?: (?:n ?°|no|n)° ?)?(?: ?(?:n ?° ?|no\.? ?)?\d{1,2})\b|\b(?:[Cc]luster|[Ss]ous-[Cc]luster) [A-ZÀ-Ý][\w-]+(?: de l'[A-ZÀ-Ýa-z]\w+)?|\b[Ss]ous-groupe [A-ZÀ-Ý][\w-]+(?: de l'[a-zA-ZÀ-Ý]\w+)?|\bGroupe de travail [A-ZÀ-Ý][\w-]+"
)
FUNDED = re.compile(
    r"(?:soutien|appui|financement|concours|contribution|assistance)[^.;:]{0,160}?\b(?:du|avec le|au|par le) (?P<n>royaume (?:du|de la|des|de|d')[ ]?(?:[a-z]+(?:[ -]bas|[ -]uni|[ -]unis)?))"
)
TOGETHER = ("sante et du developpement", "justice et des droits", "securite et de la protection", "economie et des finances", "travail et de la fonction", "affaires etrangeres et de la cooperation", "exterieur et de l'integration", "emploi et de la formation", "administration territoriale et de la decentralisation", "femme et de l'enfant", "enfant et de la famille", "jeunesse et des sports", "environnement et de l'assainissement", "transports et des infrastructures")  # fmt: skip
