"""Organisations that everybody in this field names, and the words with which the name of an organisation begins.

One line each: acronym | name | other names. The caller's own organisations and confirmed aliases come before these.
"""

KNOWN = """
OIM | Organisation internationale pour les migrations | IOM; Organisation Internationale pour la Migration; Organisation internationale de la migration; Organisation internationale des migrations; ONU Migration; Agence des Nations unies pour les migrations
HCR | Haut-Commissariat des Nations unies pour les réfugiés | UNHCR; Haut Commissariat des Nations unies pour les réfugiés; Haut-Commissariat aux réfugiés; Agence des Nations unies pour les réfugiés
UNICEF | Fonds des Nations unies pour l'enfance | Unicef
ONUDC | Office des Nations unies contre la drogue et le crime | UNODC
HCDH | Haut-Commissariat des Nations unies aux droits de l'homme | OHCHR; HCNUDH; Haut-Commissariat aux droits de l'homme; Haut-Commissariat des Nations unies aux droits humains
PNUD | Programme des Nations unies pour le développement | UNDP
FNUAP | Fonds des Nations unies pour la population | UNFPA
PAM | Programme alimentaire mondial | WFP
OMS | Organisation mondiale de la santé |
OIT | Organisation internationale du travail |
BIT | Bureau international du travail |
FAO | Organisation des Nations unies pour l'alimentation et l'agriculture |
UNESCO | Organisation des Nations unies pour l'éducation, la science et la culture | Unesco
ONU Femmes | Entité des Nations unies pour l'égalité des sexes et l'autonomisation des femmes | ONU-Femmes; ONUFEMMES
ONUSIDA | Programme commun des Nations unies sur le VIH/sida | Onusida
OCHA | Bureau de la coordination des affaires humanitaires |
UNOWAS | Bureau des Nations unies pour l'Afrique de l'Ouest et le Sahel |
UNCDF | Fonds d'équipement des Nations unies | FENU
ONU-Habitat | Programme des Nations unies pour les établissements humains | ONU Habitat
ONU | Organisation des Nations unies | Nations unies; Nations Unies
 | Réseau des Nations unies sur la migration | Réseau des Nations unies sur les migrations; Réseau des Nations unies pour les migrations
 | Banque mondiale |
BAD | Banque africaine de développement |
FMI | Fonds monétaire international |
UE | Union européenne | Délégation de l'Union européenne; DUE
 | Commission européenne |
 | Conseil de l'Europe |
Frontex | Agence européenne de garde-frontières et de garde-côtes | FRONTEX
Europol | Europol |
INTERPOL | Organisation internationale de police criminelle | Interpol
EUCAP Sahel | EUCAP Sahel Mali | EUCAP Sahel Niger; EUCAP
UA | Union africaine | Commission de l'Union africaine
CEA | Commission économique des Nations unies pour l'Afrique |
IGAD | Autorité intergouvernementale pour le développement |
CADHP | Commission africaine des droits de l'homme et des peuples |
CEDEAO | Communauté économique des États de l'Afrique de l'Ouest | ECOWAS; Commission de la CEDEAO; Communauté économique des États d'Afrique de l'Ouest
AES | Confédération des États du Sahel | Alliance des États du Sahel; Confédération AES; Confédération de l'AES
UEMOA | Union économique et monétaire ouest-africaine | Commission de l'UEMOA
CEEAC | Communauté économique des États de l'Afrique centrale |
CILSS | Comité permanent inter-États de lutte contre la sécheresse dans le Sahel |
G5 Sahel | G5 Sahel |
OIF | Organisation internationale de la francophonie |
OCI | Organisation de la coopération islamique |
OCDE | Organisation de coopération et de développement économiques |
CICR | Comité international de la Croix-Rouge | ICRC
FICR | Fédération internationale des sociétés de la Croix-Rouge et du Croissant-Rouge | IFRC
MSF | Médecins sans frontières |
MDM | Médecins du monde |
CRS | Catholic Relief Services |
NRC | Conseil norvégien pour les réfugiés | Norwegian Refugee Council
DRC | Conseil danois pour les réfugiés | Danish Refugee Council
IRC | International Rescue Committee |
 | Save the Children | Save the Children International
 | Plan International | Plan International Mali
 | World Vision | Vision mondiale
 | Oxfam |
 | CARE | CARE International; CARE Mali
 | HELVETAS | HELVETAS Swiss Intercooperation; Helvetas; HELVETAS Mali
 | Terre des hommes | Tdh
 | Caritas | Caritas Mali; Secours catholique; Caritas internationalis
 | Handicap International | Humanité & Inclusion; Humanité et Inclusion
 | Amnesty International |
 | Human Rights Watch |
 | Avocats sans frontières | ASF
FIDH | Fédération internationale pour les droits humains | Fédération internationale des ligues des droits de l'homme
ICMPD | Centre international pour le développement des politiques migratoires | International Centre for Migration Policy Development
GIZ | Agence allemande de coopération internationale | Deutsche Gesellschaft für Internationale Zusammenarbeit
KfW | KfW |
AFD | Agence française de développement |
AECID | Agence espagnole de coopération internationale pour le développement |
AICS | Agence italienne pour la coopération au développement |
FIIAPP | FIIAPP |
USAID | Agence des États-Unis pour le développement international |
JICA | Agence japonaise de coopération internationale |
DDC | Direction du développement et de la coopération | Coopération suisse
 | Enabel | ENABEL
 | Expertise France | EXPERTISE FRANCE
 | LuxDev | Lux-Development; Coopération luxembourgeoise
 | Coopération allemande |
 | Coopération espagnole |
 | Coopération italienne |
AME | Association malienne des expulsés |
ARACEM | Association des refoulés d'Afrique centrale au Mali |
AMDH | Association malienne des droits de l'homme | Association mauritanienne des droits de l'homme
CIMADE | La Cimade | Cimade
FTDES | Forum tunisien pour les droits économiques et sociaux |
GADEM | Groupe antiraciste d'accompagnement et de défense des étrangers et migrants | Groupe antiraciste de défense et d'accompagnement des étrangers et migrants
GISTI | Groupe d'information et de soutien des immigrés | Gisti
ACF | Action contre la faim |
JRS | Service jésuite des réfugiés | Jesuit Refugee Service; Service jésuite des réfugiés
ANAFE | Association nationale d'assistance aux frontières pour les étrangers | Anafé
DIADEM | Diaspora développement éducation migration |
 | Migreurop |
 | Caminando Fronteras |
 | EuroMed Droits | EuroMed Rights
 | SOS Méditerranée |
 | Sea-Watch |
 | Open Arms |
 | Alarm Phone | Watch The Med Alarm Phone
 | Emmaüs International | Emmaüs
 | CCFD-Terre Solidaire |
 | Misereor |
 | Pain pour le monde | Brot für die Welt
 | Medico International |
 | Boza Fii |
 | Village du Migrant |
 | Intersos | INTERSOS
 | COOPI | Coopi
 | Mercy Corps |
 | Solidarités International |
 | Première Urgence Internationale |
 | Tostan |
 | ChildFund |
 | SOS Villages d'Enfants |
 | Right to Play |
 | Timidria |
 | SOS Esclaves |
 | Search for Common Ground |
 | Mixed Migration Centre |
 | Danish Demining Group |
 | Samusocial | Samu social; SamuSocial
 | WaterAid |
 | Islamic Relief |
 | Lawyers Without Borders |
 | Friedrich-Ebert-Stiftung | Fondation Friedrich Ebert; Friedrich Ebert Stiftung
 | Fondation Konrad Adenauer | Konrad-Adenauer-Stiftung
 | Fondation Rosa Luxemburg | Fondation Rosa Luxembourg; Rosa-Luxemburg-Stiftung
 | Fondation Heinrich Böll | Heinrich-Böll-Stiftung
 | Open Society Foundations |
 | ACTED | Acted
 | ALIMA |
 | Alternative Espaces Citoyens | Alternatives Espaces Citoyens; AEC
 | Réseau Afrique-Europe interact | Afrique-Europe-Interact; Alarme Phone Sahara; Alarm Phone Sahara
 | Loujna Tounkaranké | Loujna-Tounkaranké; Loujna
RADDHO | Rencontre africaine pour la défense des droits de l'homme |
WILDAF | WILDAF | WiLDAF; WILDAF Mali; WILDAF/Mali
 | Enda | Enda Mali; ENDA Mali; Enda Tiers Monde; Enda Diapol
CNLTPPA | Comité national de coordination de la lutte contre la traite des personnes et les pratiques assimilées | Comité national de lutte contre la traite des personnes et pratiques assimilées
DGME | Délégation générale des Maliens de l'extérieur |
MMEIA | Ministère des Maliens établis à l'extérieur et de l'Intégration africaine | Ministère des Maliens de l'extérieur et de l'Intégration africaine
CIGEM | Centre d'information et de gestion des migrations |
CNDH | Commission nationale des droits de l'homme |
DNDS | Direction nationale du développement social |
DNPEF | Direction nationale de la promotion de l'enfant et de la famille |
DNPF | Direction nationale de la promotion de la femme |
DGPC | Direction générale de la protection civile |
DNP | Direction nationale de la population |
DNEC | Direction nationale de l'état civil |
INSTAT | Institut national de la statistique | Instat
ANPE | Agence nationale pour l'emploi |
APEJ | Agence pour la promotion de l'emploi des jeunes |
APDP | Autorité de protection des données à caractère personnel |
CNCR | Commission nationale chargée des réfugiés |
HCME | Haut Conseil des Maliens de l'extérieur |
CMM | Conseil malien des migrants |
CNPM | Conseil national du patronat du Mali |
UNTM | Union nationale des travailleurs du Mali |
CNJ | Conseil national de la jeunesse |
CAFO | Coordination des associations et organisations féminines |
FECONG | Fédération des collectifs d'ONG |
ANLTP | Agence nationale de lutte contre la traite des personnes |
DNPF | Direction nationale de la promotion de la femme |
PROMIS | |
"""  # PROMIS is a project: it stays out, see `NO_ORGANISATION`

