//// cases_v1/workflows.rs
