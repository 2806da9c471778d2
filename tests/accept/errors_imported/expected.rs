//// cases_orders_v1/errors.rs
