"""What other systems reach on PolNeAR (Newell et al. 2018), its test part."""

from __future__ import annotations

SPANS: dict[str, tuple[float, ...]] = {
    "CRF": (50.6, 53.4, 28.6),
    "BiLSTM-CRF": (69.6, 66.7, 59.0),
    "BERT-base": (81.1, 74.0, 68.9),
    "BERT-base with CofeNet": (83.2, 75.3, 72.9),
}
"""Exact F1 of source, cue and content spans, as published with CofeNet (Wang et al. 2022)."""

WHOLE = {
    "textacy": 22.9,
    "SaysWho": 29.1,
    "Gender Gap Tracker": 46.2,
    "Citron": 50.0,
    "Citron, retrained on PolNeAR": 65.0,
}
"""Joint F1 of whole attributions, measured with the scorer that measures ours."""
