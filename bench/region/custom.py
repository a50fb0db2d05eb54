"""Which names custom takes for one another: the same person answers to each.

Each line is one name. ``SAME``: its other forms between peoples, languages and generations. ``SHORT``: what friends say.
``ENGLISH``: how a surname is written on papers of The Gambia, Sierra Leone, Liberia, Ghana and Nigeria.
Written for this generator from general knowledge (à confirmer); no list of the engine was used.
"""

SAME = """
Mamadou Mohamed Mahamadou Mamadi Muhammad Momodou Modou Mouhamed Mahamat Mamane Mahamadi
Amadou Ahmed Ahmadou Hamadou Ahmadu Ahmat Hamado Amidou
Ibrahima Ibrahim Brahima Bréhima Ebrima Brahim Birama Birahim Bourama Ibra
Abdoulaye Abdallah Abdoul Abdullahi Ablaye Abdallahi Abdulai Abdou
Oumar Omar Umar Oumarou Omarou Oumara Umaru
Ousmane Osman Usman Ousmanou Ousman Othmane Outman
Souleymane Suleiman Soulaymana Sulaiman Slimane Souley Solomane
Boubacar Aboubacar Abubakar Babacar Aboubakrine Bubacarr Boucar Abakar Bokar Bakari
Bakary Bacary Bakari
Alassane Alhassane Lassana Hassan Assane Lansana Al-Hassan Hassane Lansine Lancine
Fousseyni Ousseynou Alhousseini Ousseini Hussaini Houssein Hissein Fousseynou Oussein Ousainou
Youssouf Yusuf Issouf Issoufou Youssoufa Youssef Yousouf Yussif
Issa Isah Ensa Insa Aïssa
Moussa Musa Mossa Mouhssa
Aliou Alioune Alieu Aliyu Alyou
Idrissa Drissa Idriss Idris Driss
Yacouba Yakubu Yacoub Yagoub Iyakouba
Yaya Yahya Yahaya Yehya
Ismaïla Ismaël Ismail Smaïla Soumaïla Samaïla
Daouda Dauda Daoud Dawda Dawuda
Djibril Gibril Jibrin Djibrine Djibrilla Jibreel
Harouna Arouna Haruna Haroun Aruna
Salif Salifou Salihou Saliou Saleh
Moctar Mukhtar Mokhtar Mouctar Lemoctar
Moustapha Mustapha Almoustapha Mustafa Mostafa
Seydou Saïdou Said Seidu Saidu Seïd
Tidiane Tijan Tidjani Tijjani Cheick_Tidiane
Nouhoum Nouhou Nuhu Nouh Noufou
Zakaria Zakari Zakaryaou Djakaridja Zachary
Issiaka Issaka Isaac Ishag Siaka
Younoussa Inoussa Younous Yunusa Younoussi
Karim Karimou Abdoul_Karim Abdelkerim
Illiassou Ilyas Elias Iliasu
Mahmoud Mamoudou Mahmoudou Mahamoud Mahmud
Cheick Cheikh Sékou Sheku Saikou Cheickna Seku
Thierno Cherno Tierno Tchierno
Dramane Abdramane Abderrahmane Abdoul_Rahamane Abdurahman Ramane
Kassim Kassoum Alkassim Gassim Qasim
Fatoumata Fatima Fatou Fatimata Fadimata Fatimetou Fatmata Fatouma Fatu Fatimatou Fatimé Fadima
Aminata Amina Aminatou Aminetou Minata Aminatta
Aïssata Aïssatou Aïcha Isatu Aichatou Aisha Aïchetou Astou Assata Aïssétou Achta Assatou Assétou
Kadiatou Khadija Kadidia Khady Khadidiatou Hadiza Kadidiatou Khadijetou Kadiatu Hadidja Kadijatou
Mariam Mariama Mariem Maryam Mariame Meriem Marième Miriam
Djénéba Zeïnabou Zainab Seynabou Djénabou Zeinebou Jainaba Zénabo Djenaba Zenabou
Hawa Awa Haoua Hauwa Eva Haoa
Rokia Rokiatou Rouguiatou Rokhaya Rukayya Roughaya Rougui Ruqayya Arokia
Ramata Ramatou Ramatoulaye Rahmatou Ramatu Rahamatou
Bintou Binta Bineta Bintu
Salimata Salimatou Salamatou Alimata Salima
Maïmouna Maïmounata Meimouna Memunatu Mouna Maimuna Mamounata
Safiatou Safia Safiétou Safiatu Sapiatou
Halimatou Halima Alima Halimé Alimatou Houleymatou
Nafissatou Nafissa Nafi Nafisa
Habibatou Habiba Abibata Bibata Habibou
Kaltouma Oumou_Kelthoum Oumou_Koulsoum Kaltoum Kalsoum
Oumou Ouma Umu Oumy
Adama Adam Adamu Adamou Adan
Traoré Trawally Tarawally Tarawallie Trawalé
Diarra Jarra Ndiaye Njie
Coulibaly Krubally Kulubali Colley
Diop Jobe Dioba Traoré
Cissé Ceesay Sesay
Touré Touray Turay
Diallo Jallow Jalloh Jalo
Keïta Keita Cayta
Camara Kamara Kamera
Konaté Conteh Konteh Conté
Bah Ba Mbah
Sow Sowe So
Diabaté Jobarteh Dioubaté
Dramé Drammeh Daramy
Guindo Gindo
Haïdara Aïdara Haydara
Koroma Kourouma Kromah
Doumbia Dumbuya Doumbouya
""".strip().replace("-", "")

