"""Given names: the spellings of one in Latin letters, and those that very many people have.

Common knowledge, written down for this project; mostly Arabic and Russian spellings.
"""

from __future__ import annotations

from quotes import nicknames

_SPELLINGS = """
abdullah abdallah abdulla abdalla
ahmed ahmad ahmet achmed
aisha ayesha aysha aicha
aleksandr alexandr aleksander oleksandr
aleksandra alexandra
alexei aleksei alexey aleksey oleksiy oleksii
amin ameen
amir ameer emir
anastasia anastasiya
andrei andrey andriy andrii
anton antony
dmitry dmitri dmitriy dimitri dimitry dmytro
ekaterina yekaterina kateryna
evgeny yevgeny evgeni yevgeni evgeniy yevgeniy yevhen
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
oleg oleh
pavel pavlo
mikhail mykhailo mykhaylo
nikolai nikolay mykola
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
sergei sergey serhiy serhii
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


def roots(given: str) -> frozenset[str]:
    """The given names, in one spelling, that a name is short for; empty for one that is none."""
    return frozenset(map(canonical, nicknames.roots(given)))
