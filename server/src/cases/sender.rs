//! Whether a mail is from the domain that its `From` names, as the operator's own mail server found (RFC 8601, `Authentication-Results`).
//!
//! Anyone can write any address into `From`, and any results into a header. What counts is the topmost header of the server that the
//! operator named: mail servers put theirs on top, and take away what others wrote under their name (RFC 8601 section 5).

use mail_parser::Message;

/// Whether the topmost results of `authserv_id` say that the mail is from its `From` domain: DMARC passed, or SPF or DKIM passed for exactly
/// this domain. A mail with several `From` addresses is from none of them.
pub fn vouched_for(mail: &Message<'_>, authserv_id: &str) -> bool {
    let Some(domain) = from_domain(mail) else { return false };
    let raw = mail.raw_message();
    let values = mail
        .headers()
        .iter()
        .filter(|header| header.name().eq_ignore_ascii_case("Authentication-Results"))
        .filter_map(|header| raw.get(header.offset_start as usize..header.offset_end as usize))
        .map(String::from_utf8_lossy);
    for value in values {
        let mut tokens = Tokens { rest: &value };
        let named = matches!(tokens.next(), Some(Ok(Token::Word(id))) if id.eq_ignore_ascii_case(authserv_id));
        if named {
            // Whatever stands further down, also in the server's name, did not come from it.
            return tokens.collect::<Result<Vec<Token>, Unreadable>>().is_ok_and(|tokens| {
                tokens.split(|t| *t == Token::Sign(';')).any(|r| passes(r, &domain))
            });
        }
    }
    false
}

/// The domain of the only address in the only `From`, in lower case.
fn from_domain(mail: &Message<'_>) -> Option<String> {
    let mut headers = mail.headers().iter().filter(|h| h.name().eq_ignore_ascii_case("From"));
    let (Some(_), None) = (headers.next(), headers.next()) else { return None };
    let mut addresses = mail.from()?.iter();
    let (Some(only), None) = (addresses.next(), addresses.next()) else { return None };
    let (_, domain) = only.address()?.rsplit_once('@')?;
    (!domain.is_empty()).then(|| domain.to_ascii_lowercase())
}

/// Whether one result (`dkim=pass header.d=example.org`) says that the mail is from the domain.
fn passes(result: &[Token], domain: &str) -> bool {
    let mut pairs = pairs(result).into_iter();
    let Some((method, "pass")) = pairs.next() else { return false };
    // A method may carry its version: `dkim/1`.
    let method = method.split('/').next().unwrap_or(method);
    let property = |name: &str| {
        pairs.clone().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    };
    let is_domain = |value: &str| {
        let value = value.rsplit_once('@').map_or(value, |(_, domain)| domain);
        value.eq_ignore_ascii_case(domain)
    };
    match method.to_ascii_lowercase().as_str() {
        "dmarc" => property("header.from").is_none_or(is_domain),
        "spf" => property("smtp.mailfrom").is_some_and(is_domain),
        "dkim" => property("header.d").or_else(|| property("header.i")).is_some_and(is_domain),
        _ => false,
    }
}

/// What stands before and after each `=`, in order.
fn pairs(tokens: &[Token]) -> Vec<(&str, &str)> {
    let mut pairs = Vec::new();
    for three in tokens.windows(3) {
        if let [Token::Word(before), Token::Sign('='), Token::Word(after)] = three {
            pairs.push((before.as_str(), after.as_str()));
        }
    }
    pairs
}

/// A part of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A word, quoted or not.
    Word(String),
    /// `;` or `=`.
    Sign(char),
}

/// A quote or a comment that does not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unreadable;

/// The parts of a header, without white space and comments (RFC 5322 section 3.2).
struct Tokens<'a> {
    rest: &'a str,
}

impl Iterator for Tokens<'_> {
    type Item = Result<Token, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut word: Option<String> = None;
        while let Some(c) = self.rest.chars().next() {
            let ends = c.is_whitespace() || matches!(c, ';' | '=' | '(');
            if word.is_some() && ends {
                break;
            }
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                ';' | '=' => return Some(Ok(Token::Sign(c))),
                '(' if self.skip_comment().is_err() => return Some(self.unreadable()),
                '"' => match self.quoted() {
                    Ok(text) => word.get_or_insert_default().push_str(&text),
                    Err(Unreadable) => return Some(self.unreadable()),
                },
                _ if ends => {}
                _ => word.get_or_insert_default().push(c),
            }
        }
        word.map(|word| Ok(Token::Word(word)))
    }
}

