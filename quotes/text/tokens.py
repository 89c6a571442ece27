"""The words of a text, each with where it stands and the form that it is compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon import any_of, word_set, word_table

KNOWN_WORDS = 20_000
"""Words whose key is kept from one text to the next."""

_OUR = re.compile(
    r"^(?P<stem>\w{3,}|od|vap)our(?P<rest>s|ed|ing|able|ably|al|ally|ite|ites|itism|ism|ist|ists|ful"
    r"|fully|less|er|ers|hood|hoods|ly|liness|y|s?man|s?men)?$"
)
_IZE = re.compile(r"^(?P<stem>\w{3,})iz(?P<rest>e|es|ed|ing|er|ers|able|ation|ations|ational)$")
_YZE = re.compile(r"^(?P<stem>\w{2,})yz(?P<rest>e|es|ed|ing|er|ers)$")
_OGUE = re.compile(r"^(?P<stem>\w+(?:al|ol|il|ag|el))ogue?(?P<rest>s|d)?$")
_RE = re.compile(
    r"^(?P<stem>\w*(?:theat|cent|lit|fib|met)|spect|lust|meag|somb|calib|sab|mit|scept|och|lout"
    r"|accout|sepulch|goit|philt|reconnoit|saltpet|macab|\w*maneuv)re(?P<rest>s|d)?$"
)
_DOUBLED = re.compile(
    rf"^(?P<stem>{any_of(word_set('doubled_consonants'))})"
    r"(?P<double>[lpst]?|m)(?P<rest>ed|ing|ings|er|ers|or|ors|ous|ously|en|ery|ist|ists)$"
)
_PARTS = tuple(
    (re.compile(pattern), folded)
    for pattern, folded in (
        (r"anaesth", "anesth"),
        (r"^anaem", "anem"),
        (r"^archaeo", "archeo"),
        (r"^caesar", "cesar"),
        (r"^diarrhoea", "diarrhea"),
        (r"paedia", "pedia"),
        (r"^paedo", "pedo"),
        (r"^foet", "fet"),
        (r"gynaec", "gynec"),
        (r"haemo", "hemo"),
        (r"haemat", "hemat"),
        (r"aemia", "emia"),
        (r"^mediaev", "mediev"),
        (r"manoeuv", "maneuv"),
        (r"maneuvr(?=ing|ab)", "maneuver"),
        (r"^oesoph", "esoph"),
        (r"^oestr", "estr"),
        (r"^homoeo", "homeo"),
        (r"^aeroplane", "airplane"),
        (r"^orthopaed", "orthoped"),
        (r"^palaeo", "paleo"),
        (r"^aesthet", "esthet"),
        (r"^sulph", "sulf"),
        (r"^alumini?um", "aluminum"),
        (r"^grey", "gray"),
        (r"^plough", "plow"),
        (r"^scep(?=tic)", "skep"),
        (r"^mould", "mold"),
        (r"^moult", "molt"),
        (r"^smoulder", "smolder"),
        (r"^moustach", "mustach"),
        (r"^cos(?=y$|ier$|iest$|ily$)", "coz"),
        (r"^defenc", "defens"),
        (r"^offenc", "offens"),
        (r"^pretenc", "pretens"),
        (r"^licenc", "licens"),
        (r"^practis", "practic"),
        (r"^jewell?er(?=y)", "jewelr"),
        (r"^(?=fulfil|instal|enrol|distil|enthral|instil|appal)(\w+?l)l?(?=ment|s$|$)", r"\1"),
        (r"^(skil|wil)l?(?=ful)", r"\1"),
        (r"^despatch", "dispatch"),
        (r"^enquir", "inquir"),
        (r"^(judg|acknowledg|ag|siz|lik|liv|lov|sal)e(?=ment|ing$|able)", r"\1"),
        (r"^programme(?=s?$)", "program"),
        (r"^moll?usc", "mollusk"),
        (r"^(?:yoghourt|yoghurt)", "yogurt"),
    )
)
_WORDS = word_table("american_spellings")


@lru_cache(maxsize=KNOWN_WORDS)
def common_spelling(word: str) -> str:
    """The one form that stands for the British and the American spelling of a word.

    :param word: one word in lower case, without marks.
    :returns: a key to compare by, mostly the American spelling; words without two come back as is.
    """
    if word in _WORDS:
        return _WORDS[word]
    for pattern, folded in _PARTS:
        word = pattern.sub(folded, word, count=1)
    if found := _DOUBLED.match(word):
        return found["stem"] + found["rest"]
    if found := _OUR.match(word):
        return f"{found['stem']}or{found['rest'] or ''}"
    if found := _IZE.match(word) or _YZE.match(word):
        return f"{found['stem']}{word[found.end('stem')]}s{found['rest']}"
    if found := _OGUE.match(word):
        return f"{found['stem']}og{found['rest'] or ''}"
    if found := _RE.match(word):
        return f"{found['stem']}er{_after_er(found['rest'])}"
    return word


def _after_er(rest: str | None) -> str:
    return "ed" if rest == "d" else rest or ""


_JOINED = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_INSIDE = re.compile(f"[{_JOINED}]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′´＇`‛", "'"))
_LETTER = r"[^\W_]"
_WORD = re.compile(
    rf"\[{_LETTER}{{1,3}}\]{_LETTER}+(?:['’‘ʼ＇]{_LETTER}+)*"
    rf"|{_LETTER}+\[{_LETTER}{{1,4}}\]"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"
    r"|\d+(?:st|nd|rd|th|s)(?!\w)"
    r"|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    rf"|[^\W\d_](?:[\w{_JOINED}](?<!_)|['’‘ʼ＇](?={_LETTER}))*"
    rf"|{_LETTER}"
    r"|[$£€¥%&]",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """One word, number or sign: ``text`` is the text from ``start`` to ``end``.

    ``key`` is the same for words that differ in case, in the shape of their marks, in accents, in
    an editor's brackets or in British or American spelling only.
    """

    text: str
    start: int
    end: int
    key: str


@lru_cache(maxsize=KNOWN_WORDS)
def fold(word: str) -> str:
    """A word without case, accents, ligatures, brackets and curly marks."""
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    bare = "".join(char for char in plain if not unicodedata.combining(char) and char not in "[].")
    return _INSIDE.sub("", bare).casefold()


@lru_cache(maxsize=KNOWN_WORDS)
def _key(word: str) -> str:
    if word[0].isdigit():
        return word.casefold()
    return common_spelling(fold(word)) or word


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs with a meaning ("%", "$", "&") of a text, in order.

    Hyphens part words; an apostrophe inside a word does not.
    """
    return tuple(
        Token(found[0], found.start(), found.end(), _key(found[0]))
        for found in _WORD.finditer(text)
    )
