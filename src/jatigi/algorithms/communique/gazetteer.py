"""Towns in which people meet about migration, and how French texts name countries. The caller's own places come first.

A compact list of this project's own: seats of governments, regions and border posts of West, Central and North Africa,
capitals of Europe, seats of the United Nations. It locates an event and nothing else.
"""

CITIES: dict[str, str] = {
    "ML": "Bamako, Kayes, Koulikoro, Sikasso, Ségou, Mopti, Tombouctou, Gao, Kidal, Ménaka, Taoudénit, Taoudéni, Nioro du Sahel, Nioro, Kita, "
    "Dioïla, Nara, Bougouni, Koutiala, San, Douentza, Bandiagara, Fana, Kati, Sévaré, Zégoua, Gogui, Kourémalé, Heremakono, Hérémakono, Koury, "
    "Bénéna, Diboli, Labbézanga, Kadiolo, Niono, Djenné, Markala, Sélingué, Siby, Kangaba, Diéma, Yélimané, Bafoulabé, Kéniéba, Banamba, "
    "Kolokani, Kolondiéba, Yanfolila, Yorosso, Bla, Macina, Tominian, Bankass, Koro, Ténenkou, Youwarou, Diré, Goundam, Niafunké, Ansongo, "
    "Bourem, Tessalit, Abeïbara, Ber, Manantali, Loulouni, Ouéléssébougou, Kalaban Coro, Kalabancoro, Baguinéda, Sanankoroba, Tin-Zaouatine, Barouéli, Gourma-Rharous, Tin-Essako, Benena",
    "NE": "Niamey, Agadez, Arlit, Assamaka, Tahoua, Zinder, Maradi, Dosso, Diffa, Tillabéri, Gaya, Dirkou, Ayorou, Birni N'Konni, Konni, Téra, Ouallam",
    "BF": "Ouagadougou, Bobo-Dioulasso, Bobo Dioulasso, Koudougou, Kaya, Ouahigouya, Banfora, Dori, Fada N'Gourma, Fada N'gourma, Tenkodogo, Ziniaré, Faramana, Niangoloko, Gaoua, Dédougou, Koupéla, Manga",
    "SN": "Dakar, Saly, Saly Portudal, Thiès, Saint-Louis, Ziguinchor, Tambacounda, Kaolack, Kolda, Matam, Podor, Rosso Sénégal, Kidira, Mbour, Diamniadio, Louga, Fatick, Sédhiou, Kédougou, Touba, Toubacouta, Somone, Gorée, Rufisque, Moussala",
    "GM": "Banjul, Serrekunda, Bakau, Brikama, Farafenni, Kololi, Basse",
    "GN": "Conakry, Kankan, Labé, Mamou, Boké, Kindia, Siguiri, Nzérékoré, N'Zérékoré, Faranah, Kouroussa, Kissidougou, Coyah, Dubréka, Pita",
    "GW": "Bissau, Gabu, Gabú, Bafatá",
    "CI": "Abidjan, Yamoussoukro, Bouaké, Korhogo, Grand-Bassam, San-Pédro, San Pédro, Man, Daloa, Odienné, Ferkessédougou, Ouangolodougou, Bingerville, Abengourou, Pogo, Tengréla, Aboisso, Noé, Gagnoa, Bondoukou",
    "GH": "Accra, Kumasi, Tema, Tamale, Paga, Elubo, Aflao, Cape Coast",
    "TG": "Lomé, Kara, Sokodé, Kpalimé, Atakpamé, Cinkassé, Dapaong",
    "BJ": "Cotonou, Porto-Novo, Parakou, Natitingou, Ouidah, Malanville, Abomey, Abomey-Calavi, Grand-Popo, Djougou, Bohicon, Kandi",
    "NG": "Abuja, Lagos, Kano, Benin City, Sokoto, Kaduna, Ibadan, Port Harcourt, Calabar, Enugu, Maiduguri",
    "MR": "Nouakchott, Nouadhibou, Rosso, Néma, Bassikounou, Kiffa, Ayoun, Sélibaby, Kaédi, Zouérate, Atar, Kobeni, Mbera",
    "LR": "Monrovia", "SL": "Freetown", "CV": "Praia, Mindelo",
    "DZ": "Alger, Oran, Tamanrasset, Constantine, Annaba, Bordj Badji Mokhtar, Bordj Badji Mokhtar, Adrar, In Guezzam, Ghardaïa, Tlemcen, Tindouf, Illizi, Djanet, Béchar, Ouargla",
    "MA": "Rabat, Casablanca, Marrakech, Tanger, Fès, Agadir, Meknès, Oujda, Tétouan, Skhirat, Nador, El Jadida, Essaouira, Kénitra, Salé, Ifrane, Bouznika",
    "EH": "Laâyoune, Dakhla", "TN": "Tunis, Sfax, Hammamet, Sousse, Zarzis, Médenine, Gammarth, Djerba, Bizerte, Gabès, Tozeur, Kairouan, Gafsa, Ben Guerdane",
    "LY": "Tripoli, Benghazi, Sebha, Misrata, Zaouïa, Zawiya, Koufra, Syrte, Tobrouk, Ghat, Qatroun", "EG": "Le Caire, Alexandrie, Charm el-Cheikh, Assouan, Louxor, Gizeh",
    "SD": "Khartoum, Port-Soudan", "TD": "N'Djamena, N'Djaména, Ndjamena, Abéché, Moundou, Sarh, Faya-Largeau, Bongor, Goré", "CM": "Yaoundé, Douala, Garoua, Maroua, Bertoua, Ngaoundéré, Kribi, Buea, Bamenda, Bafoussam, Limbé, Ebolowa, Mbalmayo",
    "CF": "Bangui, Bouar, Berbérati, Bambari", "GA": "Libreville, Port-Gentil, Franceville, Oyem", "CG": "Brazzaville, Pointe-Noire, Dolisie, Kintélé", "CD": "Kinshasa, Lubumbashi, Goma, Bukavu, Kisangani, Matadi, Bunia",
    "GQ": "Malabo, Bata, Sipopo", "ST": "São Tomé", "AO": "Luanda", "RW": "Kigali", "BI": "Bujumbura, Gitega", "UG": "Kampala, Entebbe", "KE": "Nairobi, Mombasa",
    "ET": "Addis-Abeba, Addis Abeba, Addis-Abéba, Addis Abéba", "DJ": "Djibouti", "ER": "Asmara", "SO": "Mogadiscio, Hargeisa", "SS": "Djouba, Juba", "TZ": "Dar es Salaam, Dodoma, Arusha",
    "ZA": "Pretoria, Le Cap, Johannesburg, Durban, Midrand", "MZ": "Maputo", "ZM": "Lusaka", "ZW": "Harare", "MG": "Antananarivo", "KM": "Moroni", "MU": "Port-Louis", "SC": "Victoria", "NA": "Windhoek", "BW": "Gaborone", "MW": "Lilongwe",
    "FR": "Paris, Marseille, Lyon, Strasbourg, Lille, Nice, Montreuil, Bordeaux, Toulouse, Nantes, Évian, Calais, Montpellier, Grenoble, Rennes", "BE": "Bruxelles, Liège, Anvers", "CH": "Genève, Berne, Lausanne, Zurich, Montreux",
    "ES": "Madrid, Barcelone, Valence, Séville, Las Palmas, Ceuta, Melilla, Almería, Tenerife, Malaga, Algésiras, Arrecife", "IT": "Rome, Milan, Palerme, Turin, Naples, Lampedusa, Florence, Syracuse, Bologne, Catane, Bari",
    "PT": "Lisbonne, Porto", "DE": "Berlin, Bonn, Francfort, Munich, Hambourg, Cologne", "AT": "Vienne", "GB": "Londres, Édimbourg, Manchester", "IE": "Dublin", "NL": "La Haye, Amsterdam, Rotterdam",
    "LU": "Luxembourg-Ville", "MT": "La Valette, La Vallette", "GR": "Athènes, Lesbos, Thessalonique", "CY": "Nicosie", "DK": "Copenhague", "SE": "Stockholm, Malmö", "NO": "Oslo", "FI": "Helsinki", "PL": "Varsovie, Cracovie", "CZ": "Prague",
    "HU": "Budapest", "RO": "Bucarest", "BG": "Sofia", "HR": "Zagreb", "SI": "Ljubljana", "SK": "Bratislava", "RS": "Belgrade", "BA": "Sarajevo", "AL": "Tirana", "MK": "Skopje", "EE": "Tallinn", "LV": "Riga", "LT": "Vilnius", "IS": "Reykjavik", "UA": "Kyiv, Kiev", "RU": "Moscou",
    "TR": "Ankara, Istanbul, Antalya, Gaziantep", "US": "New York, Washington", "CA": "Ottawa, Montréal, Québec, Toronto", "QA": "Doha", "AE": "Abou Dabi, Abou Dhabi, Dubaï", "SA": "Riyad, Djeddah, La Mecque", "JO": "Amman", "LB": "Beyrouth", "MX": "Mexico", "EC": "Quito", "PH": "Manille", "TH": "Bangkok", "CN": "Pékin", "JP": "Tokyo", "IN": "New Delhi", "BR": "Brasilia", "KW": "Koweït City",
}  # fmt: skip

