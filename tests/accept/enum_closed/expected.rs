//// cases_v1/types.rs
