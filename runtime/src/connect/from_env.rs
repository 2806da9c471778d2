//! The connection that the environment and `temporal.toml` describe.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use temporalio_client::{Client, ConnectionOptions};
use temporalio_common::envconfig::{
    ClientConfigProfile, ConfigError, DataSource, LoadClientConfigProfileOptions,
    load_client_config_profile,
};

use super::{ConnectError, Kind, client_options, connect_with, parse_address};

const DEFAULT_ADDRESS: &str = "localhost:7233";
const DEFAULT_NAMESPACE: &str = "default";

/// Connects to the server that the environment describes: `localhost:7233` and the namespace
/// `default`, unless told otherwise.
///
/// Read are the variables that the Temporal CLI and the other SDKs read (`TEMPORAL_ADDRESS`,
/// `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, `TEMPORAL_TLS` and those that begin with
/// `TEMPORAL_TLS_` or `TEMPORAL_GRPC_META_`), and below them the profile `TEMPORAL_PROFILE` of the
/// file `TEMPORAL_CONFIG_FILE`, or of `temporalio/temporal.toml` in the user's configuration
/// folder. The SDK has no remote codec (`TEMPORAL_CODEC_ENDPOINT`) and always verifies the host
/// (`TEMPORAL_TLS_DISABLE_HOST_VERIFICATION`), so these two are not used.
///
/// Fails within seconds when the server is not there or does not have the namespace.
///
/// ```no_run
/// # async fn run() -> Result<(), tempoc_runtime::ConnectError> {
/// let client = tempoc_runtime::connect_from_env().await?;
/// # drop(client);
/// # Ok(())
/// # }
/// ```
pub async fn connect_from_env() -> Result<Client, ConnectError> {
    let environment = read_environment()?;
    connect_from(&environment).await
}

/// As [`connect_from_env`], from variables that a test can choose.
async fn connect_from(environment: &HashMap<String, String>) -> Result<Client, ConnectError> {
    let profile = load_profile(environment)?;
    let namespace = profile
        .namespace
        .clone()
        .unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned());
    let connection = connection_options(profile)?;
    connect_with(connection, client_options(&namespace)).await
}

fn read_environment() -> Result<HashMap<String, String>, ConnectError> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
        .filter(|(name, _)| name.starts_with("TEMPORAL_"))
        .map(|(name, value)| match value.into_string() {
            Ok(value) => Ok((name, value)),
            Err(_) => Err(configuration(format!(
                "the environment variable {name} is not UTF-8: set it again, or unset it"
            ))),
        })
        .collect()
}

fn load_profile(
    environment: &HashMap<String, String>,
) -> Result<ClientConfigProfile, ConnectError> {
    let file = environment
        .get("TEMPORAL_CONFIG_FILE")
        .filter(|path| !path.is_empty());
    if let Some(file) = file
        && !Path::new(file).exists()
    {
        // The SDK takes a missing file for an empty one, and would go to the default server.
        return Err(configuration(format!(
            "TEMPORAL_CONFIG_FILE names `{file}`, which does not exist: \
             write the file, or unset the variable"
        )));
    }
    if let Some(tls) = environment.get("TEMPORAL_TLS")
        && !["true", "1", "false", "0"].contains(&tls.to_lowercase().as_str())
    {
        // The SDK takes it as unset, and whoever wrote `yes` would have no TLS.
        return Err(configuration(format!(
            "TEMPORAL_TLS is `{tls}`: set it to `true` or `false`, or unset it"
        )));
    }

    let options = LoadClientConfigProfileOptions::default();
    load_client_config_profile(options, Some(environment)).map_err(|error| match error {
        ConfigError::ProfileNotFound(profile) => configuration(format!(
            "TEMPORAL_PROFILE names the profile `{profile}`, which {} does not have: add \
             `[profile.{profile}]` to it, or unset the variable",
            describe_file(file)
        )),
        error => unusable(file, &error),
    })
}

fn connection_options(mut profile: ClientConfigProfile) -> Result<ConnectionOptions, ConnectError> {
    let address = profile
        .address
        .get_or_insert_with(|| DEFAULT_ADDRESS.to_owned())
        .clone();
    let target = parse_address(&address)?;
    let disabled = profile.tls.as_ref().and_then(|tls| tls.disabled) == Some(true);
    let wanted = !disabled && (profile.tls.is_some() || profile.api_key.is_some());
    // The SDK would go by the scheme, and send the API key for everyone to read.
    if wanted && address.starts_with("http://") {
        return Err(configuration(format!(
            "TLS is asked for, but the address is `{address}`: write it without `http://`, \
             or set TEMPORAL_TLS=false"
        )));
    }
    if disabled && target.scheme() == "https" {
        return Err(configuration(format!(
            "TLS is turned off, but the address is `{address}`: write it without `https://`, \
             or set TEMPORAL_TLS=true"
        )));
    }
    if target.scheme() == "https" && profile.tls.is_none() {
        profile.tls = Some(Default::default());
    }
    if let Some(tls) = &profile.tls {
        check_readable("client certificate", tls.client_cert.as_ref())?;
        check_readable("client key", tls.client_key.as_ref())?;
        check_readable("server's CA certificate", tls.server_ca_cert.as_ref())?;
    }
    ConnectionOptions::try_from(profile).map_err(|error| unusable(None, &error))
}

// The SDK's own error does not name the file.
fn check_readable(what: &str, source: Option<&DataSource>) -> Result<(), ConnectError> {
    if let Some(DataSource::Path(path)) = source
        && let Err(error) = File::open(path)
    {
        return Err(configuration(format!(
            "the {what} `{path}` cannot be read ({error}): see the TEMPORAL_TLS_ variables and \
             the `tls` of the profile"
        ))
        .caused_by(error));
    }
    Ok(())
}

fn configuration(message: String) -> ConnectError {
    ConnectError::new(Kind::Configuration, message)
}

// The SDK's error cannot cross threads, so only its text is kept.
fn unusable(file: Option<&String>, error: &ConfigError) -> ConnectError {
    let error = error.to_string();
    configuration(format!(
        "the connection cannot be read from the TEMPORAL_ variables and {}: {}",
        describe_file(file),
        error.trim_end()
    ))
}

fn describe_file(file: Option<&String>) -> String {
    match file {
        Some(file) => format!("`{file}`"),
        None => "the user's `temporal.toml`".to_owned(),
    }
}

#[cfg(test)]
mod tests;
