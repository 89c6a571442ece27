"""How good it is: the product run on marked articles, scored, and written down."""
