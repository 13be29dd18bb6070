//! A server in the test's own process, on this machine alone.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Instant;

use tiny_http::{Header, Response, Server};

/// What a server was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) content_type: String,
    pub(crate) body: String,
    pub(crate) when: Instant,
}

/// What a server says.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
}

impl Said {
    pub(crate) fn json(body: &str) -> Self {
        Self {
            status: 200,
            content_type: "application/json",
            body: body.to_owned(),
        }
    }

    pub(crate) fn status(status: u16, body: &str) -> Self {
        Self {
            status,
            content_type: "text/plain",
            body: body.to_owned(),
        }
    }
}

/// A server that answers what it is told to, in order, the last answer again and again.
pub(crate) struct Scripted {
    server: Arc<Server>,
    asked: Arc<Mutex<Vec<Asked>>>,
    thread: Option<JoinHandle<()>>,
}

impl Scripted {
    pub(crate) fn new(answers: Vec<Said>) -> Self {
        let mut answers = VecDeque::from(answers);
        Self::answering(move |_| {
            if answers.len() > 1 {
                answers.pop_front().unwrap()
            } else {
                answers[0].clone()
            }
        })
    }

    pub(crate) fn answering(mut answer: impl FnMut(&Asked) -> Said + Send + 'static) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (listening, noting) = (Arc::clone(&server), Arc::clone(&asked));
        let thread = std::thread::spawn(move || {
            for mut request in listening.incoming_requests() {
                let mut body = String::new();
                request.as_reader().read_to_string(&mut body).unwrap();
                let content_type = request
                    .headers()
                    .iter()
                    .find(|header| header.field.equiv("Content-Type"));
                let found = Asked {
                    method: request.method().to_string(),
                    path: request.url().to_owned(),
                    content_type: content_type.map(|header| header.value.to_string()).unwrap_or_default(),
                    body,
                    when: Instant::now(),
                };
                let said = answer(&found);
                noting.lock().unwrap().push(found);
                let header = Header::from_bytes("Content-Type", said.content_type).unwrap();
                let response = Response::from_string(said.body).with_status_code(said.status);
                // Who has gone away needs no answer.
                let _ = request.respond(response.with_header(header));
            }
        });
        Self {
            server,
            asked,
            thread: Some(thread),
        }
    }

    /// Its address, with `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.server_addr())
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
