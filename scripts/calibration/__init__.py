"""The map from the product's scores to chances: measured, fitted, written beside the weights."""
