"""The pipeline run beside ours: spaCy with the shape of a small English model, not trained.

tok2vec of width 96 and depth 4 over hash embeddings, tagger, parser and entity recogniser; its
speed does not depend on the weights.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.training import Example


def small_english() -> Language:
    """The pipeline, initialised with a few made-up labels."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}}
    )
    for name, state in (("parser", "parser"), ("ner", "ner")):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": state,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": listener,
        }
        nlp.add_pipe(name, config={"model": model})
    doc = nlp.make_doc("The board met in Aldermoor .")
    marks = {
        "tags": ["DT", "NN", "VBD", "IN", "NNP", "."],
        "heads": [1, 2, 2, 2, 3, 2],
        "deps": ["det", "nsubj", "ROOT", "prep", "pobj", "punct"],
        "entities": [(17, 26, "GPE")],
    }
    nlp.initialize(lambda: [Example.from_dict(doc, marks)])
    return nlp
