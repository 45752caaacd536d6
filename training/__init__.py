"""Data and scripts that make the weights which ship in the wheel."""
