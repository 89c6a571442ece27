"""What humans decide on who is who: kept as a log, replayed over what the machine found."""
