"""The closed lists of words that tell people, posts and groups apart; all written for `quotes`."""

from __future__ import annotations

from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MALE_TITLES = _set("mr mister sir lord father brother king prince baron duke sheikh imam")
FEMALE_TITLES = _set("mrs ms miss dame lady madam mme sister queen princess baroness duchess")
"""Words before a name that show the gender."""

HONORIFICS = MALE_TITLES | FEMALE_TITLES | _set("dr hon mx")
"""Words before a name that are no post."""

ABBREVIATED = {
    "adm": "Admiral",
    "amb": "Ambassador",
    "capt": "Captain",
    "cllr": "Councillor",
    "cmdr": "Commander",
    "col": "Colonel",
    "cpl": "Corporal",
    "det": "Detective",
    "gen": "General",
    "gov": "Governor",
    "insp": "Inspector",
    "lt": "Lieutenant",
    "maj": "Major",
    "pres": "President",
    "prof": "Professor",
    "rep": "Representative",
    "reps": "Representatives",
    "rev": "Reverend",
    "sen": "Senator",
    "sens": "Senators",
    "sgt": "Sergeant",
    "supt": "Superintendent",
}
"""Abbreviated posts before a name, in lower case without the full stop."""

POSTNOMINALS = _set("kc qc sc mp mep msp mla mbe obe cbe md phd jd esq dds rn cpa")
POSTNOMINAL_POSTS = _set("kc qc sc mp mep msp mla")
SUFFIXES = _set("jr sr ii iii iv")
PARTICLES = _set(
    "van von der den de del della di da dos du la le al el bin ibn ben ter ten abu st zu bint y do"
)

PUBLIC_OFFICES = _set(
    "president vice-president minister premier chancellor ambassador senator governor secretary "
    "king queen prince princess mayor sheriff envoy consul commissioner general admiral colonel "
    "captain coach manager goalkeeper striker defender midfielder diplomat undersecretary "
    "treasurer speaker leader taoiseach emperor sultan emir attorney-general prosecutor marshal "
    "lieutenant-governor justice congressman congresswoman representative spokesman spokeswoman "
    "spokesperson official delegate negotiator president-elect police"
)
"""Posts that a country, state or team gives: a place before or after them is whom they serve."""

CONSTITUENCY_OFFICES = _set(
    "mp mep msp lawmaker senator representative congressman congresswoman legislator deputy "
    "councillor councilor councilman councilwoman alderman assemblyman assemblywoman delegate "
    "backbencher"
)
"""Posts whose place is a constituency unless it is a whole country."""

SHARED_POSTS = _set(
    "president vice-president chairman chairwoman chair chairperson ceo cfo cto coo founder co- "
    "founder cofounder director co-director owner co-owner editor publisher partner manager "
    "executive head chief principal leader secretary treasurer officer creator producer "
    "professor chancellor dean rector"
)
"""Posts that stand beside another one at the same organisation ("founder and director of")."""

