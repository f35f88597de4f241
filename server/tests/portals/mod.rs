//! A portal whose files lie in a bucket, as people and programs see it; and one whose folder for them is full.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    net::SocketAddr,
    process::{Child, Command, Output},
};

use crate::{
    running::{Kind, Portal, started},
    s3::{SECRET, Service},
    senders::{POLICY, TOKEN, address_of, ask, contents, given_senders, header, submit_by_api},
    service,
};

/// A portal whose files lie in a bucket.
async fn portal(kind: Kind, service: &Service) -> Portal {
    let mut portal = Portal::new(kind, POLICY).await;
    portal.environment = service.environment();
    let storage = portal.open().await;
    given_senders(&storage, 1).await;
    storage.close().await;
    portal
}

/// A server that ends with the test.
struct Node(Child, SocketAddr);

impl Node {
    fn of((process, address): (Child, SocketAddr)) -> Self {
        Self(process, address)
    }

    /// Asks as the program that sends files.
    fn ask(&self, request: &str, body: &[u8]) -> (u16, String) {
        let own = format!("authorization: Bearer {TOKEN}\r\ntus-resumable: 1.0.0");
        ask(self.1, &format!("{request}\r\n{own}"), body).unwrap()
    }

    /// Announces the file of a case.
    fn announce(&self, size: usize) -> String {
        let request = format!("POST /api/v1/uploads HTTP/1.1\r\nupload-length: {size}");
        let (status, answer) = self.ask(&request, b"");
        assert_eq!(status, 201, "{answer}");
        header(&answer, "location:").unwrap()
    }

    /// Sends the beginning of a file.
    fn begin(&self, place: &str, bytes: &[u8]) -> (u16, String) {
        self.go_on(place, 0, bytes)
    }

    /// Sends what follows the bytes of a file that are kept.
    fn go_on(&self, place: &str, kept: usize, bytes: &[u8]) -> (u16, String) {
        let kind = "content-type: application/offset+octet-stream";
        let request = format!("PATCH {place} HTTP/1.1\r\nupload-offset: {kept}\r\n{kind}");
        self.ask(&request, bytes)
    }

    /// Sends a page of the guided form as the person whose case it becomes, given the form's media type.
    fn fill_in(&self, step: &str, kind: &str, body: &str) -> (u16, String) {
        let own = format!("cookie: session={}\r\nsec-fetch-site: same-origin", address_of(0));
        let head = format!("POST /en/contact/new/{step} HTTP/1.1\r\n{own}\r\ncontent-type: {kind}");
        ask(self.1, &head, body.as_bytes()).unwrap()
    }

