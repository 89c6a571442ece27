"""Short forms of given names; common knowledge, written for `quotes`."""

from __future__ import annotations

_FORMS = """
babatunde: tunde|chukwuemeka: emeka|olusegun: segun|oluwaseun: seun
abigail: abby gail|abraham: abe|albert: al bert bertie|alexander: alex alec sandy sasha lex
alexandra: alex alexa sandra sasha lexi|alfred: alf alfie fred freddie|amanda: mandy
andrew: andy drew|anthony: tony ant|antonio: tony toni|archibald: archie|arthur: art
augustus: gus|barbara: barb babs|bartholomew: bart|benjamin: ben benny benji|bernard: bernie
beverly: bev|bradley: brad|cameron: cam|caroline: carrie|cassandra: cass cassie
catherine: cathy cate kate katie kitty|charles: charlie chuck chas|charlotte: lottie
christina: chris chrissie tina|christine: chris chrissie tina|christopher: chris kit topher
clifford: cliff|constance: connie|cynthia: cindy|daniel: dan danny|david: dave davey
deborah: deb debbie|dennis: denny|dominic: dom|donald: don donnie|dorothy: dot dottie dolly
douglas: doug|edmund: ed eddie ned|edward: ed eddie ned ted teddy|edwin: ed eddie
eleanor: ellie nell nora|elizabeth: liz lizzie beth betsy betty bess eliza libby lisa
emmanuel: manny|eugene: gene|ezekiel: zeke|fernando: nando|florence: flo florrie
frances: fran frankie|francesca: fran|francis: frank frankie fran|francisco: paco pancho
franklin: frank|frederick: fred freddie freddy|gabriel: gabe|gabrielle: gaby
geoffrey: geoff|george: georgie|gerald: gerry jerry|gerard: gerry|gilbert: gil bert
gordon: gordy|gregory: greg|guillermo: memo|gwendolyn: gwen wendy|harold: harry hal
harriet: hattie|henry: harry hank hal|herbert: herb bert|herman: herm|hubert: bert hugh
ignacio: nacho|isabel: izzy bella|isabella: izzy bella|jacob: jake|jacqueline: jackie
james: jim jimmy jamie jem|janet: jan|jeffrey: jeff|jennifer: jen jenny jenn|jeremiah: jerry
jeremy: jerry jez|jerome: jerry|jesus: chuy|jessica: jess jessie|joanna: jo|john: jack johnny jon
johannes: hans|jonathan: jon jonny jono|jose: pepe|joseph: joe joey jo|joshua: josh
josephine: jo josie
judith: judy jude|julian: jules|katherine: kate katie kathy kat kay kitty|kathleen: kathy kate
kathryn: kate kathy katie|kenneth: ken kenny|kimberly: kim|laurence: larry|lawrence: larry
leonard: len lenny leo|leroy: roy|leslie: les|lewis: lew|lillian: lily|louis: lou louie
louise: lou|lucille: lucy|madeleine: maddie|magdalena: lena|manuel: manny manolo
margaret: maggie meg megan peggy peg greta margie rita|maria: mia|martha: marty|martin: marty
matthew: matt matty|maximilian: max|maxwell: max|melissa: mel|melanie: mel|melvin: mel
michael: mike mick mickey mikey|michelle: shelly|mikhail: misha|millicent: millie
mitchell: mitch|mohammed: mo|nancy: nan|natalie: nat|nathan: nate nat|nathaniel: nate nat
nicholas: nick nicky nico|nicole: nicky nikki|norman: norm|oliver: ollie oli|oscar: ozzie
oswald: ozzie|pamela: pam|patricia: pat patty tricia trish|patrick: pat paddy|penelope: penny
percival: percy|peter: pete|philip: phil pip|phillip: phil|priscilla: cilla|prudence: prue
rachel: rach|randall: randy|randolph: randy|raymond: ray|rebecca: becky becca|reginald: reg reggie
richard: rick ricky dick rich richie|robert: bob bobby rob robbie bert|roberto: beto
roderick: rod|rodney: rod|ronald: ron ronnie|rosemary: rosie rose|rudolph: rudy
rupert: rupe|russell: russ|samantha: sam sammy|samuel: sam sammy|sebastian: seb bas
sidney: sid|solomon: sol|stanley: stan|stephanie: steph|stephen: steve stevie
steven: steve stevie|stuart: stu|susan: sue susie suzy|suzanne: sue suzy|sylvester: sly
terence: terry|terrence: terry|theodore: ted teddy theo|theresa: terry tess|thomas: tom tommy
timothy: tim timmy|tobias: toby|valerie: val|veronica: ronnie|victor: vic
victoria: vicky vicki tori|vincent: vince vinny|virginia: ginny|vladimir: volodya vova
walter: walt wally|wallace: wally|wilhelm: willi|wilfred: wilf|william: bill billy will willie liam
winifred: winnie|winston: win|yevgeny: zhenya|zachary: zach zack
"""


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for entry in _FORMS.replace("\n", "|").split("|"):
        given, _, short = entry.partition(":")
        table.setdefault(given.strip(), set()).update(short.split())
    table.pop("")
    return {given: frozenset(short) for given, short in table.items()}


_SHORT = _table()
_LONG: dict[str, frozenset[str]] = {
    short: frozenset(given for given, forms in _SHORT.items() if short in forms)
    for short in frozenset().union(*_SHORT.values())
}
_NONE: frozenset[str] = frozenset()


def is_nickname(one: str, other: str) -> bool:
    """Whether one given name, folded, is a short form of the other, or both are of a third."""
    if one in _SHORT.get(other, _NONE) or other in _SHORT.get(one, _NONE):
        return True
    return not _LONG.get(one, _NONE).isdisjoint(_LONG.get(other, _NONE))


def is_short_form(word: str) -> bool:
    """Whether a folded word is a usual short form of a given name."""
    return word in _LONG
