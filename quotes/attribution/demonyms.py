"""Which country an adjective or a short name stands for."""

from __future__ import annotations

_PAIRS = """
Afghan Afghanistan|Albanian Albania|Algerian Algeria|American America|Angolan Angola
Argentine Argentina|Argentinian Argentina|Armenian Armenia|Australian Australia
Austrian Austria|Azerbaijani Azerbaijan|Bahraini Bahrain|Bangladeshi Bangladesh
Belarusian Belarus|Belgian Belgium|Bolivian Bolivia|Bosnian Bosnia|Brazilian Brazil
British Britain|Bulgarian Bulgaria|Burmese Myanmar|Cambodian Cambodia|Cameroonian Cameroon
Canadian Canada|Chilean Chile|Chinese China|Colombian Colombia|Congolese Congo
Croatian Croatia|Cuban Cuba|Cypriot Cyprus|Czech Czechia|Danish Denmark|Dutch Netherlands
Ecuadorian Ecuador|Egyptian Egypt|English England|Eritrean Eritrea|Estonian Estonia
Ethiopian Ethiopia|Finnish Finland|French France|Georgian Georgia|German Germany
Ghanaian Ghana|Greek Greece|Guatemalan Guatemala|Haitian Haiti|Honduran Honduras
Hungarian Hungary|Icelandic Iceland|Indian India|Indonesian Indonesia|Iranian Iran|Iraqi Iraq
Irish Ireland|Israeli Israel|Italian Italy|Ivorian Ivory_Coast|Jamaican Jamaica|Japanese Japan
Jordanian Jordan|Kazakh Kazakhstan|Kenyan Kenya|Kosovan Kosovo|Kuwaiti Kuwait
Kyrgyz Kyrgyzstan|Laotian Laos|Latvian Latvia|Lebanese Lebanon|Liberian Liberia|Libyan Libya
Lithuanian Lithuania|Macedonian Macedonia|Malaysian Malaysia|Malian Mali|Maltese Malta
Mexican Mexico|Moldovan Moldova|Mongolian Mongolia|Montenegrin Montenegro|Moroccan Morocco
Mozambican Mozambique|Namibian Namibia|Nepalese Nepal|Nepali Nepal|Nicaraguan Nicaragua
Nigerian Nigeria|Nigerien Niger|Norwegian Norway|Omani Oman|Pakistani Pakistan
Palestinian Palestine|Panamanian Panama|Paraguayan Paraguay|Peruvian Peru|Filipino Philippines
Philippine Philippines|Polish Poland|Portuguese Portugal|Qatari Qatar|Romanian Romania
Russian Russia|Rwandan Rwanda|Salvadoran El_Salvador|Saudi Saudi_Arabia|Scottish Scotland
Senegalese Senegal|Serbian Serbia|Singaporean Singapore|Slovak Slovakia|Slovenian Slovenia
Somali Somalia|Spanish Spain|Sudanese Sudan|Swedish Sweden|Swiss Switzerland|Syrian Syria
Taiwanese Taiwan|Tajik Tajikistan|Tanzanian Tanzania|Thai Thailand|Tunisian Tunisia
Turkish Turkey|Turkmen Turkmenistan|Ugandan Uganda|Ukrainian Ukraine|Emirati UAE
Uruguayan Uruguay|Uzbek Uzbekistan|Venezuelan Venezuela|Vietnamese Vietnam|Welsh Wales
Yemeni Yemen|Zambian Zambia|Zimbabwean Zimbabwe
"""

COUNTRY_OF = {
    adjective.lower(): country.replace("_", " ")
    for line in _PAIRS.split("\n")
    for adjective, country in (pair.split() for pair in line.split("|") if pair)
}
"""Demonym in lower case -> country: ``COUNTRY_OF["danish"] == "Denmark"``."""

COUNTRIES = frozenset(country.lower() for country in COUNTRY_OF.values()) | frozenset(
    {
        "u.s.", "us", "u.s", "usa", "united states", "united states of america", "uk", "u.k.",
        "united kingdom", "great britain", "eu", "european union", "new zealand", "north korea",
        "south korea", "korea", "south africa", "south sudan", "sri lanka", "united arab emirates",
        "luxembourg", "monaco", "andorra", "bhutan", "vatican", "hong kong", "czech republic",
        "ivory coast", "costa rica", "puerto rico", "northern ireland", "un", "united nations",
        "nato", "crown", "federal",
    }
)  # fmt: skip
"""Countries and unions of countries, in lower case."""

_NO_COUNTRIES = frozenset(
    {"eu", "european union", "un", "united nations", "nato", "crown", "federal"}
)


_REGIONAL = frozenset(
    """
    african alaskan alabamian albertan arab arizonan asian bavarian berliner
    bostonian californian catalan caribbean chechen chicagoan coloradan corsican crimean
    european flemish floridian galician hawaiian iowan kansan kashmiri kentuckian kurdish
    londoner mancunian manitoban marylander michigander minnesotan mississippian missourian
    montanan nebraskan nevadan newfoundlander ohioan ontarian oregonian parisian pennsylvanian
    punjabi quebecer queenslander scandinavian sicilian tamil tasmanian tennessean texan
    tibetan tyrolean uyghur venetian vermonter virginian walloon wisconsinite
    """.split()
)
"""Words for the people of regions, states and cities, in lower case."""


def country(words: str) -> str:
    """The country that an adjective stands for; any other words as they are."""
    return COUNTRY_OF.get(words.lower(), words)


def is_country(words: str) -> bool:
    """Whether the words are the name of one country."""
    name = words.lower().removeprefix("the ")
    return name in COUNTRIES and name not in _NO_COUNTRIES


def is_demonym(word: str) -> bool:
    """Whether a word is the adjective of a country, or names the people of a region or city."""
    return word.lower() in COUNTRY_OF or word.lower() in _REGIONAL