_POSTS = _set(
    "abbot academic accountant activist actor actress adjutant administrator admiral adviser "
    "advisor advocate agent aide alderman ambassador analyst anchor animator announcer "
    "anthropologist apprentice arbitrator archbishop archdeacon architect archivist artist "
    "assemblyman assemblywoman assessor assistant associate astronaut athlete attaché attorney "
    "attorney-general auditor author ayatollah backbencher bailiff baker banker barber "
    "bargainer barrister bassist biologist bishop blogger boss botanist boxer brewer brigadier "
    "broadcaster broker builder buyer campaigner candidate captain cardinal carer caretaker "
    "carpenter cartoonist ceo cfo chair chairman chairperson chairwoman champion chancellor "
    "chaplain chef chemist chief chieftain choreographer cleric clerk co-author co-chair co- "
    "chairman co-director co-founder co-leader co-owner coach coauthor cofounder coo collector "
    "colonel columnist comedian commander commentator commissioner composer comptroller "
    "conductor congressman congresswoman conservationist constable consul consultant contractor "
    "controller convener convenor cook coordinator co-ordinator coroner corporal correspondent "
    "councillor councilman councilor councilwoman counsel counsellor counselor creator critic "
    "cto curator dancer dean defector defender delegate demographer dentist deputy "
    "dermatologist designer detective developer diplomat director dissident doctor driver "
    "drummer economist editor educator electrician emperor emir employee engineer entomologist "
    "entrepreneur envoy epidemiologist examiner executive expert facilitator farmer fellow "
    "filmmaker financier firefighter fisherman footballer foreman founder fundraiser gardener "
    "general geographer geologist geophysicist goalkeeper governor grocer guard guide guitarist "
    "hairdresser head headmaster headmistress headteacher historian homeopath hydrologist imam "
    "inspector instructor intern interpreter inventor investigator investor journalist judge "
    "jurist justice keeper king landlord landlady lawmaker lawyer leader lecturer legislator "
    "liaison librarian lieutenant linguist lobbyist magistrate major manager marshal "
    "mathematician mayor mediator member merchant meteorologist midfielder midwife minister "
    "missionary moderator mp mep msp mla mogul musician naturalist narrator negotiator "
    "nominee neighbor- "
    "coordinator neurologist neuroscientist novelist nun nurse observer officer official "
    "ombudsman oncologist operator orchardist organiser organizer owner paediatrician "
    "pediatrician painter paramedic partner pastor pathologist patriarch pharmacist philosopher "
    "photographer physician physicist physiotherapist pilot planner player playwright plumber "
    "poet politician pollster pope porter postmaster practitioner preacher premier president "
    "president-elect presenter priest prime principal proprietor producer professor programmer "
    "promoter prosecutor provost psychiatrist psychologist publicist publisher queen rabbi "
    "ranger reader rector referee registrar reporter representative researcher retailer "
    "reverend runner sailor salesman saleswoman scholar scientist scientologist scout sculptor "
    "secretary secretary-general senator sergeant sheikh sheriff shopkeeper signatory singer "
    "skipper sociologist soldier solicitor songwriter speaker specialist spokesman spokesperson "
    "spokeswoman statistician strategist striker student superintendent supervisor surgeon "
    "surveyor taoiseach teacher technician technologist theologian therapist toxicologist "
    "trade-unionist trader trainer translator treasurer trustee tutor tycoon undersecretary vet "
    "veteran veterinarian vicar vice-chair vice-chairman vice-chancellor vice-president "
    "virologist volcanologist volunteer warden winemaker worker writer zoologist major-general "
    "lieutenant-general lieutenant-governor seismologist ecologist glaciologist oceanographer "
    "climatologist criminologist archaeologist astronomer astrophysicist biochemist "
    "microbiologist immunologist geneticist cardiologist radiologist virtuoso violinist pianist "
    "vocalist goaltender quarterback pitcher jockey cyclist swimmer sprinter golfer gymnast "
    "cricketer wrestler skater bookseller barista bartender waiter waitress seamstress tailor "
    "weaver potter blacksmith miner logger rancher beekeeper cashier receptionist dispatcher "
    "courier master steward forecaster notary soprano tenor baritone rider boatman ferryman "
    "craftsman postman grower breeder shepherd fishmonger butcher roofer locksmith"
)
_NO_POSTS = _set(
    "man woman boy girl person people father mother brother sister son daughter husband wife "
    "widow widower uncle aunt cousin nephew niece grandfather grandmother parent child baby "
    "teenager resident native victim survivor friend neighbour neighbor witness suspect "
    "defendant plaintiff girlfriend boyfriend fiancé fiancée grandson granddaughter toddler "
    "youth pensioner adult guest tourist winner loser other another number order matter paper "
    "water letter member-state summer winter september october november december chapter center "
    "quarter border power order offer corner factor sector error mirror terror tower river "
    "answer murder disorder tremor tumor tumour computer newsletter newspaper dinner laughter "
    "slaughter weather disaster semester dollar budget human gentleman gunman former later "
    "earlier senior junior super inter over under after ever never rather together however "
    "whether minor prior major labor labour harbor harbour honor honour favor favour humor "
    "humour rumor rumour color colour flavor flavour behavior behaviour neighborhood sister-in- "
    "law brother-in-law mother-in-law father-in-law fellow-citizen register career exist "
    "consist assist persist insist resist list twist mist fist wrist waist interior exterior "
    "superior inferior posterior order tier frontier barrier carrier courier-service engineer- "
    "in-training pioneer volunteerism peer beer deer cheer sheer steer veneer politics "
    "christian canadian indian asian russian italian australian brazilian iranian ukrainian "
    "hungarian norwegian egyptian belgian georgian palestinian syrian libyan algerian european "
    "african german roman norman ottoman musician's bulgarian romanian serbian croatian bosnian "
    "austrian estonian latvian lithuanian armenian nigerian ghanaian ethiopian kenyan caucasian "
    "moroccan mexican american cuban haitian peruvian chilean bolivian venezuelan colombian "
    "nicaraguan scandinavian californian texan hawaiian floridian buddhist islamist communist "
    "socialist capitalist marxist leftist rightist nationalist civilian terrorist rapist vandal "
    "hamburger"
)
_POST_ENDINGS = ("ologist", "ographer", "ist", "ician", "woman", "person", "eer", "worker", "maker")


