//// cases_v1/definitions.rs
