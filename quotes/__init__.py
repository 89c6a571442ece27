"""quotes: who said what, who are they, and did they really say it?"""

__version__ = "0.1.0"
