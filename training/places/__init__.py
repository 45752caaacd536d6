"""Training of the weights by which toponyms are resolved."""
