"""Names by tradition, the common ones first, as a registrar of the country would write them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tradition:
    """How people of one tradition are called.

    ``family`` empty: the father's given name follows, after ``son`` or ``daughter`` where there is such a word.
    ``syllables``: onsets, vowels and endings of which rare names are made. ``read`` as French or as English.
    """

    men: str
    women: str
    family: str = ""
    son: str = ""
    daughter: str = ""
    syllables: tuple[str, str, str] = ("b d f k l m n s t y dj w", "a i o ou é", " . . n .")
    read: str = "french"
    second_given: float = 0.25
    zipf: float = 1.0


TRADITIONS = {
    "mande": Tradition(
        "Moussa Mamadou Amadou Ibrahima Abdoulaye Oumar Adama Souleymane Boubacar Modibo Bakary Sékou Drissa Issa "
        "Lassana Seydou Youssouf Cheick Yacouba Daouda Siaka Madou Alassane Fousseyni Sadio Bourama Karim Salif Ali "
        "Broulaye Zoumana Lamine Mahamadou Brehima Samba Fodé Demba Tiémoko Kassim Bréhima Sidiki Nouhoum Idrissa "
        "Ismaïla Moctar Hamidou Tidiane Makan Kalifa Balla Famory Dramane Soumaïla Harouna Tiécoro Birama Mory Sory "
        "Namory Facinet Naby Morlaye Alpha Aly Mohamed Ousmane Djibril Tièba Nfaly Diémé Waly Silamakan Hamady "
        "Bandiougou Niankoro Zan Ngolo Bina Molobaly Fily Toumani Kandé Massa Bafing Lancine Vakaba Vassiriki Losseni",
        "Fatoumata Aminata Mariam Kadiatou Awa Aïssata Oumou Hawa Djénéba Assétou Rokia Ramata Bintou Salimata "
        "Maïmouna Sira Fanta Nana Adam Safiatou Tenin Alimata Assitan Korotoumou Kadidia Sitan Nassira Djelika Penda "
        "Mah Niélé Batoma Coumba Sadio Nantenin Sanaba Astan Sali Kankou Dado Habibatou Diaminatou Ténimba Founé "
        "Sokona Mami Maciré Halimatou Nagnouma Kandia Mabinty Mbalia Sona Djéné Saran Masséni Matenin Nagnalé Makoura",
        "Traoré Coulibaly Keïta Diarra Konaté Camara Koné Touré Cissé Dembélé Sissoko Fofana Doumbia Sylla Kouyaté "
        "Diabaté Samaké Bagayoko Sanogo Ballo Condé Kourouma Kanté Dramé Sacko Kaba Bamba Ouattara Diawara Soumaré "
        "Magassa Berthé Tounkara Mariko Togola Doucouré Tangara Fané Niaré Simpara Konta Malé Dao Sinayoko Haïdara "
        "Bérété Djiré Kamissoko Sogoba Makalou Marega Wagué Gassama Kébé Dansoko Niakaté Yattabaré Danioko Soumano "
        "Sidibé Cissouma Goïta Bengaly Dagnoko Kamaté Tamboura Nimaga Soukouna Tigana Bathily Timéra Dabo Sakho Mara "
        "Oularé Kamano Soumah Bangoura Yansané Conté Youla Dioubaté Bayo Diomandé Cherif Soro Silué Yéo Dosso Méité "
        "Savané Karamoko Fadiga Bakayoko Dagnogo Ouonogo Denon Sountoura Kansaye Niambélé Boiré Diombélé Djibo Koïta",
        syllables=("b d f k l m n s t y dj w gn ss", "a a i o ou é è", ". . . n ."),
    ),
    "fulani": Tradition(
        "Mamadou Amadou Oumar Ibrahima Alpha Abdoulaye Boubacar Thierno Saliou Ousmane Souleymane Hamidou Alhassane "
        "Moussa Aliou Samba Demba Yéro Idrissa Hama Bocar Hamadoun Sadou Mody Cellou Aguibou Bailo Tidiane Abass "
        "Ismaïla Djibril Issa Bella Barry Sékou Ly Diouldé Gallo Bambo Ousmane Nouhou Siré Woury Lamarana Habib "
        "Alseny Madiou Oury Boubou Allaye Hammadi Afo Belco Bouréima Guéladio Ilo Hamma Oumarou Baba Yaya Sidy",
        "Aïssatou Mariama Fatoumata Kadiatou Aminata Hawa Binta Oumou Djénabou Ramatoulaye Assiatou Halimatou Dalanda "
        "Fatimata Adama Hadiatou Maïmouna Penda Coumba Kadidiatou Salimatou Diariou Houleymatou Fatou Dewo Takko "
        "Sira Ramata Néné Rouguiatou Safiatou Mamou Bintou Idiatou Khadiatou Thiédo Dikel Inna Welo Kowel Souadou",
        "Diallo Bah Barry Sow Ba Baldé Sidibé Sangaré Diakité Kane Ly Sy Tall Dicko Dia Cissé Thiam Bocoum Diao Boly "
        "Seydi Mballo Tamboura Touré Anne Wane Sall Deme Lam Wagué Diagana Kelly Camara Dioum Kébé Nantoumé Talla "
        "Aw Gadio Niane Sakho Soumaré Koita Yattara Bari Hama Bolly Tambadou Kassé Baïlo",
        syllables=("b d f k l m n s t y dj w gu h", "a a i o ou e", ". . l . n"),
        second_given=0.45,
    ),
    "wolof": Tradition(
        "Mamadou Modou Cheikh Moustapha Ibrahima Ousmane Abdoulaye Aliou Assane Ousseynou Babacar Papa Serigne Pape "
        "Saliou Malick Amadou Moussa Lamine Djibril Khadim Mor Bamba Omar Fallou Idrissa Daouda Samba Pathé Alioune "
        "Ndiaga Mbaye Demba Gora Birame Matar Abdou Souleymane Mame Balla Talla Issa Ablaye Elimane Massamba Mbacké "
        "Birane Latyr Waly Diégane Ngor Boucar Sidy Youssou Tamsir Médoune Meïssa Laye Baye Insa Ansoumana Lansana",
        "Fatou Aïssatou Mariama Awa Aminata Khady Ndeye Coumba Astou Adama Rokhaya Mame Bineta Sokhna Maty Dieynaba "
        "Anta Fama Marième Penda Seynabou Ramatoulaye Oumy Yacine Ngoné Diarra Amy Oulimata Nafissatou Aida Codou "
        "Soda Thioro Khadidiatou Maguette Arame Daba Dior Ouleye Mbayang Nogaye Siga Tening Diouma Safiétou Fatim",
        "Ndiaye Diop Fall Gueye Faye Seck Mbaye Diouf Sarr Ndour Niang Sène Thiam Mbengue Diagne Lo Samb Ndao Ngom "
        "Cissé Mbodj Wade Dieng Sall Dème Tine Diatta Badji Sané Sambou Manga Goudiaby Coly Diédhiou Mané Kassé "
        "Touré Sy Gaye Ndoye Diène Pouye Thioune Mbacké Dione Ba Ciss Dramé Senghor Mbow Cissokho Guissé Beye Sonko "
        "Bodian Tamba Diémé Camara Jammeh Darboe Njie Thiaw Ka Kandji Leye Mboup Nguer Thiaré Boye Kébé Hann Basse",
        syllables=("b d f k l m n s t y dj w nd mb ng kh", "a a i o ou é ë", ". . . r l m"),
    ),
    "songhai": Tradition(
        "Mahamadou Amadou Ibrahim Moussa Issoufou Abdoulaye Oumarou Adamou Ali Boubacar Seyni Hama Harouna Garba "
        "Hassane Ousseini Idrissa Soumana Saley Yacouba Abdou Seydou Hamidou Mohamed Almoustapha Maman Younoussa "
        "Djibo Daouda Halidou Hamani Mounkaila Kimba Ousmane Illiassou Alassane Issa Sani Souley Zakari Tahirou "
        "Laouali Salissou Chaïbou Kader Nouhou Bello Rabiou Lawali Mamane Kadri Dan Gado Bizo Alzouma Sidi Arouna",
        "Aïssa Fatouma Mariama Hadiza Aminatou Zeïnabou Ramatou Haoua Amina Rakia Halima Balkissa Salamatou Fati "
        "Rahila Aïchatou Hadjara Nana Maïmouna Safia Hamsatou Habsatou Fadima Zara Oumou Bibata Rékia Mamata Delou "
        "Kadidja Saoudé Rabi Zouéra Indo Barira Hassana Housseina Salma Tchima Sahara Nafissa Ouma Laouré Biba",
        "Maïga Touré Cissé Issoufou Moussa Adamou Hama Seyni Garba Harouna Abdou Oumarou Mahamadou Ibrahim Amadou "
        "Boubacar Hassane Saley Idrissa Ousmane Soumana Yacouba Sani Souley Maman Salissou Laouali Chaïbou Djibo "
        "Hamani Mounkaila Younoussa Daouda Halidou Seydou Hamidou Tahirou Arby Haïdara Yattara Tandina Kalil Traoré "
        "Alzouma Niandou Hamadou Kimba Bello Zakari Illo Tinni Gado Nouhou Issa Dicko Diallo Oumar Ali Mossi Ide",
        syllables=("b d f k l m n s t y z h g", "a a i o ou e", ". . . n r"),
        second_given=0.2,
    ),
    "hausa": Tradition(
        "Musa Ibrahim Abubakar Muhammad Sani Umar Usman Yusuf Aliyu Ahmad Abdullahi Suleiman Bello Garba Hassan "
        "Hussaini Idris Isah Yahaya Lawal Shehu Danjuma Haruna Sadiq Kabiru Nura Mustapha Nasiru Auwal Bashir Aminu "
        "Ismail Tanko Adamu Salisu Yakubu Dauda Gambo Jibrin Balarabe Audu Bala Tijjani Mansur Zubairu Hamisu Rabiu",
        "Aisha Fatima Hauwa Zainab Amina Maryam Hadiza Rabi Halima Khadija Hassana Hussaina Asmau Rukayya Safiya "
        "Ladi Talatu Binta Jummai Saratu Habiba Sadiya Nafisa Bilkisu Rahama Hajara Zulaihatu Murjanatu Asabe Lami",
        "Musa Ibrahim Abubakar Muhammad Sani Umar Usman Yusuf Aliyu Abdullahi Suleiman Bello Garba Hassan Idris "
        "Lawal Shehu Danjuma Haruna Kano Sokoto Katsina Adamu Yakubu Dauda Tanko Audu Bala Zubairu Dogo Gusau Zaria",
        syllables=("b d f k l m n s t y z h g sh j", "a a i o u", ". . . n r"),
        read="english",
        second_given=0.15,
    ),
    "tuareg": Tradition(
        "Mohamed Ibrahim Alhousseini Moussa Ahmed Alhassane Attaher Hamma Mossa Issouf Rhissa Ghali Intalla Bilal "
        "Elmehdi Almahmoud Akli Aghali Iyad Oumar Abdoulaye Sidi Assaleh Ahmada Zeidan Mohamedine Alassane Inamoud "
        "Alkassim Hamad Agali Ousmane Youssouf Elhadji Boubacar Mahmoudoune Aboubacrine Ismaghil Adoum Attayoub "
        "Kaossen Mahamar Alwaly Nasser Elkhatab Waissan Infahi Ehya Ilyas Akhmedou Mokhtar Bohada Intagrist Hatta",
        "Fadimata Aïchatou Mariama Fatimata Zahra Raïchatou Tinalbaraka Lalla Nana Assalama Mina Khadija Aminata "
        "Taghlift Fati Zeinabou Aghaïchatou Warahmat Takhia Tahat Oumou Tamoumount Bita Hadizatou Mariam Timizwag "
        "Walet Tikna Zouhra Chaghal Tefe Ana Mouna Tabouhant Tihawousen Fatma Lalia Rahmatou Agaïcha Tamikrest",
        son="ag",
        daughter="walet",
        syllables=("b d f k l m n s t z gh h r", "a a i e ou", ". . n t . s"),
        second_given=0.1,
    ),
    "moorish": Tradition(
        "Mohamed Ahmed Sidi Cheikh Mohamed_Lemine Abdallahi Brahim Mohamed_Mahmoud Sidi_Mohamed Moctar Isselmou Yahya "
        "Mohameden Hamoud Saleck Baba Sidaty Deddah Bouna Mohamed_Vall Ely Mohamed_Abdallahi Ahmedou Moulaye Taleb "
        "Lemrabott Zeine Moustapha El_Hacen Khalil Bilal Mbareck Salem Habib Beibacar Cheikhna Samba Boubacar Dah "
        "Ethmane Hamadi Hamza Mohamed_Yeslem Oumar Sid_Ahmed Mohamed_Saleh Bechir Jiddou Yeslem Lehbib Zeidane",
        "Fatimetou Mariem Aïchetou Khadijetou Zeinebou Lalla Salka Selma Mouna Toutou Meïmouna Oumou_Kelthoum Vatma "
        "Tekber Nana Vatimetou Zahra Aminetou Roughaya Selka Minetou Mbarka Oum_El_Khaïry Safia Emetou Teslem Khaïra "
        "Deija Lemeima Mahjouba Tahya Habiba Leila Kneitou Messouda Aminetou_Mint Lala Soukeina Aziza Nenna Ghlana",
        son="ould",
        daughter="mint",
        syllables=("b d f k l m n s t z gh h r v", "a a i e ou", ". . l m d t"),
        second_given=0.2,
    ),
    "voltaic": Tradition(
        "Issa Adama Salif Ousmane Amadou Moussa Abdoulaye Boukary Issaka Rasmané Hamado Inoussa Souleymane Seydou "
        "Saïdou Mahamadi Karim Idrissa Jean Ibrahim Paul Yacouba Drissa Pierre Emmanuel Sibiri Tiga Noaga Raogo "
        "Arouna Lassané Oumarou Noufou Wendkouni Joseph Zakaria Madi Daniel Bassirou Marcel Siaka Koudougou Lamoussa "
        "Windlassida Dieudonné Pascal Yembi Hamidou Tasséré Somaïla Sayouba Rayaïssé Poko Alidou Tindano Yempabou",
        "Awa Fatimata Aminata Mariam Salimata Rasmata Alimata Bibata Adjaratou Safiatou Habibou Marie Ramata Azéta "
        "Sali Assétou Kadiatou Aguirata Poko Tené Wendyam Rosalie Rihanata Abibata Sanata Noélie Balguissa Mamounata "
        "Zénabo Pauline Rakiéta Alizèta Claire Lamoussa Sibdou Tipoko Djamila Mamata Asséta Nopoko Maïmounata Ami",
        "Ouédraogo Sawadogo Kaboré Zongo Compaoré Ilboudo Nikiéma Traoré Zoungrana Kafando Sanou Somé Tiendrébéogo "
        "Yaméogo Bonkoungou Dabiré Tapsoba Barro Hien Ouattara Kambou Lankoandé Thiombiano Palé Sankara Bationo Da "
        "Nacoulma Simporé Diallo Soré Congo Nana Bado Kinda Tarpaga Yago Bambara Sana Belem Badolo Millogo Coulibaly "
        "Ganamé Zida Ouoba Yonli Combary Kiemdé Rouamba Zerbo Tamini Guindo Dolo Togo Kassogué Tembely Ongoïba Arama "
        "Poudiougou Karembé Kodio Saye Tessougué Banou Yalcouyé Pérou Napo Niangaly Kansaye Dara Douyon Témé Sagara",
        syllables=("b d f k l m n s t y z w p g", "a a i o ou é", ". . . m g n"),
    ),
    "akan": Tradition(
        "Koffi Kouassi Kouadio Yao Kouamé Konan Kouakou Jean Emmanuel Serge Didier Éric Ange Franck Hervé Christian "
        "Brou Aka Guy Alain Patrice Arsène Wilfried Kodjo Komlan Kossi Yawo Dodji Edem Mawuli Sena Séverin Fabrice "
        "Bruno Arnaud Modeste Landry Ghislain Zinsou Sagbo Dossou Cyrille Bienvenu Romuald Anicet Elvis Kwami Agbéko",
        "Adjoua Akissi Affoué Aya Ahou Amenan Amoin Marie Grâce Estelle Christelle Sandrine Afi Akouvi Ablavi Essi "
        "Akossiwa Yawa Ama Mireille Nadège Rosine Prisca Carine Félicité Angèle Edwige Solange Reine Bénédicte Dédé "
        "Pélagie Clarisse Blandine Sylvie Hortense Ayélé Fidèle Emefa Délali Sika Rachelle Larissa Ornella Chantal",
        "Kouassi Kouadio Koffi Yao Konan Kouamé Kouakou Nguessan Ndri Brou Aka Assi Kassi Tanoh Ehui Amani Koua Mensah "
        "Lawson Amegah Adjovi Dossou Hounkpatin Ahouansou Houngbédji Agbodjan Kodjo Gnassingbé Gbaguidi Zinsou Adjei "
        "Bléhoué Djédjé Zadi Gnahoré Gbagbo Séri Tapé Lago Kipré Ble Dakouri Guéi Ouréga Toh Kpan Loua Kolié Haba "
        "Gbamou Soropogui Guilavogui Onivogui Lamah Sagno Théa Honvo Kpodar Amouzou Attiogbé Akakpo Ekoué Sodji",
        syllables=("b d f k l m n s t y z gb kp dj w ad ak", "a a i o ou é", ". . . n ."),
        second_given=0.55,
    ),
    "english_coast": Tradition(
        "Mohamed Ibrahim Emmanuel Samuel Joseph John Kwame Kofi Kwesi Yaw Kwabena Abdul Alusine Alhassan Sorie Lamin "
        "Ousman Ebrima Musa Foday Prince James Daniel Blessed Sulaiman Abu Momodou Modou Sheku Brima Francis Isaac "
        "Peter Michael Chinedu Emeka Ikechukwu Obinna Osaro Osagie Tunde Segun Taiwo Kehinde Idowu Babatunde Kelvin "
        "Lucky Godwin Victor Festus Kingsley Sunday Friday Monday Osas Uche Nnamdi Chukwudi Femi Wale Kunle Alieu "
        "Bubacarr Yankuba Buba Saikou Sanna Lamarana Amara Abass Mustapha Varney Momo Boakai Sekou Vamuyan Kpana",
        "Fatu Isatu Mariama Aminata Fatmata Hawa Kadiatu Adama Zainab Blessing Joy Precious Favour Faith Grace Mercy "
        "Patience Esther Mary Osariemen Ngozi Chioma Amaka Ifeoma Yetunde Bukola Funke Taiwo Kehinde Idowu Akosua Ama "
        "Abena Efua Adwoa Yaa Esi Comfort Gifty Fatoumatta Binta Haddy Jainaba Sainabou Awa Ramatu Hannah Sia Finda "
        "Kumba Memunatu Mamie Jeneba Musu Kema Ebun Osas Loveth Rita Beauty Success Uju Nneka Folake Sade Tenneh",
        "Kamara Sesay Bangura Conteh Koroma Jalloh Mansaray Turay Kargbo Mensah Owusu Osei Boateng Asante Appiah "
        "Agyeman Ofori Adjei Okafor Okeke Eze Obi Osagie Omoregie Ehigie Balogun Adeyemi Adebayo Ogunleye Nwosu "
        "Jallow Ceesay Touray Njie Jobe Sowe Bah Sanneh Drammeh Darboe Jammeh Sonko Johnson Cooper Williams Dukuly "
        "Kromah Donzo Sheriff Kallon Fornah Cole Thomas Amoah Acheampong Asamoah Nkrumah Okoro Okonkwo Igbinovia "
        "Aigbe Uwaifo Idahosa Ogbeide Eghosa Imafidon Onyeka Chukwu Nnadi Ojo Ajayi Oladele Akinola Bojang Manneh "
        "Badjie Camara Fatty Jatta Saidy Kanu Tarawally Dumbuya Koomson Antwi Addo Quaye Lamptey Tetteh Yeboah",
        syllables=("b d f k l m n s t y gb kp j w ch", "a a i o u e", ". . . n r"),
        read="english",
        second_given=0.35,
    ),
    "chadian": Tradition(
        "Mahamat Abakar Idriss Adoum Hassan Ousmane Ali Oumar Ahmat Moussa Abdelkerim Ibrahim Issa Brahim Saleh Adam "
        "Haroun Abdoulaye Youssouf Djibrine Hissein Bichara Khamis Abdallah Souleymane Mahamoud Daoud Yaya Tahir "
        "Nassour Zakaria Allamine Bahar Hamid Annour Choukou Kotoko Barka Alkhali Goukouni Ngarta Nadji Abdelaziz "
        "Mustafa Altayeb Osman Yagoub Ishag Hamdan Elsadig Babiker Siddig Abdelrahman Haroon Eltahir Hashim Khalid",
        "Fatimé Hawa Achta Zara Khadidja Mariam Halimé Amné Hadjé Kaltouma Zenaba Am_Djouma Haoua Aché Mahassin "
        "Raouda Rakhié Ashta Maimouna Awatif Nadjwa Radia Hadja Aziza Haram Kaltoum Macka Fatna Zahra Amira Hanan",
        syllables=("b d f k l m n s t z gh h r", "a a i e ou", ". . n r l t"),
        second_given=0.15,
    ),
    "central": Tradition(
        "Jean Paul Pierre Emmanuel Joseph Alain Serge Thierry Hervé Armand Boris Junior Brice Guy Rodrigue Cédric "
        "Franck Patrick Aboubakar Ousmanou Hamadou Bouba Ibrahim Martial Achille Désiré Blaise Lionel Steve Yannick",
        "Marie Jeanne Rose Chantal Christine Nadine Carole Solange Aïssatou Fadimatou Brigitte Florence Sandrine "
        "Larissa Vanessa Ngono Mireille Hadidja Clémence Bernadette Odile Prudence Arlette Pélagie Synthia Merveille",
        "Mbarga Ngono Atangana Kamga Fotso Nguema Ondo Essomba Tchoumi Njoya Abena Mballa Owona Biya Kenfack Tagne "
        "Nana Talla Fouda Onana Ewane Manga Eto Ngassa Nkoulou Mvondo Obiang Mba Moukoko Eyenga Bella Zambo Djoumessi",
        syllables=("b d f k l m n s t y nd mb ng w tch", "a a i o ou e", ". . . n m"),
        second_given=0.5,
    ),
    "maghreb": Tradition(
        "Mohamed Ahmed Youssef Karim Rachid Omar Ali Said Hamza Abdelkader Mehdi Bilal Ayoub Hassan Khalid Mustapha "
        "Brahim Nabil Samir Sofiane Walid Abdellah Amine Yassine Anis Hichem Tarek Noureddine Djamel Zakaria Ismail "
        "Abderrahmane Lotfi Mounir Fouad Aziz Salim Redouane Hocine Lakhdar Belkacem Salah Mourad Tahar Nordine Adel",
        "Fatima Khadija Fatima_Zahra Aicha Amina Meriem Zineb Nadia Samira Karima Salma Imane Sara Yasmine Houda Hanane "
        "Naima Leila Rachida Latifa Souad Zahra Malika Asma Nour Sabrina Rania Hafsa Wafa Ikram Chaima Saida Hayat",
        "Alaoui Benali Bennani Mansouri Trabelsi El_Amrani Brahimi Saidi Haddad Ziani Belkacem Hamdi Gharbi Cherif "
        "Berrada Ben_Salah Idrissi Bouzid Zerrouki Khelifi Jaziri Tazi El_Fassi Benmoussa Rahmani Hamidi Boudiaf "
        "Slimani Ben_Ahmed Ait_Ali Meziane Bouazza Chaoui Filali Kadiri Naciri Lahlou Belhadj Benyahia Messaoudi "
        "Toumi Mebarki Ouali Cherkaoui El_Idrissi Bouchareb Dridi Ayari Hammami Mejri Ouertani Zidane Amrouche Kaci",
        syllables=("b d f k l m n s t z gh h r ch", "a a i e ou", ". . n r l d"),
        second_given=0.1,
    ),
}

# Two brothers, two sisters.
TWINS = {
    "mande": "Alassane Fousseyni Adama Hawa", "wolof": "Assane Ousseynou Adama Awa", "songhai": "Hassane Ousseini Hassana Housseina",
    "hausa": "Hassan Hussaini Hassana Hussaina", "english_coast": "Taiwo Kehinde Taiwo Kehinde", "fulani": "Alhassane Alseny Hassanatou Housseynatou",
}  # fmt: skip

# Of people on the move through Mali and Niger: how many of each hundred, the languages of writing, telephone, traditions.
COUNTRIES: dict[str, tuple[float, str, str, dict[str, float]]] = {
    "MLI": (
        34,
        "french",
        "223",
        {"mande": 56, "fulani": 15, "songhai": 10, "voltaic": 10, "tuareg": 7, "moorish": 2},
    ),
    "GIN": (15, "french", "224", {"fulani": 47, "mande": 48, "akan": 5}),
    "SEN": (8, "french", "221", {"wolof": 62, "fulani": 24, "mande": 14}),
    "CIV": (8, "french", "225", {"akan": 52, "mande": 42, "voltaic": 6}),
    "BFA": (7, "french", "226", {"voltaic": 82, "fulani": 12, "mande": 6}),
    "NER": (7, "french", "227", {"songhai": 84, "tuareg": 11, "fulani": 5}),
    "NGA": (6, "english", "234", {"english_coast": 55, "hausa": 45}),
    "GMB": (3, "english", "220", {"english_coast": 85, "wolof": 15}),
    "SLE": (2.5, "english", "232", {"english_coast": 100}),
    "CMR": (2.5, "french", "237", {"central": 92, "fulani": 8}),
    "GHA": (1.5, "english", "233", {"english_coast": 90, "hausa": 10}),
    "TGO": (1, "french", "228", {"akan": 92, "songhai": 8}),
    "BEN": (1, "french", "229", {"akan": 88, "songhai": 12}),
    "MRT": (1, "arabic", "222", {"moorish": 72, "fulani": 20, "wolof": 8}),
    "TCD": (0.8, "arabic", "235", {"chadian": 85, "central": 15}),
    "LBR": (0.5, "english", "231", {"english_coast": 100}),
    "SDN": (0.5, "arabic", "249", {"chadian": 100}),
    "DZA": (0.3, "arabic", "213", {"maghreb": 95, "tuareg": 5}),
    "MAR": (0.2, "arabic", "212", {"maghreb": 100}),
    "TUN": (0.2, "arabic", "216", {"maghreb": 100}),
}

PLACES = {
    "MLI": "Bamako Kayes Sikasso Ségou Mopti Koutiala Gao Tombouctou Kati San Nioro Bougouni Yélimané Kita Kidal Ménaka "
    "Djenné Bandiagara Koulikoro Douentza Ansongo Kolokani Banamba Nara Diéma Yanfolila Niono Goundam",
    "GIN": "Conakry Kankan Nzérékoré Labé Kindia Mamou Siguiri Boké Faranah Kissidougou Pita Dalaba Guéckédou Télimélé "
    "Macenta Dinguiraye Kouroussa Gaoual",
    "SEN": "Dakar Touba Thiès Kolda Kaolack Ziguinchor Tambacounda Saint-Louis Louga Mbour Vélingara Diourbel Matam Podor",
    "CIV": "Abidjan Bouaké Daloa Korhogo Man Yamoussoukro San-Pédro Gagnoa Odienné Séguéla Bondoukou Abengourou Divo",
    "BFA": "Ouagadougou Bobo-Dioulasso Koudougou Ouahigouya Kaya Banfora Dori Djibo Fada_Ngourma Tenkodogo Gaoua Dédougou",
    "NER": "Niamey Zinder Maradi Tahoua Agadez Dosso Diffa Arlit Tillabéri Birni_Nkonni Ayorou Téra Abalak",
    "NGA": "Lagos Kano Benin_City Kaduna Ibadan Sokoto Maiduguri Katsina Owerri Enugu Jos Abuja Warri Zaria Uromi",
    "GMB": "Serekunda Banjul Brikama Basse Farafenni Bakau Soma Gunjur",
    "SLE": "Freetown Bo Kenema Makeni Koidu Lunsar Port_Loko Kabala",
    "CMR": "Douala Yaoundé Bafoussam Garoua Maroua Ngaoundéré Bamenda Kumba Ebolowa",
    "GHA": "Accra Kumasi Tamale Sunyani Takoradi Techiman Bolgatanga Wa",
    "TGO": "Lomé Sokodé Kara Atakpamé Kpalimé Dapaong",
    "BEN": "Cotonou Porto-Novo Parakou Djougou Bohicon Natitingou",
    "MRT": "Nouakchott Nouadhibou Kiffa Rosso Néma Zouerate Kaédi Bassikounou Sélibaby",
    "TCD": "Ndjamena Abéché Moundou Sarh Mongo Faya Ati",
    "LBR": "Monrovia Ganta Buchanan Gbarnga Voinjama",
    "SDN": "Nyala Khartoum El_Fasher Geneina Zalingei Kassala",
    "DZA": "Alger Oran Tamanrasset Constantine Adrar Annaba",
    "MAR": "Casablanca Fès Oujda Nador Tanger",
    "TUN": "Tunis Sfax Sousse Gabès",
}
