"""Every quotation of a draft, checked before it is published."""
