"""Who stands where: the sides that quotations take towards a target, by speaker and by day."""
