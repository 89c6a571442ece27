"""Makes seeds/topics.npz, the vectors of the shipped topics, so that no database has to.

Run: python scripts/vectors/topics.py   (after a change of seeds/topics.csv or of the model)
"""

from __future__ import annotations

import numpy as np

from quotes.ingest.lists import shipped_topics
from quotes.lexicon import seed
from quotes.meaning.vectors import Encoder
from quotes.topics.likeness import digest_of, vector_of


def main() -> None:
    encoder = Encoder.shipped()
    topics = shipped_topics()
    file = seed("topics.csv").with_suffix(".npz")
    np.savez_compressed(
        file,
        model=np.array(encoder.sha256),
        digests=np.array([digest_of(topic) for topic in topics]),
        vectors=np.stack([vector_of(topic, encoder) for topic in topics]),
    )
    print(f"{file}: {len(topics)} vectors")


if __name__ == "__main__":
    main()