COUNTRIES: dict[str, str] = {
    "ML": "Mali, République du Mali", "NE": "Niger, République du Niger", "BF": "Burkina Faso, Burkina", "SN": "Sénégal, République du Sénégal", "GM": "Gambie", "GN": "Guinée, République de Guinée", "GW": "Guinée-Bissau, Guinée Bissau",
    "CI": "Côte d'Ivoire, République de Côte d'Ivoire", "GH": "Ghana", "TG": "Togo", "BJ": "Bénin", "NG": "Nigeria, Nigéria", "MR": "Mauritanie, République islamique de Mauritanie", "LR": "Liberia, Libéria", "SL": "Sierra Leone", "CV": "Cap-Vert, Cabo Verde", "DZ": "Algérie", "MA": "Maroc, Royaume du Maroc",
    "TN": "Tunisie", "LY": "Libye", "EG": "Égypte", "SD": "Soudan", "TD": "Tchad", "CM": "Cameroun", "CF": "République centrafricaine, Centrafrique", "GA": "Gabon", "CG": "République du Congo, Congo", "CD": "République démocratique du Congo, RDC, RD Congo", "GQ": "Guinée équatoriale", "FR": "France", "BE": "Belgique",
    "CH": "Suisse", "ES": "Espagne", "IT": "Italie", "PT": "Portugal", "DE": "Allemagne", "AT": "Autriche", "GB": "Royaume-Uni", "IE": "Irlande", "NL": "Pays-Bas", "LU": "Luxembourg", "MT": "Malte", "GR": "Grèce", "DK": "Danemark", "SE": "Suède", "NO": "Norvège", "TR": "Turquie, Türkiye",
    "US": "États-Unis, États-Unis d'Amérique", "CA": "Canada", "SA": "Arabie saoudite", "QA": "Qatar", "ET": "Éthiopie", "KE": "Kenya", "RW": "Rwanda", "ZA": "Afrique du Sud", "DJ": "Djibouti", "SO": "Somalie", "SY": "Syrie", "EC": "Équateur", "MX": "Mexique",
}  # fmt: skip

ORDINARY = frozenset("san man manga ber bla nara goma tema nice pita basse bari kara salé ber".split())
"""Names that are also words: a town only after « à », or in a dateline."""
