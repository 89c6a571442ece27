"""Short forms of given names, and names whose spelling in Latin letters varies.

Common knowledge, written down for this project; English first, some Spanish, Russian and Arabic.
"""

from __future__ import annotations

from collections import defaultdict

_SHORT_FORMS = """
abigail: abby abbie gail
abraham: abe
adelaide: addie
alan: al
alastair: al
albert: al bert bertie
alejandro: alex ale jandro
aleksandr: alex sasha sanya shura
aleksandra: alex sasha
alexander: alex al sandy alec xander sasha
alexandra: alex sandy lexi alexa sasha
alexei: alyosha lyosha
alfred: alf alfie fred
alice: ali
alison: ali allie
amanda: mandy
anastasia: nastya stacy
andrew: andy drew
andrea: andy
angela: angie
anna: annie anya
anne: annie nan
anthony: tony
antonio: tony toño
archibald: archie
arthur: art artie
barbara: barb babs
bartholomew: bart
beatrice: bea
benjamin: ben benny benji
bernadette: bernie
bernard: bernie
bradley: brad
calvin: cal
cameron: cam
carolina: caro
caroline: carrie caro
catherine: cathy cath cate kate katie cat
cecilia: cecily cissy
charles: charlie chuck chas
charlotte: charlie lottie
christina: chris tina christy
christine: chris chrissie tina christy
christopher: chris kit topher
clifford: cliff
consuelo: chelo
cornelius: con neil
cynthia: cindy
daniel: dan danny
david: dave davey davy
deborah: deb debbie
dennis: den
dmitry: dima mitya
dolores: lola
dominic: dom nick
donald: don donnie
dorothy: dot dottie dolly
douglas: doug
edmund: ed eddie ned
eduardo: edu lalo
edward: ed eddie ned ted teddy
edwin: ed eddie
ekaterina: katya
eleanor: ellie nell nora
elena: lena
elizabeth: liz lizzie beth betty betsy eliza libby lisa bess elsie
emily: em emmy
enrique: quique kike
ernest: ernie
eugene: gene
evgeny: zhenya
ezekiel: zeke
florence: flo florrie
frances: fran franny
francesca: fran
francis: frank
francisco: paco pancho fran
franklin: frank
frederick: fred freddie freddy fritz
gabriel: gabe
gabriela: gabi gaby
genevieve: gen ginny
geoffrey: geoff jeff
george: georgie
gerald: gerry jerry
gerard: gerry
gilbert: gil
gregory: greg
guadalupe: lupe
guillermo: memo
gwendolyn: gwen
harold: harry hal
harriet: hattie
helena: lena
henry: harry hank hal
herbert: herb bert
howard: howie
ignacio: nacho
irina: ira
isaac: ike
isabel: isa
isabella: bella izzy
ivan: vanya
jacob: jake
jacqueline: jackie
james: jim jimmy jamie jem
janet: jan
javier: javi
jeffrey: jeff
jennifer: jen jenny jenn
jeremy: jem jerry
jessica: jess jessie
jesus: chuy
joan: joanie
joanna: jo
joanne: jo
john: jack johnny jock
johannes: hans jan
johnathan: jon jonny
jonathan: jon jonny nathan
jordan: jordy
jose: pepe
joseph: joe joey
josephine: jo josie
joshua: josh
judith: judy
julia: jules
katarina: kat
katherine: kathy kath kate katie kat kitty kit
kathleen: kathy kath kate katie
kathryn: kathy kath kate katie
kenneth: ken kenny
kimberly: kim
konstantin: kostya
laurence: larry laurie
lawrence: larry laurie
leonard: len lenny leo
leslie: les
lillian: lily lil
louis: lou louie
louise: lou
lucille: lucy
luis: lucho
lyudmila: lyuda mila
madeleine: maddie
magdalena: lena magda
manuel: manny manolo
margaret: maggie meg peggy marge madge greta daisy
maria: masha mary
marjorie: marge
martin: marty
mary: molly polly
matilda: tilly
matthew: matt
maureen: mo
maurice: mo
maximilian: max
maxwell: max
megan: meg
melanie: mel
melissa: mel missy
melvin: mel
mercedes: merche
michael: mike mick mickey micky
mikhail: misha
mildred: millie
miriam: mimi
mitchell: mitch
mohammed: mo
nadezhda: nadya
natalia: natasha
nathan: nate
nathaniel: nate nat nathan
nicholas: nick nicky
nicola: nicky
nicole: nicky nikki
nikolai: kolya
oliver: ollie
olivia: liv livvy
oscar: ossie
pamela: pam
patricia: pat patty trish tricia patsy
patrick: pat paddy
pavel: pasha
penelope: penny
peter: pete
philip: phil pip
phillip: phil pip
priscilla: cilla
rachel: rach
randall: randy
raphael: rafe
raymond: ray
rebecca: becky becca
reginald: reg reggie
richard: rick dick rich ricky richie
robert: bob rob bobby robbie bert robin
roberta: bobbie
roberto: beto
roderick: rod
rodney: rod
roger: rog
ronald: ron ronnie
rosario: charo
rosemary: rosie
rupert: rupe
russell: russ
samantha: sam
samuel: sam sammy
sandra: sandy
santiago: santi
sarah: sally sadie
sebastian: seb
sergei: seryozha
sharon: shaz
sidney: sid
simon: si
solomon: sol
sophia: sophie
stanley: stan
stephanie: steph
stephen: steve stevie
steven: steve stevie
stuart: stu
susan: sue susie suzie
susannah: sue susie
suzanne: sue suzy
svetlana: sveta
sylvia: syl
tamara: tammy
tatiana: tanya
terence: terry
teresa: terry tess tessa
theodora: dora
theodore: ted teddy theo
theresa: terry tess tessa
thomas: tom tommy
timothy: tim timmy
tobias: toby
valentina: valya
valerie: val
veronica: ronnie vera
victor: vic
victoria: vicky vicki tori
vincent: vince vinnie
violet: vi
virginia: ginny
vladimir: vova volodya
walter: walt wally
wilfred: wilf fred
william: bill will billy willy liam
winifred: winnie
winston: win
yekaterina: katya
yevgeny: zhenya
yulia: yulya
zachary: zach zack
"""

