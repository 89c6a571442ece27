"""Did X really say Y?"""
