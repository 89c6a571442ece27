"""Common given names with the gender that they show."""

from __future__ import annotations

MALE = frozenset(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro alex alexander
    alexei alfred ali allan allen amir anders andre andrea andreas andrei andrew andy angus anil
    anthony antonio anton arjun arne arnold arthur arturo ashok axel barack barry ben benjamin
    bernard bert bill bjorn bob boris brad bradley brandon brendan brian bruce bruno bryan
    callum carl carlos cedric cesar charles charlie chris christian christoph christopher chuck
    clarence claude claudio clive colin craig curtis cyril dale damian dan daniel daniele dario
    darren dave david dean deepak dennis derek diego dimitri dirk dmitri dmitry dominic don
    donald doug douglas duncan dwight earl eddie edgar edmund eduardo edvard edward edwin eric
    erik ernest ernesto ethan eugene evan fabio faisal felipe felix ferdinand fernando finn
    floyd francesco francis francisco franco francois frank frans fred frederick fritz gabriel
    gareth garry gary gavin geoffrey george gerald gerard gerhard giovanni giuseppe glen glenn
    gordon graham greg gregory guido guillermo gunnar gustav guy hamid hans harald harold harry
    hassan hector heinrich helmut henri henrik henry herbert hernan hiroshi howard hugh hugo
    hussein ian ibrahim igor imran ivan ivo jack jacob jacques jake jakob james jamie jan jared
    jason javier jean jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joe joel
    johan johann johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua
    josé juan jules julian julio julius jurgen justin karim karl keith ken kenneth kenny kevin
    khalid klaus kurt kwame kyle lance lars larry lars-erik laurence laurent lawrence leif leo
    leon leonard leonardo leroy leslie lewis liam lionel lloyd logan lorenzo louis luc luca
    lucas ludwig luigi luis luke magnus mahmoud malcolm manuel marc marcel marco marcos marcus
    mario mark markus marshall martin marvin massimo mathias matt matteo matthew matthias
    maurice mauricio max maxim michael miguel mike mikhail milan mitchell mo mohamed mohammad
    mohammed morgan morten mustafa nathan nathaniel neal ned neil nelson nicholas nick nicolas
    niels nigel nikolai noah noel norman olaf oleg oliver olivier omar oscar oskar otto owen
    pablo paolo pascal patrick paul paulo pavel pedro per pete peter petr phil philip philippe
    phillip pierre pietro prakash rafael raj rajesh ralph ramon randall randy rashid raul ravi
    ray raymond reginald rene ricardo richard rick rob robert roberto robin rodney rodrigo roger
    roland rolf roman ron ronald rory ross roy rudolf rupert russell ryan salman salvatore sam
    samir samuel sanjay santiago scott sean sebastian sergei sergey sergio seth shane shaun
    sidney silvio simon stan stanley stefan stephan stephen sten steve steven stewart stuart
    sunil sven tariq ted terence terry theo theodore thomas tim timothy tobias todd tom tomas
    tommy toni tony travis trevor tyler ulrich vernon victor viktor vijay vince vincent vladimir
    wade wallace walter warren wayne werner wilhelm will william wolfgang xavier yusuf yuri
    zachary tadashi takeshi kenji jermaine mustapha emmanuel volodymyr
    adolfo akira alain alistair amos atul avi barney bashar benedict benito bernardo bernie bilal
    binyamin brett calvin carlo corey cory damien darrell derrick dominik donnie edouard elias
    elliot emil emilio emmett enrique evgeny farid fidel frederik gerardo gianni giorgio gonzalo
    goran gustavo habib hamza haruto henk herman ignacio ismail jair jeroen jerzy jonathon juha
    julien junichi kamal keir kwasi laszlo lukas maarten marek mateusz mauro mehmet milos mitch
    nicolae nikos osama pawel piotr pranab rahul ramesh recep reuven rishi ronnie saad saddam salim
    shigeru shinzo sylvain tayyip thabo thierry timo tomasz umar uwe vaclav vitaly vladislav willie
    wim yannick yasser yitzhak yves zbigniew zoran
    abe alf alfie archie bart benny bertie bobby casper danny dom donny ed elijah faisal
    fidel freddie geoff gerry gil gus hank hugo jeb jed jez jono josh juergen lenny manny
    matty max mick mickey mitt nate nicky ollie omari percy phil reggie robbie rod rudy
    rupert russ seb sid silvestre stevie stu tad ted terrence tobey toby vic vinny wally
    zack nasser khaled joris emeka kofi chidi sergio declan conor lionel trent oswin anwar
    """.split()
)
FEMALE = frozenset(
    """
    abigail ada adele agatha agnes aisha alexandra alexis alice alicia alison alma amal amanda
    amber amelia amina amy ana anastasia andrea angela angelina anita anjali ann anna annabel
    anne annette annie antonia april arlene ashley astrid audrey barbara beatrice beatrix becky
    bella bernadette beth betty beverly birgit bonnie brenda bridget brigitte camilla carla
    carmen carol carole carolina caroline carolyn carrie catherine cathy cecilia celia charlotte
    chelsea cheryl chloe christina christine cindy clara clare claudia colette colleen connie
    constance cristina cynthia daisy daniela daphne dawn deborah debra deirdre denise diana
    diane dilys dolores donna dora doris dorothy edith eileen elaine eleanor elena elisa
    elisabeth eliza elizabeth ella ellen elsa emilia emily emma erica erika erin esther eva eve
    evelyn fatima felicity fiona florence frances francesca freya frida gabriela gabrielle gail
    georgia georgina geraldine gillian gina giulia gloria grace greta gretchen hannah harriet
    heather heidi helen helena helene hilary hillary hilda holly ida imogen ines ingrid irene
    iris isabel isabella jacqueline jan jane janet janice jasmine jean jeanne jenna jennifer
    jenny jessica jill joan joanna joanne jodie josephine joy joyce judith judy julia juliana
    julie juliet june karen karin karina kate katherine kathleen kathryn kathy katie katja
    katrina kay kelly kerry kirsten kristen kristin laila lara laura lauren laurie layla leah
    leila lena leslie lillian lily linda lisa lois lorna lorraine louise lucia lucy luisa lydia
    lynn mabel madeleine maggie maja mara margaret margarita maria marian marianne marie marilyn
    marina marion marit marjorie marta martha mary matilda maureen maya megan melanie melissa
    mercedes michelle mildred mina miranda miriam mirjam moira molly monica monique nadia nancy
    naomi natalia natalie natasha nasreen nicola nicole nina nora norma olga olivia paige pamela
    patricia paula pauline peggy penelope penny petra philippa phoebe phyllis pia polly
    priscilla priya rachel rania rebecca regina renata rhoda rita roberta rosa rosalind rose
    rosemary roxanne ruby ruth sabrina sally samantha sandra sara sarah saskia serena shannon
    sharon sheila shirley sigrid silvia simone sofia sonia sonya sophia sophie stefania stella
    stephanie sue susan susanna susanne suzanne svetlana sylvia tabitha tamara tamsin tania
    tanya tara tatiana teresa tessa theresa tina tracey tracy trudy ursula uta valeria valerie
    vanessa vera verena veronica victoria viola violet virginia vivian vivien wanda wendy wilma
    winifred yasmin yolanda yvette yvonne zara zoe
    adriana agnieszka aleksandra alessandra amelie anneliese annika antonella arabella ayesha
    bianca camille carly carolin catalina chiara christa christiane consuelo cornelia delia
    donatella edna ekaterina elise elizaveta estelle eugenia fabiola francoise gabriella genevieve
    ginny giorgia gwen gwendolyn hannelore hege henrietta ilse irina isabelle ivana jacinda janine
    jeannette johanna jolanta josefina justine karolina katharina katya khadija kristina larisa
    leonie leticia liz luciana lucie ludmila maeve magdalena malala manuela marcia margot mariam
    mariana marisa mary-ann mathilde meghan mette michaela minnie nadine nathalie nikki noelle
    oksana ophelia paloma petronella raquel rhonda rosalie roza salma sanna sheryl shirin simona
    soledad sunita susana svenja tatyana thandi theodora therese ulrike valentina viktoria xenia
    yulia yuliya zainab zeinab zuzana
    abby babs barb bess bette betsy carrie cassie cathy cissy debbie dottie ellie fran gaby
    greer gwyneth hattie ivanka izzy josie jude kat kitty lexi libby lizzie lottie lucille maddie
    mandy margie mel melania mia millie nell nikki patsy patty prue ramona rosie sally shelly
    steph suzanna suzy tess tessa trish val vicki vicky winnie amira dina greta ines leyla nasrin
    noor rosalind samira sigrun solveig thuy yara
    """.split()
)
FAMILY_FIRST = frozenset(
    """
    ahn bae bai ban cai cao chan chang chen cheng chiang cho choi chow chu chung deng ding dinh
    do dong duong fan fang feng fu gao gong gu guo han he ho hong hu hua huang hwang jang jeon
    jeong ji jia jiang jin jo jung kang kim ko kong kwon lai lam lau le lee lei li liang liao
    lim lin liu lu luo ma mao meng min moon na nam ng ngo nguyen noh oh ong pan pang park peng
    pham phan qi qian qin ro roh ryu seo shao shen shi shim shin son song su suh sun tan tang
    tian ting tran trinh tsai vo vu wang wei wen wong woo wu xi xia xiao xie xu xue yan yang yao
    ye yeo yi yin yoo yoon you yu yuan yun zeng zhang zhao zheng zhong zhou zhu zou
    bui byeon byun cha dang eom gan geng goo gwon hao heo hoang hou hyun huynh jian kuang kwak kwon
    lou luan ly maeng nah nie ning paik pei phung pyo qiu ren rhee ri ruan ryoo seok seol seong
    sheng shu si sohn tak teng tong trieu truong wan xiang xing xiong yeom yook yue zang zhan zhuo
    zuo
    """.split()
)
"""East Asian family names, which stand before the given name."""

UNISEX = frozenset(
    """
    ashley casey dana frankie jackie jamie jessie jordan kelly kerry leslie marion
    morgan robin shannon taylor tracey tracy vivian
    """.split()
)
"""Given names that both men and women commonly have."""

GIVEN = MALE | FEMALE | UNISEX
"""All of them but the East Asian ones."""


def gender_of(given: str) -> str | None:
    """``male`` or ``female`` for a given name that only one of them commonly has."""
    name = given.lower()
    if name in UNISEX or (name in MALE) == (name in FEMALE):
        return None
    return "male" if name in MALE else "female"


def is_given(word: str) -> bool:
    """Whether a folded word is a common given name."""
    return word in GIVEN