SHORT = """
Mamadou Madou Mams Doudou
Boubacar Bouba Bouba Baba
Ibrahima Iba Ibou Ibro Ib
Abdoulaye Ablo Laye Abdou
Souleymane Solo Souley Jules
Amadou Doudou Ama Hama
Moustapha Tapha Moustaph
Ousmane Ousou Ouss
Oumar Barou Bari
Alassane Lass Alass Las
Idrissa Idi Idriss
Issoufou Iss Souf
Youssouf You Youss
Fatoumata Fanta Fatim Tata Fifi Fatou
Aminata Ami Amy Mina Minata
Aïssata Assa Aïcha Assé
Kadiatou Kadi Kady Katou
Mariam Mama Mamou Mari
Djénéba Djéné Djé Nènè
Maïmouna Maï Mouna
Ramata Rama Rami
Salimata Sali Salim
Rokia Roky Rokie
Oumou Oumy Ouma
Safiatou Safi Sapi
Nafissatou Nafi Nafy
Seynabou Zeyna Nabou
Khadidiatou Khady Dija
Mohamed Momo Med
Emmanuel Manu Emma
Christelle Christ Cricri
Blessing Bless
Abubakar Abu Bukar
Mahamadou Maman Mahaman
""".strip()

ENGLISH = """
Diallo Jallow|Traoré Trawally|Cissé Ceesay|Touré Touray|Ndiaye Njie|Diop Jobe|Diatta Jatta|Badji Badjie|Dramé Drammeh
Camara Kamara|Konaté Conteh|Sow Sowe|Sané Sanneh|Mané Manneh|Diabaté Jobarteh|Kourouma Koroma|Doumbia Dumbuya|Fall Faal
Gaye Gaye|Coulibaly Krubally|Sissoko Sissoho|Kouyaté Kuyateh|Baldé Baldeh|Mansaré Mansaray|Thiam Cham|Seck Secka|Sylla Sillah
Barry Barrie|Kanté Kanteh|Condé Kondeh|Ouattara Wattara|Koffi Kofi|Kouassi Kwasi|Kouamé Kwame|Kouadio Kojo|Yao Yaw|Adjoua Adwoa
Mamadou Momodou|Ibrahima Ebrima|Ousmane Ousman|Fatoumata Fatou|Aïssatou Isatou|Lamine Lamin|Boubacar Bubacarr|Djibril Gibril
Ismaïla Ismaila|Kadiatou Kaddijatou|Mariama Mariama|Djénabou Jainaba|Binta Binta|Daouda Dawda|Souleymane Sulayman|Alioune Alieu
""".strip().replace("|", "\n")


def lines(text: str) -> list[list[str]]:
    """Each name with its forms; an underscore stands for a space."""
    return [[word.replace("_", " ") for word in line.split()] for line in text.splitlines()]