    /// Asks for a file as the person whose case it belongs to.
    fn download(&self, place: &str) -> (u16, String) {
        let file = place.replace("/api/v1/uploads/", "/attachments/");
        let head = format!("GET {file} HTTP/1.1\r\ncookie: session={}", address_of(0));
        ask(self.1, &head, b"").unwrap()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// Makes somebody who may use the bucket of a server that looks at credentials and signatures from the fifth request on; answers the variables
/// that name them.
fn given_user(service: &Service) -> Vec<(String, String)> {
    const POLICY: &str = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A*%22%2C%22Resource%22%3A%22*%22%7D%5D%7D";
    let head = "POST / HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\n\
        authorization: AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none";
    let act = |action: &str| {
        let query = format!("Action={action}&UserName=help&Version=2010-05-08");
        let (status, answer) = ask(service.address(), head, query.as_bytes()).unwrap();
        assert_eq!(status, 200, "{answer}");
        answer
    };
    act("CreateUser");
    act(&format!("PutUserPolicy&PolicyName=files&PolicyDocument={POLICY}"));
    let key = act("CreateAccessKey");
    let named =
        [("AWS_ACCESS_KEY_ID", "AccessKeyId"), ("AWS_SECRET_ACCESS_KEY", "SecretAccessKey")];
    named
        .map(|(name, element)| {
            let value = key.split(&format!("<{element}>")).nth(1).unwrap().split('<').next();
            (name.to_owned(), value.unwrap().to_owned())
        })
        .to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_a_bucket() {
    let mut service = Service::new();
    service.start(&[("INITIAL_NO_AUTH_ACTION_COUNT", "4")]);
    let mut portal = portal(Kind::Postgres, &service).await;
    portal.environment.extend(given_user(&service));
    let [here, there] = ["data", "other"].map(|data| Node::of(portal.serve_from(data)));
    let bytes = contents(0);
    let file = here.announce(bytes.len());
    assert_eq!(here.begin(&file, &bytes[..100]).0, 204);
    let case = submit_by_api(there.1, 0, &mut Some(file.clone())).unwrap();
    assert!(case.is_some(), "the other one goes on, and opens the case");
    let (status, answer) = here.download(&file);
    assert_eq!(status, 200, "{answer}");
    assert!(answer.ends_with(&format!("\r\n\r\n{}", String::from_utf8(bytes).unwrap())));
    let other = there.announce(5);
    assert_eq!(there.begin(&other, b"word").0, 204);
    assert_eq!(here.ask(&format!("DELETE {other} HTTP/1.1"), b"").0, 204);
    assert!(!portal.folder.path().join("data/attachments").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_is_away_is_told_and_files_go_on_once_it_is_back() {
    let mut service = Service::new();
    let portal = portal(Kind::Sqlite, &service).await;
    let node = Node::of(portal.serve());
    let bytes = contents(0);
    let file = node.announce(bytes.len());
    let (status, answer) = node.begin(&file, &bytes);
    assert!(status == 503 && answer.contains("\"storage-unavailable\""), "{answer}");
    let (_, kept) = node.ask(&format!("HEAD {file} HTTP/1.1"), b"");
    assert_eq!(header(&kept, "upload-offset:").as_deref(), Some("0"), "nothing is said to be kept");
    service.start(&[]);
    assert!(submit_by_api(node.1, 0, &mut Some(file.clone())).unwrap().is_some());
    assert_eq!(node.download(&file).0, 200);
    service.stop();
    let (status, page) = node.download(&file);
    assert!(status == 503 && page.contains("<h1"), "{page}");
}

/// What a server says that does not start.
fn serve_in_vain(portal: &Portal) -> String {
    let mut command = portal.command(&["serve", "--listen", "127.0.0.1:0"]);
    let Output { status, stderr, stdout } =
        command.args(["--data", "data", "--site", "site"]).output().unwrap();
    let said = String::from_utf8([stderr, stdout].concat()).unwrap();
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(!said.contains(SECRET) && !said.contains("AKIA0"), "{said}");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_cannot_be_used_stops_the_start() {
    let mut strict = Service::new();
    // From the second request on, it looks at credentials.
    strict.start(&[("INITIAL_NO_AUTH_ACTION_COUNT", "1")]);
    let said = serve_in_vain(&portal(Kind::Sqlite, &strict).await);
    assert!(said.contains("s3://files/help refuses these credentials"), "{said}");
    assert!(said.contains("InvalidAccessKeyId"), "{said}");
    let mut portal = portal(Kind::Sqlite, service()).await;
    portal.environment.push(("GUICHET_ATTACHMENTS".to_owned(), "s3://nowhere".to_owned()));
    let said = serve_in_vain(&portal);
    assert!(said.contains("there is no bucket at s3://nowhere"), "{said}");
}

/// The command, where no file may have more than so many kilobytes: it is answered as on a full disk.
fn confined(command: &Command, kilobytes: u32) -> Command {
    let mut confined = Command::new("bash");
    confined.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""]);
    confined.arg(kilobytes.to_string()).arg(command.get_program()).args(command.get_args());
    confined.current_dir(command.get_current_dir().unwrap());
    confined.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    confined
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_full_is_told_and_files_go_on_once_there_is_room() {
    const ROOM: usize = 512 * 1024;
    let portal = Portal::new(Kind::Postgres, POLICY).await;
    let storage = portal.open().await;
    given_senders(&storage, 1).await;
    storage.close().await;
    let node = Node::of(started(confined(&portal.serving("data"), 512)));
    let bytes = b"line\n".repeat(ROOM / 4);
    let file = node.announce(bytes.len());
    assert_eq!(node.begin(&file, &bytes[..ROOM]).0, 204);
    let (status, answer) = node.go_on(&file, ROOM, &bytes[ROOM..]);
    assert!(status == 507 && answer.contains("\"storage-full\""), "{answer}");

    let urlencoded = "application/x-www-form-urlencoded";
    for (step, fields) in [
        ("service", "service=mail"),
        ("problem", "effect=no_access"),
        ("reach", "reach=one"),
        ("workaround", "workaround=none"),
        ("details", "title=Error+500&description=It+shows+an+error."),
    ] {
        assert_eq!(node.fill_in(step, urlencoded, fields).0, 303, "{step}");
    }
    let large = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"mail.log\"\r\n\r\n{}\r\n--edge--\r\n",
        String::from_utf8(bytes.clone()).unwrap()
    );
    let multipart = "multipart/form-data; boundary=edge";
    let (status, page) = node.fill_in("evidence", multipart, &large);
    assert_eq!(status, 507, "{page}");
    assert!(page.contains("There is no room to keep this right now"), "{page}");
    drop(node);

    let node = Node::of(portal.serve());
    let (_, kept) = node.ask(&format!("HEAD {file} HTTP/1.1"), b"");
    assert_eq!(header(&kept, "upload-offset:"), Some(ROOM.to_string()), "what was kept is");
    assert_eq!(node.go_on(&file, ROOM, &bytes[ROOM..]).0, 204);
    assert_eq!(node.fill_in("evidence", multipart, &large).0, 303);
    assert_eq!(node.fill_in("evidence", urlencoded, "action=continue").0, 303);
}
