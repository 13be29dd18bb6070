//! How a server is asked over HTTP, by those who want it: the one room that reaches the network, and only when a user
//! names a server or allows it.
//!
//! Takes a URL and what to send, gives the body of the answer. Asks no faster than it is allowed, tries again when a server
//! is busy or does not answer, and gives up in time. Knows nothing of what is asked.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::header::{CONTENT_TYPE, RETRY_AFTER};
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};

/// Longest wait that a server may ask for before it is asked again.
const MOST_WAIT: Duration = Duration::from_secs(60);
/// How much of a refusal is told.
const EXCERPT: usize = 120;

/// How servers are asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manners {
    /// How long one request may take.
    pub timeout: Duration,
    /// Least time from the start of one request to the start of the next.
    pub pause: Duration,
    /// How often a request is made at most.
    pub attempts: u32,
    /// Wait before the second attempt; each further wait is twice as long. A server's `Retry-After` goes before.
    pub backoff: Duration,
    /// Most bytes of an answer.
    pub most_bytes: u64,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            pause: Duration::ZERO,
            attempts: 4,
            backoff: Duration::from_millis(500),
            most_bytes: 64 << 20,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetError {
    /// The address is none.
    #[error("{url:?} is no address of a server; give one like https://example.org/api")]
    Address {
        /// What was given.
        url: String,
    },
    /// Nobody answers there.
    #[error("cannot reach {url}: {reason}; see whether the address is right and the network is there")]
    Unreachable {
        /// Who was asked.
        url: String,
        /// What the system says.
        reason: String,
    },
    /// The answer takes too long.
    #[error("{url} did not answer within {seconds} s; try again later")]
    Timeout {
        /// Who was asked.
        url: String,
        /// How long an answer may take.
        seconds: f64,
    },
    /// The server refuses.
    #[error("{url} answered with status {status}{excerpt}; {}", advice(*status))]
    Status {
        /// Who was asked.
        url: String,
        /// The HTTP status.
        status: u16,
        /// What the server says, in brackets, or nothing.
        excerpt: String,
    },
    /// The answer is too long.
    #[error("{url} answered with more than {megabytes} MB; ask for less")]
    TooLong {
        /// Who was asked.
        url: String,
        /// How long an answer may be.
        megabytes: u64,
    },
    /// `https` in a build that has none.
    #[error("{url}: this program was built without the feature `https`; build it with, or ask over http")]
    NoTls {
        /// Who was asked.
        url: String,
    },
}

/// What a user can do about a status.
fn advice(status: u16) -> &'static str {
    match status {
        401 | 403 => "it does not let you in",
        404 | 405 | 410 => "see whether the address is right",
        429 => "it is asked too often; try again later, or more slowly",
        500.. => "try again later",
        _ => "it does not take what was asked",
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its media type, without parameters, in small letters; empty if not told.
    pub media_type: String,
    /// What it says.
    pub body: Vec<u8>,
}

/// Asks servers, with manners.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    manners: Manners,
    /// When the next request may start.
    next: Mutex<Option<Instant>>,
}

impl Client {
    /// A client that asks as told.
    pub fn new(manners: Manners) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(manners.timeout))
            .user_agent(concat!("demarche/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.into(),
            manners,
            next: Mutex::new(None),
        }
    }

    /// Fetches what is at `url`.
    ///
    /// # Errors
    /// When there is no answer, or none that tells what was asked.
    pub fn get(&self, url: &str, accept: &str) -> Result<Reply, NetError> {
        self.ask(url, || self.agent.get(url).header("Accept", accept).call())
    }

    /// Sends `body`, and fetches the answer.
    ///
    /// # Errors
    /// When there is no answer, or none that tells what was asked.
    pub fn post(&self, url: &str, content_type: &str, accept: &str, body: &str) -> Result<Reply, NetError> {
        self.ask(url, || {
            let request = self.agent.post(url).header("Accept", accept);
            request.content_type(content_type).send(body)
        })
    }

    fn ask(&self, url: &str, send: impl Fn() -> Result<Response<Body>, ureq::Error>) -> Result<Reply, NetError> {
        let mut wait = self.manners.backoff;
        for attempt in 1.. {
            self.wait_for_turn();
            let (error, asked) = match send() {
                Ok(mut response) if response.status().is_success() => return self.read(url, &mut response),
                Ok(mut response) => (refusal(url, &mut response), retry_after(response.headers())),
                Err(error) => (self.explain(url, error), None),
            };
            if attempt >= self.manners.attempts || !is_passing(&error) {
                return Err(error);
            }
            thread::sleep(asked.unwrap_or(wait).min(MOST_WAIT));
            wait *= 2;
        }
        unreachable!("the last attempt returns")
    }

    /// Waits until another request may start.
    fn wait_for_turn(&self) {
        let start = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let start = next.unwrap_or_else(Instant::now).max(Instant::now());
            *next = Some(start + self.manners.pause);
            start
        };
        thread::sleep(start.saturating_duration_since(Instant::now()));
    }

    fn read(&self, url: &str, response: &mut Response<Body>) -> Result<Reply, NetError> {
        let media_type = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let media_type = media_type.and_then(|value| value.split(';').next()).unwrap_or_default();
        let media_type = media_type.trim().to_ascii_lowercase();
        let body = response
            .body_mut()
            .with_config()
            .limit(self.manners.most_bytes)
            .read_to_vec();
        Ok(Reply {
            body: body.map_err(|error| self.explain(url, error))?,
            media_type,
        })
    }

    fn explain(&self, url: &str, error: ureq::Error) -> NetError {
        let url = url.to_owned();
        match error {
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => NetError::Address { url },
            ureq::Error::Timeout(_) => NetError::Timeout {
                url,
                seconds: self.manners.timeout.as_secs_f64(),
            },
            ureq::Error::BodyExceedsLimit(most) => NetError::TooLong {
                url,
                megabytes: most >> 20,
            },
            _ if !cfg!(feature = "https") && url.starts_with("https:") => NetError::NoTls { url },
            error => NetError::Unreachable {
                url,
                reason: error.to_string(),
            },
        }
    }
}

/// What a server that refuses says.
fn refusal(url: &str, response: &mut Response<Body>) -> NetError {
    let said = response
        .body_mut()
        .with_config()
        .limit(4096)
        .lossy_utf8(true)
        .read_to_string();
    let said = said.unwrap_or_default();
    let line: String = said
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(EXCERPT)
        .collect();
    NetError::Status {
        url: url.to_owned(),
        status: response.status().as_u16(),
        excerpt: if line.is_empty() || line.starts_with('<') {
            String::new()
        } else {
            format!(" ({line})")
        },
    }
}

/// Whether it may help to ask again.
fn is_passing(error: &NetError) -> bool {
    match error {
        NetError::Status { status, .. } => matches!(status, 408 | 429 | 500 | 502..=504),
        NetError::Timeout { .. } => true,
        _ => false,
    }
}

/// How long the server asks to wait, when it tells in seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}
