//// cases_v1/client.rs
//// cases_v1/workflows.rs
