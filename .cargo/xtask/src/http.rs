//! A client for the server under test: HTTP/1.1 on one connection, plain text, nothing else (RFC 9112).

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use crate::failure::{Doing as _, Failure, Result};

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(30);

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// The content coding, as sent.
    pub(crate) coding: Option<String>,
    /// Where it redirects to.
    pub(crate) location: Option<String>,
    /// The bytes, as sent.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A connection that stays open between requests.
pub(crate) struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Client {
    /// Connects.
    pub(crate) fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, LIMIT).doing(address)?;
        stream.set_read_timeout(Some(LIMIT)).doing(address)?;
        stream.set_nodelay(true).doing(address)?;
        Ok(Self { address, stream: BufReader::new(stream) })
    }

    /// Asks for a path, with an `Accept-Encoding` if one is given.
    pub(crate) fn get(&mut self, path: &str, accept_encoding: Option<&str>) -> Result<Answer> {
        let coding = accept_encoding
            .map_or_else(String::new, |value| format!("Accept-Encoding: {value}\r\n"));
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: text/html,*/*\r\n{coding}\r\n",
            self.address
        );
        self.stream.get_mut().write_all(request.as_bytes()).doing(path)?;
        self.read(path)
    }

    fn line(&mut self, path: &str) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).doing(path)?;
        if line.is_empty() {
            return Err(Failure::new(format!("{path}: the connection was closed")));
        }
        Ok(line.trim_end().to_owned())
    }

    fn read(&mut self, path: &str) -> Result<Answer> {
        let status_line = self.line(path)?;
        let status = status_line
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .doing(format!("{path}: not HTTP: {status_line}"))?;
        let mut answer = Answer { status, coding: None, location: None, body: Vec::new() };
        let (mut length, mut chunked) = (0_usize, false);
        loop {
            let line = self.line(path)?;
            let Some((name, value)) = line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().doing(path)?,
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "content-encoding" => answer.coding = Some(value.to_owned()),
                "location" => answer.location = Some(value.to_owned()),
                _ => {}
            }
        }
        if chunked {
            while let size @ 1.. =
                usize::from_str_radix(self.line(path)?.split(';').next().unwrap_or_default(), 16)
                    .doing(path)?
            {
                self.take(path, size, &mut answer.body)?;
                self.line_end(path)?;
            }
            self.line_end(path)?;
        } else {
            self.take(path, length, &mut answer.body)?;
        }
        Ok(answer)
    }

    fn take(&mut self, path: &str, size: usize, body: &mut Vec<u8>) -> Result<()> {
        let start = body.len();
        body.resize(start + size, 0);
        self.stream.read_exact(&mut body[start..]).doing(path)
    }

    fn line_end(&mut self, path: &str) -> Result<()> {
        self.stream.read_exact(&mut [0; 2]).doing(path)
    }
}

/// Asks for one path on a connection of its own.
pub(crate) fn get(address: SocketAddr, path: &str) -> Result<Answer> {
    Client::connect(address)?.get(path, None)
}

/// Asks for a page and goes where it redirects to, at most three times.
pub(crate) fn page(address: SocketAddr, path: &str) -> Result<(String, Answer)> {
    let mut path = path.to_owned();
    for _ in 0..3 {
        let answer = get(address, &path)?;
        match answer.location {
            Some(location) if (300..400).contains(&answer.status) => path = location,
            _ => return Ok((path, answer)),
        }
    }
    Err(Failure::new(format!("{path}: too many redirects")))
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    fn answer_of(bytes: &'static [u8]) -> Result<Answer> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = [0; 1024];
            assert!(stream.read(&mut head).unwrap() > 0);
            stream.write_all(bytes).unwrap();
        });
        let answer = get(address, "/");
        server.join().unwrap();
        answer
    }

    #[test]
    fn a_body_of_stated_length_is_read() {
        let answer =
            answer_of(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\ncontent-length: 5\r\n\r\nhello")
                .unwrap();
        assert_eq!(
            (answer.status, answer.coding.as_deref(), answer.text().as_str()),
            (200, Some("br"), "hello")
        );
    }

    #[test]
    fn a_body_in_chunks_is_joined() {
        let answer = answer_of(b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n").unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (404, "hello"));
    }

    #[test]
    fn a_closed_connection_is_a_failure() {
        assert!(answer_of(b"").is_err());
    }
}