_SPELLINGS = """
abdullah abdallah abdulla abdalla
ahmed ahmad ahmet achmed
aisha ayesha aysha aicha
aleksandr alexandr aleksander
aleksandra alexandra
alexei aleksei alexey aleksey
amin ameen
amir ameer emir
anastasia anastasiya
andrei andrey
anton antony
dmitry dmitri dmitriy dimitri dimitry
ekaterina yekaterina
evgeny yevgeny evgeni yevgeni evgeniy yevgeniy
evgenia yevgenia evgeniya
faisal faysal feisal
farouk faruk farooq faruq
fatima fatimah fatma
gennady gennadi gennadiy
hamid hameed
hassan hasan hassen
hussein hussain husayn hossein husain houssein
ibrahim ebrahim ibraheem
igor ihor
jamal gamal jamaal
kareem karim
khalid khaled
khalil khaleel
layla leila laila leyla
lyudmila ludmila lyudmyla
mahmoud mahmud mahmood mehmood
mansour mansur mansoor
maria mariya
mohammed muhammad mohamed mohammad muhammed mohamad mehmed mohamud
mustafa mustapha moustafa
nasser nasir naser nassir
natalia nataliya natalya
nikolai nikolay
noor nur nour
omar umar omer
osama usama
othman osman uthman usman
qasim kassem qassem kasim
rashid rasheed rachid
said saeed sayeed saeid
salah saleh salih
saleem salim
sayed sayyid said seyed sayyed
sergei sergey serhiy
sharif shareef cherif
sheikh shaikh shaykh
sofia sophia
suleiman sulaiman suleyman soliman
tariq tarek tareq
tatiana tatyana
vasily vasili vasiliy vassily
vitaly vitali vitaliy
vladimir volodymyr
waleed walid
yasser yasir yaser
yulia julia yuliya
yuri yuriy yury iouri
yusuf youssef yousef yousuf yusef youssouf
zainab zeinab zaynab
zayed zaid zayd
"""


COMMON_GIVEN = frozenset(
    """
    aaron adam ahmed alan alex alexander alice amanda amy ana andrea andrew angela ann anna anne
    anthony antonio barbara ben benjamin brian carlos carol catherine charles charlotte chris
    christina christine christopher claire daniel david deborah dennis diana donald donna
    dorothy edward elizabeth emily emma eric francisco frank gary george grace hannah hassan
    heather helen henry hussein ibrahim ivan jack jacob james jane janet jason jean jeffrey
    jennifer jessica jim joan joe john jonathan jorge jose joseph joshua juan julia julie karen
    katherine kathleen kelly kenneth kevin kim kimberly larry laura lauren linda lisa louise luis
    manuel margaret maria mark martha martin mary matthew megan melissa michael michelle miguel
    mike mohammed natalie nicholas nicole nicola olivia pamela patricia patrick paul pedro peter
    philip rachel rebecca richard robert roger ronald rosa ruth ryan samantha samuel sandra sara
    sarah scott sean sergei sharon simon sophia sophie stephanie stephen steve steven stuart
    susan teresa thomas timothy tom tony tracy vladimir victoria virginia walter wei william
    """.split()
)
"""Given names that very many people have."""


def _nicknames() -> dict[str, frozenset[str]]:
    roots: dict[str, set[str]] = defaultdict(set)
    for line in _SHORT_FORMS.strip().splitlines():
        root, short = line.split(":")
        for nickname in short.replace("ñ", "n").split():
            roots[nickname].add(canonical(root))
    return {nickname: frozenset(names) for nickname, names in roots.items()}


def _first_spellings() -> dict[str, str]:
    first: dict[str, str] = {}
    for line in _SPELLINGS.strip().splitlines():
        names = line.split()
        for name in names:
            first.setdefault(name, first.get(names[0], names[0]))
    return first


_FIRST_SPELLING = _first_spellings()


def canonical(word: str) -> str:
    """One spelling for the spellings of a name in Latin letters (Muhammad, Mohamed ...)."""
    return _FIRST_SPELLING.get(word, word)


_ROOTS = _nicknames()


def roots(given: str) -> frozenset[str]:
    """The given names that a nickname stands for, empty for a name that is none."""
    return _ROOTS.get(given, frozenset())
