"""The command line ``quotes``: it asks the other rooms, and alone prints and exits."""