NO_ORGANISATION = frozenset(
    """PV ODD PIB FCFA CFA XOF EUR USD VBG TDR PTF OSC ONG OSP SE RN PONAM SIDA VIH COVID RH TV SMS GTT GCM PMM FMP FMR FMS DTM MNA ENA PDI EPU MGF AGR NB RDC
    PROMIS DAES CV PDF URL FAQ QR CCC IEC TIC NTIC EAC SOP POS PON ISF SVP MRN MOU FFU PSEA EAS GBV AVR AVRR ARV ARVR RSS SMIG CMU RAMU BTP PME PMI TPE TRE FDS FAMA FAMa
    CNI NINA RAVEC DDR SGBV CPS PNM PNMD SNM CREDD PAG PTA PAP PTBA CPN DDH SSR TCHAD MALI NIGER SENEGAL GUINEE BURKINA FASO TOGO BENIN MAROC ALGERIE LIBYE TUNISIE EUROPE AFRIQUE SAHEL
    BAMAKO DAKAR NIAMEY SOIT COMMUNIQUE PRESSE FINAL HCN GT GT1 GT2 GT3 COPIL CTP AG CA BE DG DN SG SGA PM PRESIDENT DIRECTEUR MINISTRE MINISTERE REPUBLIQUE JOUR ORDRE NOTE TITRE ANNEXE AXE
    LA LE LES DES DU ET DE EN AU AUX UN UNE SUR PAR POUR QUE QUI I II III IV V VI VII VIII IX X XI XII XX XXI XIX OK ID MM AN HEURE PT LIEU DATE OBJET REF HIV WASH EHA AES-CEDEAO ADN GPS SIM PCR QI FIN SUITE URGENT INFO FLASH STOP SOURCE CONTACT CONTACTS ANNEXES NOTES RSVP ND""".split()
)
"""What is written in capitals and is no organisation."""

