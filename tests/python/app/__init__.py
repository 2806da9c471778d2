"""What users of the contracts would write: workflows, activities, and nothing generated."""