def is_listed_post(word: str) -> bool:
    """Whether a word, in lower case, is a post by the lists and not by its ending alone."""
    return word in _POSTS or word in ABBREVIATED


@lru_cache(maxsize=1 << 16)
def is_post(word: str) -> bool:
    """Whether a word, in lower case, names a post or an occupation of one person."""
    word = word.rstrip(".")
    if is_listed_post(word):
        return True
    for prefix in ("ex-", "then-", "co-", "vice-", "deputy-", "sub-", "under-"):
        if word.startswith(prefix) and is_post(word.removeprefix(prefix)):
            return True
    for suffix in ("-elect", "-designate"):
        if word.endswith(suffix) and is_post(word.removesuffix(suffix)):
            return True
    if word in _NO_POSTS or ("-" in word and word.endswith("-old")):
        return False
    return len(word) > 5 and word.endswith(_POST_ENDINGS)


def is_post_plural(word: str) -> bool:
    """Whether a word, in lower case, is the plural of a post."""
    if word.endswith(("men", "women")):
        return is_post(word[:-2] + "an")
    return word.endswith("s") and not word.endswith("ss") and is_post(word[:-1])


POST_MODIFIERS = _set(
    "acting adjunct administrative artistic assistant associate chief co-founding commanding "
    "communications deputy distinguished emeritus executive financial first former founding "
    "general head honorary incoming independent interim joint junior lead leading managing "
    "medical national operating outgoing parliamentary permanent presidential press prime "
    "principal public rear regional research scientific second senior shadow sole special staff "
    "state supreme technical technology vice visiting marketing campaign policy political vice- "
    "presidential long-time longtime veteran retired fellow freelance district detective police "
    "attorney sales operations editorial creative information security programme program "
    "project media sports club team party faction"
)
"""Words that belong to the post itself, even with a capital letter."""

PORTFOLIOS = _set(
    "agriculture aid arts business cabinet children civil climate commerce communications "
    "community constitutional culture cultural defence defense development digital economic "
    "economy economics education employment energy environment environmental equality "
    "equalities europe european exchequer families farming finance fisheries food foreign "
    "forestry gender health higher home homeland housing human immigration industry information "
    "infrastructure innovation integration interior internal international investment justice "
    "labor labour land law legal local migration mining natural oil pensions petroleum planning "
    "policing policy power property railways resources roads rural schools science security "
    "skills social sport sports state sustainability tax tourism trade transport transportation "
    "treasury universities urban veterans veteran's war water welfare women work works youth "
    "affairs relations staff research operations marketing sales communications campaigns "
    "campaigning engineering medicine history mathematics physics chemistry biology philosophy "
    "psychology sociology politics studies government nursing surgery strategy programmes "
    "programs services service content programming production photography music theology "
    "journalism design finance learning teaching admissions compliance procurement logistics "
    "maintenance safety risk media press products product technology it hr"
)
"""Fields that a post can be of ("Minister of Education", "head of campaigns")."""

