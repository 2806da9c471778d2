"""The contract of the tests in Python, which does and says what the Rust does."""
