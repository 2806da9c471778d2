//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use tempoc::breaking::saved;

use super::outcome::ReportFormat;

/// The contract compiler for Temporal: one schema, typed Rust and typed Python.
///
/// Exit status: 0 if all is well, 1 if there are findings or stale files, 2 if the contract does
/// not compile, a file cannot be read or written, or the command line is wrong.
#[derive(Debug, Parser)]
#[command(name = "tempoc", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate code from a contract
    Generate(Generate),
    /// Compile a contract and say what is wrong or doubtful, without writing anything
    ///
    /// Exit status: 0 without findings, or with lesser ones than --fail-on; 1 with others; 2 if the
    /// contract does not compile or cannot be read.
    Lint(Lint),
    /// Hold recorded histories against a contract: what in them is not declared or does not decode any more
    VerifyHistory(VerifyHistory),
    /// Write a contract into one file, to compare later versions with
    Save(Save),
    /// Say what a change of the contract breaks: in running workflows, in programs that are not
    /// deployed yet, in code
    ///
    /// Exit status: 0 without findings, or with lesser ones than --fail-on; 1 with others; 2 if
    /// nothing was compared: a version does not compile, or is not found.
    Breaking(Breaking),
    /// Write a small contract and a tempoc.toml to begin with; never overwrites
    Init(Init),
    /// Print the JSON Schema of the language, for editors
    Schema,
    /// Explain a code of a finding; without one, list all codes
    Explain(Explain),
    /// Print the completions of a shell
    Completions(Completions),
}

#[derive(Args, Debug)]
pub(crate) struct Inputs {
    /// Schema files; without any, those of tempoc.toml
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The tempoc.toml to read; else that of this folder or of the nearest one above
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub(crate) config: Option<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
}

#[derive(Args, Debug)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Write nothing; say what is missing, stale or superfluous, and exit with 1 if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// The folder to write Rust to; without it and --python-out, `out` of `[rust]` in tempoc.toml
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The folder to write Python to; without it and --out, `out` of `[python]` in tempoc.toml
    #[arg(long, value_name = "DIR")]
    pub(crate) python_out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// The least finding that fails the run; without it, `fail-on` of [lint] in tempoc.toml, or warning
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOn>,
    /// List all rules, each with its level, and look at no contract
    #[arg(long, conflicts_with_all = ["paths", "fail_on", "format", "print_allow"])]
    pub(crate) rules: bool,
    /// Print the entries of tempoc.toml that would allow all that is found, each with a reason to fill in
    #[arg(long, conflicts_with_all = ["fail_on", "format"])]
    pub(crate) print_allow: bool,
}

/// The least finding that fails a run.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum FailOn {
    Info,
    Warning,
    Error,
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Breaking {
    #[command(subcommand)]
    pub(crate) command: Option<BreakingCommand>,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) old: OldVersions,
    /// The least finding that fails the run; without it, `fail-on` of [breaking] in tempoc.toml, or error
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOn>,
    /// Generate, compile and run the versions in both languages, and show what each makes of the other's payloads
    #[arg(long)]
    pub(crate) prove: bool,
    /// The Python that runs what is proven, which has to find `temporalio`
    #[arg(
        long,
        value_name = "PROGRAM",
        requires = "prove",
        default_value = "python3"
    )]
    pub(crate) python: PathBuf,
    /// List all rules, as `tempoc breaking rules` does, and compare nothing
    #[arg(long, exclusive = true)]
    pub(crate) rules: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BreakingCommand {
    /// Accept findings, with a reason: write them into tempoc-breaking.toml
    Accept(Accept),
    /// List all rules
    Rules(Rules),
}

#[derive(Args, Debug)]
pub(crate) struct Accept {
    /// What to accept: the digits that a finding ends with, or the first of them
    #[arg(value_name = "FINGERPRINT", required = true)]
    pub(crate) fingerprints: Vec<String>,
    /// Why it may break
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// The last day on which it is accepted, such as 2027-01-01, or the version that ends it
    #[arg(long, value_name = "DATE|VERSION")]
    pub(crate) until: Option<String>,
    /// Who has decided so
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Schema files; without any, those of tempoc.toml
    #[arg(long = "schema", value_name = "PATH")]
    pub(crate) schemas: Vec<PathBuf>,
    /// The tempoc.toml to read; else that of this folder or of the nearest one above
    #[arg(long, value_name = "FILE", conflicts_with = "schemas")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) old: OldVersions,
}

#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

/// The formats of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ListFormat {
    /// One line a rule
    #[default]
    Text,
    /// One JSON array
    Json,
    /// One table
    Markdown,
}

