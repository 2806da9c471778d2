"""What users of the contracts write: workflows and activities."""
