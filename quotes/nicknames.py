"""Short forms of given names; common knowledge, written for `quotes`.

English first, some German, Spanish, Russian and West African. A short form that is as often a name
in its own right (Jon of John, Megan of Margaret) is not among them.
"""

from __future__ import annotations

from collections import defaultdict

_FORMS = """
abigail: abbie abby gail
abraham: abe
adelaide: addie
alan: al
alastair: al
albert: al bert bertie
alejandro: ale alex jandro
aleksandr: alex sanya sasha shura
aleksandra: alex sasha
alexander: al alec alex lex sandy sasha xander
alexandra: alex alexa lexi sandy sasha
alexei: alyosha lyosha
alfred: alf alfie fred freddie
alice: ali
alison: ali allie
amanda: mandy
anastasia: nastya stacy
andrea: andy
andrew: andy drew
angela: angie
anna: annie anya
anne: annie nan
anthony: ant tony
antonio: tono tony
archibald: archie
arthur: art artie
augustus: gus
babatunde: tunde
barbara: babs barb
bartholomew: bart
beatrice: bea
benjamin: ben benji benny
bernadette: bernie
bernard: bernie
beverly: bev
bradley: brad
calvin: cal
cameron: cam
carolina: caro
caroline: caro carrie
cassandra: cass cassie
catherine: cat cate cath cathy kate katie kitty
cecilia: cecily cissy
charles: charlie chas chuck
charlotte: charlie lottie
christina: chris chrissie christy tina
christine: chris chrissie christy tina
christopher: chris kit topher
chukwuemeka: emeka
clifford: cliff
constance: connie
consuelo: chelo
cornelius: con neil
cynthia: cindy
daniel: dan danny
david: dave davey davy
deborah: deb debbie
dennis: den denny
dmitry: dima mitya
dolores: lola
dominic: dom nick
donald: don donnie
dorothy: dolly dot dottie
douglas: doug
edmund: ed eddie ned
eduardo: edu lalo
edward: ed eddie ned ted teddy
edwin: ed eddie
ekaterina: katya
eleanor: ellie nell nora
elena: lena
elizabeth: bess beth betsy betty eliza elsie libby lisa liz lizzie
emily: em emmy
emmanuel: manny
enrique: kike quique
ernest: ernie
eugene: gene
evgeny: zhenya
ezekiel: zeke
fernando: nando
florence: flo florrie
frances: fran frankie franny
francesca: fran
francis: fran frank frankie
francisco: fran paco pancho
franklin: frank
frederick: fred freddie freddy fritz
gabriel: gabe
gabriela: gabi gaby
gabrielle: gaby
genevieve: gen ginny
geoffrey: geoff jeff
george: georgie
gerald: gerry jerry
gerard: gerry
gilbert: bert gil
gordon: gordy
gregory: greg
guadalupe: lupe
guillermo: memo
gwendolyn: gwen
harold: hal harry
harriet: hattie
helena: lena
henry: hal hank harry
herbert: bert herb
herman: herm
howard: howie
hubert: bert
ignacio: nacho
irina: ira
isaac: ike
isabel: bella isa izzy
isabella: bella izzy
ivan: vanya
jacob: jake
jacqueline: jackie
james: jamie jem jim jimmy
janet: jan
javier: javi
jeffrey: jeff
jennifer: jen jenn jenny
jeremiah: jerry
jeremy: jem jerry jez
jerome: jerry
jessica: jess jessie
jesus: chuy
joan: joanie
joanna: jo
joanne: jo
johannes: hans jan
john: jack jock johnny
johnathan: jon jonny
jonathan: jon jonny jono nathan
jordan: jordy
jose: pepe
joseph: jo joe joey
josephine: jo josie
joshua: josh
judith: judy
julia: jules
julian: jules
katarina: kat
katherine: kat kate kath kathy katie kit kitty
kathleen: kate kath kathy katie
kathryn: kate kath kathy katie
kenneth: ken kenny
kimberly: kim
konstantin: kostya
laurence: larry laurie
lawrence: larry laurie
leonard: len lenny leo
leslie: les
lewis: lew
lillian: lil lily
louis: lou louie
louise: lou
lucille: lucy
luis: lucho
lyudmila: lyuda mila
madeleine: maddie
magdalena: lena magda
manuel: manny manolo
margaret: daisy greta madge maggie marge margie meg peg peggy
maria: mary masha
marjorie: marge
martha: marty
martin: marty
mary: molly polly
matilda: tilly
matthew: matt matty
maureen: mo
maurice: mo
maximilian: max
maxwell: max
megan: meg
melanie: mel
melissa: mel missy
melvin: mel
mercedes: merche
michael: mick mickey micky mike mikey
michelle: shelly
mikhail: misha
mildred: millie
millicent: millie
miriam: mimi
mitchell: mitch
mohammed: mo
nadezhda: nadya
nancy: nan
natalia: natasha
natalie: nat
nathan: nat nate
nathaniel: nat nate nathan
nicholas: nick nicky nico
nicola: nicky
nicole: nicky nikki
nikolai: kolya
norman: norm
oliver: oli ollie
olivia: liv livvy
olusegun: segun
oluwaseun: seun
oscar: ossie ozzie
oswald: ozzie
pamela: pam
patricia: pat patsy patty tricia trish
patrick: paddy pat
pavel: pasha
penelope: penny
percival: percy
peter: pete
philip: phil pip
phillip: phil pip
priscilla: cilla
prudence: prue
rachel: rach
randall: randy
randolph: randy
raphael: rafe
raymond: ray
rebecca: becca becky
reginald: reg reggie
richard: dick rich richie rick ricky
robert: bert bob bobby rob robbie robin
roberta: bobbie
roberto: beto
roderick: rod
rodney: rod
roger: rog
ronald: ron ronnie
rosario: charo
rosemary: rosie
rudolph: rudy
rupert: rupe
russell: russ
samantha: sam sammy
samuel: sam sammy
sandra: sandy
santiago: santi
sarah: sadie sally
sebastian: bas seb
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
susan: sue susie suzie suzy
susannah: sue susie
suzanne: sue suzy
svetlana: sveta
sylvester: sly
sylvia: syl
tamara: tammy
tatiana: tanya
terence: terry
teresa: terry tess tessa
terrence: terry
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
victoria: tori vicki vicky
vincent: vince vinnie vinny
violet: vi
virginia: ginny
vladimir: volodya vova
wallace: wally
walter: wally walt
wilfred: fred wilf
wilhelm: willi
william: bill billy liam will willie willy
winifred: winnie
winston: win
yekaterina: katya
yevgeny: zhenya
yulia: yulya
zachary: zach zack
"""


def _roots() -> dict[str, frozenset[str]]:
    roots: dict[str, set[str]] = defaultdict(set)
    for line in _FORMS.strip().splitlines():
        root, short = line.split(":")
        for form in short.split():
            roots[form].add(root)
    return {form: frozenset(names) for form, names in roots.items()}


_ROOTS = _roots()
_NONE: frozenset[str] = frozenset()


def roots(given: str) -> frozenset[str]:
    """The given names that a folded name is a short form of, empty for one that is none."""
    return _ROOTS.get(given, _NONE)


def is_short_form(word: str) -> bool:
    """Whether a folded word is a usual short form of a given name."""
    return word in _ROOTS


def is_nickname(one: str, other: str) -> bool:
    """Whether one given name, folded, is a short form of the other, or both are of a third."""
    ours, theirs = roots(one), roots(other)
    return one in theirs or other in ours or not ours.isdisjoint(theirs)