HEADS = (
    r"ministeres?", r"secretariats? d'etat", r"secretariat (?:general|permanent|executif|technique)", r"primature", r"presidence de la republique",
    r"directions? (?:nationales?|generales?|regionales?|centrales?|departementales?|provinciales?|nationale adjointe)", r"delegations? (?:generales?|regionales?|speciales?)",
    r"hauts?[- ]commissariats?", r"haut[- ]conseil", r"haute autorite", r"commissariat(?: de police)?(?: general)?", r"commissions? (?:nationales?|des|electorale|episcopale|justice|de l'union|de la|independante|mixte)",
    r"comites? (?:national|nationaux|regional|regionaux|international|interministeriel|local|locaux|technique|de pilotage|de coordination|de suivi|des|de lutte|intergouvernemental|multisectoriel|contre|pour)",
    r"conseils? (?:national|nationaux|regional|regionaux|superieur|economique|danois|norvegien|de l'entente|des?|malien|communal|de cercle|constitutionnel|islamique|interreligieux)",
    r"coordinations? (?:nationales?|regionales?|des)", r"cellules? (?:nationales?|d'appui|de|d')", r"agences? (?:nationales?|francaise|italienne|espagnole|allemande|belge|turque|japonaise|suisse|luxembourgeoise|danoise|suedoise|autrichienne|regionale|des nations unies|pour|de|europeenne|africaine|internationale)",
    r"offices? (?:national|nationaux|central|francais|des nations unies|regional|malien|de|du)", r"observatoires?", r"instituts?", r"centre (?:hospitalier(?: (?:universitaire|regional|national|de))?|de sante)", r"centres? (?:national|d'information|de recherche|d'etudes?|regional|d'accueil|de formation|international|africain|de promotion|d'ecoute|de transit|d'orientation|de gestion|de ressources|pour)",
    r"autorite (?:nationale|de|des)", r"inspections? (?:generales?|nationales?|du travail|regionales?)", r"assemblee (?:nationale|regionale)", r"conseil national de (?:la )?transition", r"senat", r"cour (?:supreme|d'appel|constitutionnelle|de justice|penale internationale|des comptes)", r"tribunal", r"tribunaux", r"parquet (?:general|du|de)", r"pole judiciaire(?: specialise)?",
    r"caisses? (?:nationale|de|d'|autonome)", r"centrale syndicale", r"conference episcopale", r"gouvernorats?", r"mairies?", r"prefectures?", r"police (?:nationale|des frontieres|aux frontieres|judiciaire|de l'air)", r"gendarmerie(?: nationale)?", r"brigades? (?:de|des|speciale|d')", r"protection civile", r"garde nationale", r"douanes? (?:maliennes?|senegalaises?|nationales?)",
    r"ambassades?", r"consulats?(?: general)?", r"delegations? de l'union europeenne", r"mission (?:permanente|diplomatique|de l'oim|de l'union)", r"union (?:europeenne|africaine|nationale|economique|du maghreb|des|interparlementaire|pour)",
    r"communaute (?:economique|des etats|sant'egidio|de sant)", r"confederation", r"croix[- ]rouge", r"croissant[- ]rouge", r"federations?", r"associations?", r"reseaux?", r"collectifs?", r"coalitions?", r"plateformes?|plates?-formes?", r"fondations?", r"ligues?", r"forum (?:des|social|de la societe)", r"ong", r"mouvement", r"directions?", r"centre", r"agence", r"comite", r"commission", r"office", r"conseil", r"initiative",
    r"syndicats?", r"radios? (?:rurale|communautaire)", r"ordre (?:des|national)", r"barreau", r"universites?", r"ecoles? (?:nationale|normale|superieure|de|doctorale)", r"facultes?", r"banques? (?:mondiale|africaine|centrale|ouest|malienne|europeenne|islamique|nationale|de)", r"chambres? (?:de|des|consulaire|nationale)",
    r"programmes? (?:des nations unies|alimentaire mondial)", r"fonds (?:des nations unies|monetaire|africain|international|national|mondial)", r"organisation (?:internationale|mondiale|des nations|de la|non gouvernementale|maritime|ouest|de cooperation|pour|arabe)", r"bureaux? (?:du procureur|international|des nations unies|national|de la coordination|regional|de l'oim|du hcr)", r"cooperation (?:suisse|allemande|espagnole|italienne|luxembourgeoise|danoise|neerlandaise|technique belge|canadienne|suedoise)",
    r"gouvernement (?:du|de la|de l'|malien|nigerien|senegalais|mauritanien|guineen|ivoirien|burkinabe|gambien|togolais|beninois|tchadien|espagnol|francais|italien|allemand|marocain|algerien|tunisien|libyen)", r"groupes? (?:de travail|de recherche|technique|thematique)", r"secours (?:catholique|islamique|populaire)", r"medecins (?:sans frontieres|du monde)", r"avocats sans frontieres", r"alliance (?:des|pour|nationale|internationale|contre)", r"services? (?:national|regional|social|local|jesuite)", r"parlement(?: national| de la| panafricain| europeen)?", r"maisons? des? (?:migrants?|la femme)", r"compagnie", r"patronat", r"cadre (?:national|de concertation|permanent)", r"task[- ]force", r"consortium", r"laboratoires?", r"observatoire",
)  # fmt: skip

