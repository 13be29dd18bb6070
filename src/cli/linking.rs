//! Arguments that say what names are linked by: indexes of the user's, a service.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::cli::error::Error;
use crate::link::{Index, Linker, ReconcileOptions, Reconciler};
use crate::net::Manners;
use crate::ontology::EntityType;

/// What links names that the gazetteer has no identifier for.
#[derive(Clone, Debug, Args)]
pub(crate) struct LinkingArguments {
    /// An index of names, made by `demarche link build`, to link what the gazetteer has no identifier for. Of several,
    /// the first that has a name decides on it.
    #[arg(long, value_name = "INDEX", help_heading = "Linking")]
    link_index: Vec<PathBuf>,
    /// Ask this reconciliation service (W3C Reconciliation Service API 0.2 or 1.0, as other tools use it) for names that no
    /// index has. Sends names from your texts over the network, which nothing else does; answers are kept on disk.
    #[arg(long, value_name = "URL", help_heading = "Linking")]
    reconcile: Option<String>,
    /// Where the answers of --reconcile are kept; what is there is not asked again. Remove it to ask anew [default:
    /// demarche/reconcile in the directory of the user's caches, ~/.cache].
    #[arg(long, value_name = "DIR", help_heading = "Linking", requires = "reconcile")]
    reconcile_cache: Option<PathBuf>,
    /// Most requests that --reconcile makes in a second.
    #[arg(long, value_name = "N", default_value_t = 5.0, value_parser = rate, help_heading = "Linking", requires = "reconcile")]
    reconcile_rate: f64,
    /// Tell the service which of its types is wanted, such as person=Q5; kinds: person, country, settlement, location,
    /// government-body, international-organisation, organisation …
    #[arg(long, value_name = "KIND=TYPE", value_parser = kind, help_heading = "Linking", requires = "reconcile")]
    reconcile_type: Vec<(EntityType, String)>,
    /// The service's property for a thing's country, such as P17, to tell it the country of names that have one.
    #[arg(long, value_name = "PROPERTY", help_heading = "Linking", requires = "reconcile")]
    reconcile_country: Option<String>,
}

/// A number above 0.
fn rate(text: &str) -> Result<f64, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number: &f64| *number > 0.0 && number.is_finite());
    number.ok_or_else(|| "give a number above 0".to_owned())
}

/// `KIND=TYPE`.
fn kind(text: &str) -> Result<(EntityType, String), String> {
    let (name, class) = text.split_once('=').ok_or("no `=`; write KIND=TYPE")?;
    let kind = EntityType::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = EntityType::ALL.iter().map(|kind| kind.name()).collect();
        format!("{name:?} is no kind; kinds: {}", names.join(" "))
    })?;
    Ok((kind, class.to_owned()))
}

impl LinkingArguments {
    /// Whether there is anything to link by.
    pub(crate) fn is_empty(&self) -> bool {
        self.link_index.is_empty() && self.reconcile.is_none()
    }

    /// Opens the indexes, and asks the service what it can do.
    pub(crate) fn linker(&self) -> Result<Linker, Error> {
        let indexes = self.link_index.iter().map(|path| Index::open(path));
        let linker = Linker::new(indexes.collect::<Result<_, _>>()?);
        let Some(url) = &self.reconcile else { return Ok(linker) };
        let cache = self.reconcile_cache.clone().or_else(cache).ok_or(Error::NoCache)?;
        let service = Reconciler::open(ReconcileOptions {
            url: url.clone(),
            cache,
            types: self.reconcile_type.clone(),
            country: self.reconcile_country.clone(),
            manners: Manners {
                pause: Duration::from_secs_f64(1.0 / self.reconcile_rate),
                ..Manners::default()
            },
        })?;
        Ok(linker.with_service(Some(service)))
    }
}

/// The customary directory for what can be had again, by the [XDG
/// directories](https://specifications.freedesktop.org/basedir-spec/latest/).
fn cache() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))?;
    Some(caches.join("demarche/reconcile"))
}
