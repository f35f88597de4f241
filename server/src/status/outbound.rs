//! Asking other hosts: in time, no more than is useful, and never a private address, so that nobody reaches through the portal what only its
//! own network should.

use std::{
    error::Error,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect::Policy,
};

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// What the portal calls itself.
const AGENT: &str = concat!("Guichet/", env!("CARGO_PKG_VERSION"));

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// The address is none, or one that is not asked.
    #[error("{0} is no address that can be asked; write one that begins with https://")]
    BadAddress(String),
    /// It holds what somebody signs in with, which would stand in lists and logs.
    #[error("the address holds a name or a password; leave them out")]
    Credentials,
    /// It lies in a private network.
    #[error(
        "the address lies in a private network; `private_webhooks = true` in the settings allows that"
    )]
    Private,
    /// It cannot be reached, or does not answer in time.
    #[error("{}", plain(.0))]
    Request(#[source] reqwest::Error),
    /// The answer has too many bytes.
    #[error("the answer has more than {0} bytes")]
    TooLarge(usize),
}

impl From<reqwest::Error> for OutboundError {
    fn from(error: reqwest::Error) -> Self {
        // A name that stands for a private address is found out when it is resolved, deep within.
        let private =
            causes(&error).any(|cause| matches!(cause.downcast_ref(), Some(Self::Private)));
        if private { Self::Private } else { Self::Request(error) }
    }
}

/// What did not answer in time, in the words of the log.
pub const LATE: &str = "no answer in time";

/// What led to an error, the nearest first.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

/// What went wrong, without the address, which may hold a key.
fn plain(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return LATE.to_owned();
    }
    causes(error).last().map_or_else(|| "the request failed".to_owned(), ToString::to_string)
}

/// The host of an address, as it is asked, however the address is written.
pub fn host(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}

/// A client for other hosts.
#[derive(Debug, Clone)]
pub struct Outbound {
    client: Client,
    private: bool,
}

/// An answer, read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Outbound {
    /// A client that waits so long for an answer; `private` allows addresses of private networks, `redirects` are followed.
    ///
    /// # Errors
    /// When the system offers no TLS.
    pub fn new(timeout: Duration, private: bool, redirects: usize) -> Result<Self, OutboundError> {
        let mut builder = Client::builder()
            .user_agent(AGENT)
            .redirect(if redirects == 0 { Policy::none() } else { Policy::limited(redirects) })
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(timeout);
        if !private {
            builder = builder.no_proxy().dns_resolver(Arc::new(PublicOnly));
        }
        Ok(Self { client: builder.build()?, private })
    }

    /// The address, if it may be asked.
    ///
    /// # Errors
    /// When it is none, or private.
    pub fn address(&self, address: &str) -> Result<Url, OutboundError> {
        let bad = || OutboundError::BadAddress(address.chars().take(100).collect());
        let url = Url::parse(address).map_err(|_| bad())?;
        let secure = url.scheme() == "https" || (self.private && url.scheme() == "http");
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(bad)?;
        if !secure {
            return Err(bad());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OutboundError::Credentials);
        }
        // Names are looked at when they are resolved; addresses never are.
        let literal = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        if !self.private && literal.is_some_and(|address| !is_public(address)) {
            return Err(OutboundError::Private);
        }
        Ok(url)
    }

    /// An address as somebody typed it, if it may be asked: as it is kept and shown, in letters that all can read.
    ///
    /// # Errors
    /// When it is none, or private, or holds what nobody sees.
    pub fn typed(&self, address: &str) -> Result<String, OutboundError> {
        let address = address.trim();
        if address.contains(char::is_control) {
            return Err(OutboundError::BadAddress(address.escape_debug().take(100).collect()));
        }
        Ok(self.address(address)?.into())
    }

    /// Sends a body with headers.
    ///
    /// # Errors
    /// When the address may not be asked, or does not answer.
    pub async fn post(
        &self,
        address: &str,
        headers: &[(&str, String)],
        body: String,
    ) -> Result<u16, OutboundError> {
        let mut request = self.client.post(self.address(address)?).body(body);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        Ok(request.send().await?.status().as_u16())
    }

    /// Reads an address, at most `limit` bytes of it.
    ///
    /// # Errors
    /// When the address may not be asked, does not answer, or answers too much.
    pub async fn get(&self, address: &str, limit: usize) -> Result<Received, OutboundError> {
        let request = self.client.get(self.address(address)?).header("accept", "application/json");
        let mut answer = request.send().await?;
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > limit {
                return Err(OutboundError::TooLarge(limit));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Received { status, body })
    }
}

/// Resolves names to addresses of the public internet alone: looked at when the connection is made, so that a name cannot be public first
/// and private then.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(OutboundError::Private.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the public internet (IANA's special-purpose registries, RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // Only 2000::/3 is given out; of that, what stands for addresses of version 4 or is for documents is left out.
    (0x2000..0x4000).contains(&segments[0])
        && segments[0] != 0x2002
        && !(segments[0] == 0x2001 && (segments[1] == 0xdb8 || segments[1] < 0x200))
        && segments[0] != 0x3fff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in
            ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "172.32.0.1"]
        {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[tokio::test]
    async fn what_lies_in_a_private_network_is_not_asked() {
        let outbound = Outbound::new(Duration::from_secs(5), false, 0).unwrap();
        for private in
            ["https://127.0.0.1/", "https://[::1]:8443/", "https://169.254.169.254/latest"]
        {
            let refused = outbound.address(private);
            assert!(matches!(refused, Err(OutboundError::Private)), "{private}");
        }
        // Other ways of writing the same are the same.
        assert!(matches!(outbound.address("https://2130706433/"), Err(OutboundError::Private)));
        assert!(matches!(outbound.address("https://0x7f.1/"), Err(OutboundError::Private)));
        for bad in ["http://example.org/", "ftp://example.org/", "https://", "x"] {
            assert!(matches!(outbound.address(bad), Err(OutboundError::BadAddress(_))), "{bad}");
        }
        for bad in ["https://a:b@example.org/", "https://:b@example.org/", "https://a@example.org/"]
        {
            assert!(matches!(outbound.address(bad), Err(OutboundError::Credentials)), "{bad}");
        }
        // A name that resolves to this machine.
        let refused = outbound.post("https://localhost:9/", &[], String::new()).await.unwrap_err();
        assert!(matches!(refused, OutboundError::Private), "{refused}");
    }

    #[test]
    fn a_host_is_named_however_its_address_is_written() {
        for address in
            ["https://hooks.example/a", "HTTPS:\\\\Hooks.example\\a", "https:hooks.example"]
        {
            assert_eq!(host(address).as_deref(), Some("hooks.example"), "{address}");
        }
        assert_eq!(host("x"), None);
    }
}