PORTFOLIOS = frozenset(
    """sante developpement justice droits droit securite protection administration decentralisation interieur affaires cooperation integration maliens malien exterieur
    emploi formation travail fonction dialogue education enseignement enseignements promotion femme femmes enfant enfants famille familles solidarite action actions humanitaire jeunesse jeunes sports sport
    communication economie finances budget environnement assainissement agriculture transports tourisme culture artisanat communaute reforme refondation reconciliation paix cohesion cultes
    anciens combattants industrie commerce mines energie eau urbanisme logement population genre diaspora senegalais nigeriens burkinabe burkinabes ivoiriens guineens togolais beninois mauritaniens tchadiens camerounais numerique collectivites territoriales
    territoire sociale sociales social armees defense garde sceaux hygiene entrepreneuriat national recherche scientifique prospective plan planification elevage peche habitat equipement innovation
    relations institutions etranger etrangeres etrangers francophonie citoyennete construction insertion professionnelle superieur secondaire base technique hommes homme humains autonomisation prevention lutte gouvernance
    institutionnelle cadre vie climat changement investissements secteur prive postes telecommunications religieuses coutumieres publique civile africaine africains ouest outre-mer immigration integration langues nationales personnes agees handicapees petite enfance gestion catastrophes civique dialogue ville rural rurale regionale regional etat civil
    internationale international migration migrations asile refugies deplaces rapatriement reinsertion inclusion nutrition alimentaire souverainete durable transition ecologique nation publics prives partenariat partenariats domaines foncieres
    animales halieutiques pastorale penitentiaire penitentiaires patrimoine loisirs statistique statistiques demographie reconstruction entreprises microfinance desenclavement restauration controle modernisation digitale digital transformation renovation aerien maritime maritimes fluvial electorale metrologie""".split()
)