/// What the contract is compared with.
#[derive(Args, Debug)]
pub(crate) struct OldVersions {
    /// An old version: a git ref, `REF:PATH`, a folder, a file, or a saved contract; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub(crate) against: Vec<String>,
    /// Old versions: every tag that fits a pattern, such as 'v1.*'
    #[arg(long, value_name = "PATTERN")]
    pub(crate) against_tags: Option<String>,
    /// Compare with the last commit that a ref of --against shares with HEAD
    #[arg(long)]
    pub(crate) merge_base: bool,
    /// Pass where an old version has nothing of the contract yet, and none that has moved or is gone since
    #[arg(long)]
    pub(crate) allow_new: bool,
}

/// Runs no code of a worker.
///
/// Exit status: 0 if nothing is wrong, or only what nobody reads again; 1 if there are errors; 2 if
/// anything could not be looked at.
#[derive(Args, Debug)]
pub(crate) struct VerifyHistory {
    /// Files with histories, as the Temporal UI, its command line and the SDKs export them, and folders of such files
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Schema files of the contract; without any, those of tempoc.toml
    #[arg(long = "contract", value_name = "FILE")]
    pub(crate) contracts: Vec<PathBuf>,
    /// The tempoc.toml to read; else that of this folder or of the nearest one above
    #[arg(long, value_name = "FILE", conflicts_with = "contracts")]
    pub(crate) config: Option<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) server: Server,
    #[command(flatten)]
    pub(crate) codec: Codec,
}

/// A server to read histories from.
///
/// They are read by the Temporal CLI, from PATH or as named by TEMPORAL_CLI, so that its environment
/// variables and its configuration file hold too: keys, certificates, profiles.
#[derive(Args, Debug)]
pub(crate) struct Server {
    /// Read the histories of the executions that match this list filter, by way of the Temporal CLI
    #[arg(long, value_name = "QUERY")]
    pub(crate) query: Option<String>,
    /// The server, such as localhost:7233; else as the Temporal CLI is configured
    #[arg(long, value_name = "HOST:PORT", requires = "query")]
    pub(crate) address: Option<String>,
    /// The namespace; else as the Temporal CLI is configured. Codec servers are told too
    #[arg(long, value_name = "NAME")]
    pub(crate) namespace: Option<String>,
    /// The profile of the Temporal CLI's configuration file
    #[arg(long, value_name = "NAME", requires = "query")]
    pub(crate) profile: Option<String>,
    /// Read no more than this many executions, the newest; without it, 1000, with a warning where there are more
    #[arg(long, value_name = "COUNT", requires = "query", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: Option<u32>,
}

/// What decodes payloads that are encrypted or compressed.
#[derive(Args, Debug)]
pub(crate) struct Codec {
    /// A codec server, whose /decode is asked; else TEMPORAL_CODEC_ENDPOINT
    #[arg(long, value_name = "URL")]
    pub(crate) codec_endpoint: Option<String>,
    /// The `Authorization` header for the codec server; else TEMPORAL_CODEC_AUTH
    #[arg(long, value_name = "TEXT")]
    pub(crate) codec_auth: Option<String>,
    /// A program that reads {"payloads": […]} and writes them decoded, with its arguments
    #[arg(long, value_name = "PROGRAM", conflicts_with_all = ["codec_endpoint", "codec_auth"])]
    pub(crate) codec_command: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Save {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// The file to write; one that is not of tempoc is not overwritten
    #[arg(short, long, value_name = "FILE", default_value = saved::FILE_NAME)]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The folder to write to
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The language to generate; may be given for both, which is what happens without it
    #[arg(long, value_enum)]
    pub(crate) language: Vec<Language>,
}

/// A language that code is generated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    Rust,
    Python,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A code, such as unknown-type
    pub(crate) code: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

impl Command {
    /// What it is called.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Command::Generate(_) => "generate",
            Command::Lint(_) => "lint",
            Command::Breaking(_) => "breaking",
            Command::VerifyHistory(_) => "verify-history",
            Command::Save(_) => "save",
            Command::Init(_) => "init",
            Command::Schema => "schema",
            Command::Explain(_) => "explain",
            Command::Completions(_) => "completions",
        }
    }

    /// How its findings are written.
    pub(crate) fn format(&self) -> ReportFormat {
        match self {
            Command::Generate(arguments) => arguments.inputs.format,
            Command::Lint(arguments) => arguments.inputs.format,
            Command::VerifyHistory(arguments) => arguments.format,
            Command::Save(arguments) => arguments.inputs.format,
            Command::Breaking(arguments) => arguments.inputs.format,
            Command::Init(_) | Command::Schema | Command::Explain(_) | Command::Completions(_) => {
                ReportFormat::Text
            }
        }
    }
}
