//// cases_v1/errors.rs