impl Tokens<'_> {
    fn unreadable(&mut self) -> Result<Token, Unreadable> {
        self.rest = "";
        Err(Unreadable)
    }

    /// Leaves out a comment, which may hold others, after its first parenthesis.
    fn skip_comment(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1;
        while depth > 0 {
            match self.take()? {
                '(' => depth += 1,
                ')' => depth -= 1,
                '\\' => {
                    self.take()?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What stands in quotes, after the first of them.
    fn quoted(&mut self) -> Result<String, Unreadable> {
        let mut text = String::new();
        loop {
            match self.take()? {
                '"' => return Ok(text),
                '\\' => text.push(self.take()?),
                c => text.push(c),
            }
        }
    }

    fn take(&mut self) -> Result<char, Unreadable> {
        let c = self.rest.chars().next().ok_or(Unreadable)?;
        self.rest = &self.rest[c.len_utf8()..];
        Ok(c)
    }
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    /// Whether a mail of Ana's, with these headers on top, is taken as hers.
    fn vouched(headers: &[&str]) -> bool {
        vouched_from("From: Ana <ana@atelier.example>\r\n", headers)
    }

    fn vouched_from(from: &str, headers: &[&str]) -> bool {
        let headers: Vec<String> =
            headers.iter().map(|h| format!("Authentication-Results: {h}\r\n")).collect();
        let headers = headers.concat();
        let raw = format!("{headers}{from}Subject: Mail\r\n\r\nWords\r\n");
        vouched_for(&MessageParser::default().parse(raw.as_bytes()).unwrap(), "mx.portal.example")
    }

    #[test]
    fn dmarc_or_an_aligned_pass_vouches() {
        for header in [
            "mx.portal.example; dmarc=pass header.from=atelier.example",
            "mx.portal.example; dmarc=pass",
            "MX.portal.example 1; dmarc = pass (p=none; dis=none) header.from=Atelier.Example",
            "mx.portal.example; spf=pass smtp.mailfrom=bounce@atelier.example",
            "mx.portal.example; spf=fail smtp.mailfrom=x@evil.example; dkim=pass\r\n\t(good) header.d=atelier.example",
            "mx.portal.example; dkim=fail header.d=atelier.example; dkim/1=pass reason=\"ok; fine\" header.i=@atelier.example header.s=k",
            "(a comment) mx.portal.example (another (within)); dmarc=pass header.from=\"atelier.example\"",
        ] {
            assert!(vouched(&[header]), "{header}");
        }
    }

    #[test]
    fn anything_else_does_not() {
        for header in [
            "",
            "mx.portal.example; none",
            "mx.portal.example; dmarc=fail header.from=atelier.example",
            "mx.portal.example; dmarc=pass header.from=evil.example",
            "mx.portal.example; spf=pass smtp.mailfrom=ana@evil.example",
            "mx.portal.example; spf=pass smtp.mailfrom=atelier.example.evil.example",
            "mx.portal.example; spf=pass smtp.helo=atelier.example",
            "mx.portal.example; dkim=pass header.d=evil.example header.i=@atelier.example",
            "mx.portal.example; dkim=pass",
            "mx.portal.example; iprev=pass policy.iprev=atelier.example",
            "mx.portal.example; arc=pass header.d=atelier.example",
            "mx.portal.example; spf=softfail (dmarc=pass) smtp.mailfrom=atelier.example",
            "mx.portal.example; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=atelier.example\"@evil.example",
            "mx.portal.example; spf=none reason=\"dmarc=pass\"",
            "mx.portal.example; dmarc=pass (never ends",
            "mx.portal.example.evil.example; dmarc=pass header.from=atelier.example",
            "evil.example; dmarc=pass header.from=atelier.example",
            "mx.portal.example/1; dmarc=pass",
        ] {
            assert!(!vouched(&[header]), "{header}");
        }
    }

    #[test]
    fn what_is_forged_further_down_does_not_count() {
        const GOOD: &str = "mx.portal.example; dmarc=pass header.from=atelier.example";
        for first in [
            "mx.portal.example; dmarc=fail header.from=atelier.example",
            "mx.portal.example; none",
            "mx.portal.example; spf=fail smtp.mailfrom=\"a@evil.example",
        ] {
            assert!(!vouched(&[first, GOOD]), "{first}");
        }
        assert!(vouched(&["other.example; dmarc=fail", GOOD]), "others' results are theirs");
        assert!(vouched(&[GOOD, "mx.portal.example; dmarc=fail"]));
        assert!(!vouched(&[]));
    }

    #[test]
    fn bytes_that_are_no_text_hide_no_header() {
        let mut raw = b"Authentication-Results: mx.portal.example; spf=fail smtp.mailfrom=\xff@evil.example\r\n".to_vec();
        raw.extend(b"Authentication-Results: mx.portal.example; dmarc=pass\r\nFrom: ana@atelier.example\r\n\r\nWords\r\n");
        let mail = MessageParser::default().parse(&raw).unwrap();
        assert!(!vouched_for(&mail, "mx.portal.example"));
    }

    #[test]
    fn a_mail_of_several_people_is_nobodys() {
        const GOOD: &str = "mx.portal.example; dmarc=pass";
        for from in [
            "From: ana@atelier.example, eve@evil.example\r\n",
            "From: eve@evil.example\r\nFrom: ana@atelier.example\r\n",
            "From: Ana\r\n",
            "",
        ] {
            assert!(!vouched_from(from, &[GOOD]), "{from}");
        }
    }
}
