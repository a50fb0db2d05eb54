"""Forms that are one name by custom, though they do not sound the same.

One name a line, in any spelling that folds alike. Sources: civil-registry and scribal habits of Mali, Niger, Burkina
Faso, Senegal, The Gambia and Guinea, day names of the Akan and Ewe, Christian names in French, English and Portuguese,
as far as they are generally known; à confirmer with native speakers, nicknames (Madou, Bouba, Solo, Ami) first.
"""

SAME_NAME = """
mamadou mahamadou mahamadu mohamed mohammed mouhamed mouhamadou muhammad muhamed mohamadou mahamed mahamat mohamad
    mouhammad momodou mamado modou mahamane mahaman mahamadi mohd mouhamad mouhammed mouhamet mohamet mamadi madou mamoutou
mamoudou mahmoud mahmoudou mahamoud mahamoudou
amadou ahmadou ahmed ahmad ahmet ahamed ahamadou ahamadu hamadou hamadoun
hamidou hamid hamido amidou hamidu
ibrahim ibrahima brahima brahim ibrahime ebrima ebrahima brehima birahim birahima bourama burama birama ibrahimu
oumar omar umar oumarou oumara omarou omer umaru
ousmane ousman osumane osumanu usman osman ousmanou ousmana othman othmane outhmane usmanu
souleymane souleyman soulaymane suleiman sulayman soulaimane slimane souleimane solo solomane sulaiman seleymane
boubacar aboubacar boubakar aboubakar abubakar abubakarr bubacarr babacar aboubakr aboubakrine abubakr aboubacrine
    boubacarr abubacarr bouba
bakary bakari bacary boubakary
abdoulaye abdullah abdallah abdoulay abdoulahi abdullahi abdoulahy abdullaye ablaye abdlaye abdoulie ablo
rahmane rahman rahamane ramane dramane drahamane drahmane darhamane
alassane alhassane lassana lassane hassane hassan assane hasan alasan lansana
housseini hussain hussaini husaini foussein hussein houssein ousseini hussain hossein alousseini alhousseini alhousseyni ousseynou fousseyni fousseini
    fousseynou husseini ousseyni ousainou ousainu
youssouf issouf yusuf youssoufou issoufou yousouf yusupha yussif youssoupha yousef youssef yussuf issuf isufu
issa isa ensa issah eissa
moussa musa mussa
ali aly alli
aliou alieu alioune aliyou aliu
idrissa idriss drissa driss idris dirissa
yacouba yakouba yacoub yakubu yaqub iyacouba yacoubou yakub
yaya yahya yahaya yahia yehia
ismaila ismael ismail smail ismailou ismaeel ishmael
daouda daoud dawda dawud daoudou dauda
djibril djibrilla djibrila jibrin djibrine jibriel gibril
harouna haroun aruna harounan aaron
salif salifou salifu
saliou saleh salih salihu salihou saliu salieu saley
bilal bilali bilel
lamine lamin alamine alamin elamine
moctar mouctar mukhtar moukhtar muctarr mokhtar mouktar
moustapha mustapha moustafa mustafa mostafa mostapha tapha
seydou saidou seidou said saydou seid saeed sayid
tidiane tidjane tijan tidiani tidjani tijani
bassirou bachirou bachir bashir bassiru
nouhoum nouhou nuhu nouh nouhoun nuh
zakaria zakari zakariyaou djakaria jakaria zacharie zacharia zakariya zakaryaou
issiaka issaka isaac ishaq ishak isaq issahaka
ayouba ayoub ayuba ayyub
younoussa inoussa younous yunus yunusa younouss yunusu
soumaila sumaila soumeila
fode foday fodey
cherif sharif sherif charif
sekou sekhou sheku sheikou cheickou secou saikou saiku
modibo moodibo modibbo
thierno tierno cherno chernor cerno
hadji hadj haj hajj alhadji alhaji alhaj alhadj elhadj elhadji elhaj alhagie alagie aladji ladji laji elhaji
karim karime karimou karimu krim
illiassou ilias elias ilyas ilyassou iliassou iliasou
fatoumata fatima fatimata fatimatou fatma fatimetou fatoumatou fatoumatta fatou fatoumatah fatime fatim fatouma fadimata fadima fadimatou fadumo faduma fathima fatme fathma
aminata aminatou aminatta amineta aminetou amnata ami
aissata aissatou aicha aichatou aisha aishatou aissetou aichata assetou aisatu isatou isatu aichetou astou
kadidia kadiatou kadidiatou khadidiatou khadija khadidja kadija kadiatu hadiza khady khadijatou khadijetou
    kadidja khadidia hadijatou kadia hadidja hadija khadeeja
mariam mariama maryam mariame meriem myriam maryama meryem marieme mariem
djeneba jeneba djenaba zeinab zainab zeynab seynabou zeynabou zeinabou zenabou zeinaba jainaba jenaba djenabou zaynab
    sainabou zainabu
hawa awa hauwa hawaou haoua haouaou
rokia rokiatou roukia roukiatou rouguiatou rokhaya roukaya rouguy ruqayya rakia rakiatou rougui
ramata ramatou rahmatou ramatu rahmata rahamatou ramatoulaye rahmatoulaye rahamatoulaye
oumou oummou umu oumu oumoul ummul
bintou binta bineta bintu
salimata salimatou salamata salamatou
maimouna maymouna maimounatou maimunah mainmouna meimouna
safiatou safia safiyatou safietou safiyata safiatu
nafissatou nafissa nafisatou nafisatu
halimatou halima halimata alimata alimatou halimatu
habibatou habiba habibata
hassanatou assanatou assanata hassanatu
housseinatou ousseinatou hussainatu housseynatou ousseynatou
farida faridatou
djamal jamal gamal djamel jamel
djamila djamilatou jamilatou
hindatou hinda hindou
mouminatou moumina mouminata
houleymatou houleymata ouleymatou ouleymata
rabiatou rabia rabiata
balkissa bilkisu balkisu balkissou bilqis belkissa balkis belkis
kaltoum kulsum kalthoum keltoum kelthoum kulthum kaltouma kulsumi oumkeltoum oumkalthoum
traore tarawele tarawally trawally tarawalley taraore tarawelle tarawore trawore
coulibaly couloubaly krubally kurubally culibali kulubali coulibali colibaly
diop jobe jope dioup
thiam cham chaam
diabate jobarteh jobarte diobarteh djebate
sissoko cissokho cissoko
soussoko suso susso
doumbia dumbuya doumbouya dumbouya doumbiya
dembele danbele dambele demmbele
bathily batchily bachily batily
diawara jawara djaouara diaouara
ouedraogo ouidraogo wedraogo ouedrago ouedraougo
haidara aidara haydara
kourouma kuruma kouroumah
guindo gindo
bodian bojang
jean john johannes yohannes joao jhon
pierre peter petrus pedro
paul paulo pol
jacques james jack
etienne stephen stephane steven steve stephan estevao
moise moses moises
francois francis francisco frank
joseph jose josef
david davide dawit
michel michael mikael miguel mickael
christian cristian kristian
georges george jorge
andre andrew andreas
mathieu matthieu matthew mateus
luc luke lucas lukas
guillaume william williams
philippe philip felipe philipe
antoine anthony antonio antony
laurent lawrence laurence lorenzo
charles carlos charly
alexandre alexander alejandro
marie mary maria
anne anna hannah ann ana
elisabeth elizabeth elisabete lisbeth
jeanne jane joan joana johanna
catherine katherine catarina catharine kathrine
therese theresa teresa
helene helen helena elena
agnes agness ines
brigitte bridget brigit
rachel rahel raquel rachelle
sophie sophia sofia
christine christina kristina cristina
rebecca rebekka rebeca
judith judite judit
kofi koffi coffie cofie
kwame kouame kwami komi quame
kwaku kouakou kweku quaku
kwasi kouassi kwesi kossi akwasi
kodjo kojo kouadio kwadwo cudjoe kwadjo
kwabena kobina kouabenan komlan komla kobena
yaw yao yawo
akua ahou aku akouvi
abena abla abina abenan
afua affoue efua afi afia
akosua akissi akossiwa akosiwa akossua
adwoa adjoua adjo adjoa ajoa adzo
""".strip()


def groups() -> list[list[str]]:
    """Each name as the list of its forms; the first stands for all."""
    joined = SAME_NAME.replace("\n    ", " ")
    return [line.split() for line in joined.splitlines()]
