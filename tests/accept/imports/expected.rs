//// cases_orders_v1/types.rs
//// cases_orders_v1/mod.rs
//// cases_orders_v1/definitions.rs
