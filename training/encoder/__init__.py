"""The encoder coder: examples, model, training, export, calibration."""
