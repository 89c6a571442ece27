"""The training program of the reader. Needs the extra ``train``."""