UNIT_NOUNS = _set(
    "branch bureau center centre chapter college committee department desk directorate division "
    "faculty group initiative institute laboratory lab office panel program programme project "
    "school section subcommittee team unit wing taskforce board service subsidiary arm programs "
    "programmes squad clinic"
)
"""What a larger organisation is made of."""

ORGANIZATION_NOUNS = UNIT_NOUNS | _set(
    "academy administration agency airline airport alliance army association assembly authority "
    "bank battalion body brewery brigade business cabinet campaign chamber charity church "
    "clinic club coalition commission company confederation congress consortium consultancy "
    "consulate cooperative corporation corps council county court district embassy exchange "
    "factory federation firm force forces foundation fund gallery garrison government guild "
    "hospital hotel house inc infirmary institution kingdom league legion library ltd magazine "
    "mill ministry mission monarchy mosque movement municipality museum navy network newspaper "
    "ngo nonprofit observatory opera orchestra organisation organization outlet paper "
    "parliament partnership party patrol plant platform police port practice precinct "
    "presidency prison prosecution publisher quarry railway ranch region regime registry "
    "republic restaurant retailer secretariat senate shelter shipyard society startup start-up "
    "state station store studio synagogue syndicate theater theatre think-tank tribunal trust "
    "union university utility village vineyard watchdog website zoo broadcaster channel "
    "operator maker manufacturer developer lender insurer carrier plc llc corp co industry "
    "industries times post herald tribune journal news"
)
"""Common nouns for a body that can speak."""

INSTITUTION_NOUNS = _set(
    "academy agency association bank college corporation council federation foundation "
    "government hospital institute institution ministry museum nations organisation "
    "organization party society state trust union university commission department club"
)
"""What a unit can be part of."""

NAMED_AFTER = _set(
    "airport arena avenue award bridge cathedral centre center college foundation highway hospital "
    "institute library museum prize school stadium street theatre theater tower university"
)
"""Nouns behind a person's name that make it something else's: "the X Foundation"."""

DOCUMENT_NOUNS = _set(
    "account advertisement advisory affidavit announcement article articles assessment audit "
    "bill blog book brief briefing broadcast bulletin caption column comment complaint "
    "constitution data decision declaration decree document documents documentary draft "
    "editorial email emails essay evidence figures filing filings findings finding forecast "
    "guidance headline indictment investigation lawsuit leaflet letter letters manifesto memo "
    "memorandum message minutes note notice opinion order paper papers petition placard plan "
    "poll polls post poster prospectus publication reading record records release report "
    "reports research resolution results review ruling rules sentence sign source statement "
    "statements statistics story studies study suit summary survey surveys testimony text "
    "transcript treaty tweet tweets verdict video warrant website"
)
"""Nouns for things that say something."""

UTTERANCES = _set(
    "account advice affidavit announcement answer argument article blog book claim column "
    "comment comments complaint criticism declaration demand email estimate evidence fear fears "
    "interview letter memo memoir message observation opinion post posts prediction promise "
    "reaction remark remarks reply request requests response speech statement statements "
    "testimony text tweet tweets version view views warning words"
)
"""What of a person's stands for the person: "her view", "Lee's statement"."""

