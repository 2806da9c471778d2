//// cases_v1/activities.rs
//// cases_v1/definitions.rs
