"""Articles about a pier: an agency's report, copies of it, and what others wrote."""

from __future__ import annotations

SAID = "We will not open a pier that a strong wave could take away from under our visitors"

AGENCY = """Marlow pier to stay shut until spring, engineer says

By Ines Okafor
Northwire

March 3, 2026

MARLOW (Northwire) — The pier at Marlow will stay closed until spring after divers found that \
eleven of its forty iron legs have rusted through, the harbour office said on Tuesday.

"We will not open a pier that a strong wave could take away from under our visitors," said Maren \
Okonedo, chief engineer of the Marlow Harbour Office. "Nobody will thank us for a summer season \
that ends in the water."

The pier, which was built in 1887 and carries a small theatre, a tea room and the landing stage of \
the ferry to Skarholm, was shut in January when a storm tore off part of the deck.

Repairs will cost about 6 million pounds, according to a report that the office published on its \
website. The town council has set aside 2 million pounds and hopes that the heritage fund will pay \
for the rest.

Shopkeepers along the promenade fear for their trade. Takings have fallen by a third since the \
gates were locked, a survey by the chamber of commerce showed last week.

The ferry company has moved its boats to the fish quay, which adds twenty minutes to the crossing. \
It said that it expected to carry a tenth fewer passengers this year.
"""

SHORTENED = """The Marlow Echo

Town waits for its pier

4 March 2026

Readers of this newspaper have sent us more than a hundred photographs of the closed gates, and \
the library will show the best of them from Saturday in its reading room.

MARLOW (Northwire) — The pier at Marlow will stay closed until spring after divers found that \
eleven of its forty iron legs have rusted through, the harbour office said on Tuesday.

"We will not open a pier that a strong wave could take away from under our visitors," said Maren \
Okonedo, chief engineer of the Marlow Harbour Office.

The pier, which was built in 1887 and carries a small theatre, a tea room and the landing stage of \
the ferry to Skarholm, was shut in January when a storm tore off part of the deck.
"""

UNCREDITED = """Isle Tribune

No pier before spring

5 March 2026

The pier at Marlow will stay closed until spring after divers found eleven of its forty iron legs \
rusted through, the harbour office said.

"We will not open a pier that a strong wave could take away from under our visitors," said Maren \
Okonedo, chief engineer of the Marlow Harbour Office. "Nobody will thank us for a summer season \
that ends in the water."

The pier, which was built in 1887 and carries a small theatre, a tea room and the landing stage of \
the ferry to Skarholm, was shut in January when a storm tore off part of the deck.

Shopkeepers along the promenade fear for their trade. Takings have fallen by a third since the \
gates were locked, a survey by the chamber of commerce showed.

The ferry company has moved its boats to the fish quay, which adds twenty minutes to the crossing.
"""

INTERVIEW = """Harbour Gazette

"I sleep better with the gates locked"

By Jon Petrel

6 March 2026

Maren Okonedo has walked along the beach below the pier every morning since January. The chief \
engineer of the Marlow Harbour Office shows our reporter a flake of rust as large as a dinner plate.

"We will not open a pier that a strong wave could take away from under our visitors," Okonedo \
says, and puts the flake back into her coat. She has heard the complaints of the kiosk owners.

Asked when the theatre may play again, she laughs. "Ask me after the tender," she says.

She grew up three streets away, she recalls, and learned to swim between the legs that she now has \
to replace one after the other.
"""

ALTERED = """The Skarholm Courier

Pier row returns to council

By Ida Brandt

2 May 2026

Councillors argued for three hours on Thursday about who has to answer for the lost season at \
Marlow.

"We will not open a pier that a wave could take away from under our guests," Maren Okonedo, the \
chief engineer, had told the town in March.

Opposition leader Piet Vandersloot said the office had known of the damage for years. A vote on an \
inquiry is expected next week.
"""

MISATTRIBUTED = """Coast Post

Deputy denies that pier money is gone

By Rolf Amund

9 May 2026

The deputy harbour master has denied that the money for the pier was spent on the fish quay.

"We will not open a pier that a strong wave could take away from under our visitors," said Karl \
Bergstrom, the deputy harbour master, at a meeting in the library.

Bergstrom said the accounts would be published by June.
"""

ARTICLES = {
    "agency.txt": AGENCY,
    "shortened.txt": SHORTENED,
    "uncredited.txt": UNCREDITED,
    "interview.txt": INTERVIEW,
    "altered.txt": ALTERED,
    "misattributed.txt": MISATTRIBUTED,
}