GROUP_NOUNS = _set(
    "analysts advocates activists allies aides associates attendees authorities backers "
    "brothers campaigners charities children churches citizens civilians colleagues "
    "commentators companies councillors couple countries critics crowd customers defenders "
    "demonstrators deputies developers doctors dozens economists employees employers executives "
    "experts families family fans farmers few firms followers friends governments groups "
    "historians hundreds insiders investigators investors jurors jury lawmakers lawyers leaders "
    "locals manufacturers many members men militants ministers mothers municipalities neighbors "
    "neighbours nurses observers officers officials onlookers opponents opposition organisers "
    "organizers others owners panel pair parents participants parties passengers patients "
    "people pilots players police politicians pollsters producers professors prosecutors "
    "protesters protestors public readers rebels relatives reporters representatives "
    "researchers residents rivals scholars scientists senators several some sources specialists "
    "spectators staff students supporters survivors teachers those thousands trio troops trusts "
    "unions users veterans victims villagers viewers voters witnesses women workers writers "
    "most both half youths proponents detractors skeptics sceptics surrogates loyalists "
    "number handful majority dozen states cities"
)
"""Nouns for several people."""

KIN = {
    "father": "male",
    "brother": "male",
    "son": "male",
    "husband": "male",
    "uncle": "male",
    "nephew": "male",
    "grandfather": "male",
    "grandson": "male",
    "boyfriend": "male",
    "widower": "male",
    "stepfather": "male",
    "mother": "female",
    "sister": "female",
    "daughter": "female",
    "wife": "female",
    "aunt": "female",
    "niece": "female",
    "grandmother": "female",
    "granddaughter": "female",
    "girlfriend": "female",
    "widow": "female",
    "stepmother": "female",
    "partner": "",
    "cousin": "",
    "twin": "",
    "parent": "",
    "friend": "",
}
"""Relations between people, with the gender they show."""

PERSON_NOUNS = frozenset(KIN) | _set(
    "man woman boy girl person teenager resident native victim survivor neighbour neighbor "
    "witness suspect defendant plaintiff pensioner tourist gentleman insider source passenger "
    "protester protestor demonstrator supporter opponent voter patient whistleblower passerby "
    "bystander villager colleague relative ally businessman businesswoman customer caller one "
    "youngster octogenarian youth father-of-two mother-of-two veteran user scorer donor backer aide"
)
"""Nouns for one person that are no post."""

MALE_NOUNS = _set(
    "man boy gentleman businessman spokesman chairman congressman councilman assemblyman king "
    "prince actor waiter headmaster policeman salesman landlord monk fisherman"
)
FEMALE_NOUNS = _set(
    "woman girl lady businesswoman spokeswoman chairwoman congresswoman councilwoman "
    "assemblywoman queen princess actress waitress headmistress policewoman saleswoman landlady "
    "nun midwife ballerina"
)

PARTIES = _set(
    "democrat democratic democrats republican republicans labour labor conservative tory "
    "liberal green socialist communist libertarian fianna sinn plaid nationalist unionist"
)
PARTY_LETTERS = {"R": "Republican", "D": "Democrat", "I": "Independent"}

PLACE_NOUNS = _set(
    "road street avenue lane drive boulevard highway square park hall tower towers bridge dam "
    "lake river creek canyon mountain mount valley hill hills bay beach island islands sea "
    "ocean forest desert airport stadium arena palace castle cathedral garden gardens plaza "
    "building terminal courier echo gazette sun globe guardian mail mirror telegraph express "
    "observer chronicle independent sentinel dispatch examiner angels cup league games olympics "
    "act treaty accord award prize festival day center centre"
)
"""Last words of names that look like a person's but are a place's, a paper's or an event's."""

MONTHS_SHORT = frozenset(
    [
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sep.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
    ]
)

NO_NAMES = _set(
    "the a an this that these those and or but if in on at of for with from by to as it its he "
    "she they we i you his her their our my who which what when where why how all no not yes is "
    "are was were be been has have had do does did will would can could may might must should "
    "shall also however meanwhile monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december today "
    "yesterday tomorrow caption image photo photograph picture video file share email facebook "
    "twitter instagram whatsapp read more news sport home posted published updated reuters afp "
    "getty images another many most some several both one two three four five six seven eight "
    "nine ten asked told said according speaking citing after before since while during despite "
    "although because then now here there so still yet mr mrs ms god allah christ jesus north "
    "south east west northern southern internet covid online breaking exclusive opinion "
    "analysis ever never under plus just like tonight"
)
"""Words that are no part of anybody's name, whatever their case."""
