//! A list of people as a CSV file: read leniently as to its form, strictly as to what it says. Every bad row is told by its line.

use csv::{ByteRecord, ReaderBuilder, Trim};
use guichet_model::{Policy, email::EmailAddress, viewer::Role};

use super::details;

/// The columns there may be; only the first is needed in every file.
pub const COLUMNS: [&str; 6] =
    ["email", "name", "organisation", "role", "organisation_name", "edition"];
/// What the columns can be separated by.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A person as a row describes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The address they sign in with.
    pub email: EmailAddress,
    /// What they are called.
    pub name: Option<String>,
    /// The organisation they belong to.
    pub membership: Option<Belonging>,
}

/// That a person belongs to an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// The organisation's external identifier.
    pub organisation: String,
    /// The person's role there.
    pub role: Role,
    /// What the organisation is called and its edition, if it is new.
    pub new: Option<(String, String)>,
    /// The edition the row names.
    pub edition: Option<String>,
}

/// A row: its line in the file, and the person or what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it begins.
    pub line: u64,
    /// Who it is, or a sentence that says what has to be changed.
    pub person: Result<Person, String>,
}

/// Reads a file.
///
/// # Errors
/// Why no row can be read.
pub fn read(bytes: &[u8], policy: &Policy) -> Result<Vec<Row>, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("the file is UTF-16; save it as “CSV UTF-8”".to_owned());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let separator = separator(bytes);
    let mut lines = (1..).zip(lines(bytes));
    let head = lines.next().map(|(_, line)| record(line, separator)).transpose()?;
    let columns = columns(&head.unwrap_or_default())?;
    let mut rows = Vec::new();
    for (line, text) in lines {
        let read = record(text, separator);
        if read.as_ref().is_ok_and(|fields| fields.iter().all(<[u8]>::is_empty)) {
            continue;
        }
        rows.push(Row { line, person: read.and_then(|fields| person(&fields, &columns, policy)) });
    }
    tell_contradictions(&mut rows);
    Ok(rows)
}

/// The lines of a file, each ended by `\r\n`, `\n` or `\r`. No field has reason to hold a line break, so a row is a line: a quotation mark
/// that nobody closed spoils its own row and none after it.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            rest = None;
            return Some(text);
        };
        let width = if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = Some(&text[end + width..]);
        Some(&text[..end])
    })
}

/// The fields of a line.
fn record(line: &[u8], separator: u8) -> Result<ByteRecord, String> {
    let open = line.iter().fold(false, |open, byte| open ^ (*byte == b'"'));
    if open {
        return Err("a quotation mark is not closed on this line".to_owned());
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(line);
    let mut fields = ByteRecord::new();
    reader.read_byte_record(&mut fields).map_err(|error| error.to_string())?;
    Ok(fields)
}

/// What stands between the names of the first line.
fn separator(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| first.split(|byte| *byte == separator).count();
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// Which column each of [`COLUMNS`] is.
fn columns(head: &ByteRecord) -> Result<[Option<usize>; COLUMNS.len()], String> {
    let names: Vec<String> =
        head.iter().map(|name| String::from_utf8_lossy(name).to_lowercase()).collect();
    for (at, name) in names.iter().enumerate() {
        if !COLUMNS.contains(&name.as_str()) {
            let name = name.escape_debug();
            return Err(format!(
                "line 1 names a column `{name}`; there are {}",
                COLUMNS.join(", ")
            ));
        }
        if names[..at].contains(name) {
            return Err(format!("line 1 names the column {name} twice"));
        }
    }
    let columns = COLUMNS.map(|column| names.iter().position(|name| name == column));
    if columns[0].is_none() {
        return Err(format!(
            "line 1 has to name the columns: email, and any of {}",
            COLUMNS[1..].join(", ")
        ));
    }
    Ok(columns)
}

fn person(
    record: &ByteRecord,
    columns: &[Option<usize>; COLUMNS.len()],
    policy: &Policy,
) -> Result<Person, String> {
    let named = columns.iter().flatten().count();
    if record.len() != named {
        return Err(format!(
            "has {} fields, the first line {named}; put a field that contains the separator in quotes",
            record.len()
        ));
    }
    let mut fields = [const { None }; COLUMNS.len()];
    for (field, column) in fields.iter_mut().zip(columns) {
        let bytes = column.and_then(|column| record.get(column)).unwrap_or_default();
        let text = std::str::from_utf8(bytes)
            .map_err(|_| "is not UTF-8; save the file as “CSV UTF-8”".to_owned())?;
        *field = Some(text).filter(|text| !text.is_empty());
    }
    let [email, name, organisation, role, organisation_name, edition] = fields;
    let email = email.unwrap_or_default().parse().map_err(|error| format!("email: {error}"))?;
    let name = name.map(details::name).transpose()?;
    let edition = edition.map(|id| details::edition(policy, id)).transpose()?;
    let organisation_name = organisation_name.map(details::name).transpose()?;
    let membership = match (organisation, role) {
        (Some(organisation), Some(role)) => Some(Belonging {
            organisation: details::external_id(organisation)?.to_owned(),
            role: Role::parse(&role.to_lowercase()).ok_or_else(|| {
                format!("role: `{}` is none; use administrator or member", role.escape_debug())
            })?,
            new: organisation_name.zip(edition.clone()),
            edition,
        }),
        (None, None) if organisation_name.is_none() && edition.is_none() => None,
        (Some(_), None) => return Err("role: administrator or member is needed".to_owned()),
        (None, _) => return Err("organisation: its external identifier is needed".to_owned()),
    };
    Ok(Person { email, name, membership })
}

/// Of two rows that say different things of one person in one organisation, the later one is bad.
fn tell_contradictions(rows: &mut [Row]) {
    let mut said = std::collections::HashMap::new();
    for Row { line, person } in rows {
        let Ok(Person { email, membership: Some(belonging), .. }) = person else { continue };
        let key = (email.clone(), belonging.organisation.clone());
        let (role, first) = *said.entry(key).or_insert((belonging.role, *line));
        if role != belonging.role {
            *person = Err(format!("role: line {first} says {}; keep one of them", role.name()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        toml::from_str("editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }]").unwrap()
    }

    fn rows(text: &str) -> Vec<Row> {
        read(text.as_bytes(), &policy()).unwrap()
    }

    fn problems(text: &str) -> Vec<(u64, String)> {
        let bad = |row: Row| row.person.err().map(|why| (row.line, why));
        rows(text).into_iter().filter_map(bad).collect()
    }

    #[test]
    fn files_of_every_spreadsheet_say_the_same() {
        let plain = rows("email,name,organisation,role\nana@a.example,\"Diaz, Ana\",acme,member\n");
        let person = plain[0].person.as_ref().unwrap();
        assert_eq!(person.name.as_deref(), Some("Diaz, Ana"));
        assert_eq!(person.membership.as_ref().unwrap().role, Role::Member);
        for other in [
            "\u{feff}email,name,organisation,role\r\nana@a.example,\"Diaz, Ana\",acme,member\r\n",
            "Email;Name;Organisation;Role\nANA@a.example;Diaz, Ana;acme;Member",
            "email\tname\torganisation\trole\nana@a.example\t Diaz, Ana \tacme\tmember\n\n",
            "role,organisation,email,name\nmember,acme,ana@a.example,\"Diaz, Ana\"\n",
        ] {
            assert_eq!(rows(other), plain, "{other}");
        }
    }

    #[test]
    fn every_bad_row_is_told_by_its_line() {
        let told = problems(
            "email,name,organisation,role\n\
             ana@a.example,Ana,acme,member\n\
             nobody,Ben,acme,member\n\
             \n\
             cleo@a.example,\"Cleo\nB.\",acme,member\n\
             dan@a.example,Dan,acme,boss\n\
             eve@a.example,Eve,acme,\n\
             fay@a.example,Fay,,member\n\
             gus@a.example,Gus\n\
             ana@a.example,Ana,acme,administrator\n\
             hal@a.example,Hal,,\n",
        );
        let lines: Vec<u64> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 5, 6, 7, 8, 9, 10, 11], "{told:?}");
        let bad = "email,name\nana@a.example,Ana\n\nnobody,Ben\nno one,Cleo\n";
        for line_end in ["\r\n", "\r"] {
            let told = problems(&bad.replace('\n', line_end));
            assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 5]);
        }
        assert!(told[1].1.contains("quotation mark"), "{told:?}");
        assert!(told[3].1.contains("administrator or member"), "{told:?}");
        assert!(told[7].1.contains("line 2"), "{told:?}");
    }

    #[test]
    fn a_quotation_mark_left_open_spoils_its_own_row_alone() {
        let found = rows("email,name\nana@a.example,\"Ana\nben@a.example,Ben\n");
        assert!(found[0].person.is_err());
        assert_eq!(found[1].person.as_ref().unwrap().name.as_deref(), Some("Ben"));
    }

    #[test]
    fn an_organisation_is_described_by_name_and_edition() {
        let found = rows(
            "email,name,organisation,role,organisation_name,edition\na@a.example,A,acme,member,Acme,plus\nb@a.example,B,acme,member,,\n",
        );
        let of = |at: usize| found[at].person.clone().unwrap().membership.unwrap();
        assert_eq!(of(0).new, Some(("Acme".to_owned(), "plus".to_owned())));
        assert_eq!(of(1).new, None);
        let told = problems("email,organisation,role,edition\na@a.example,acme,member,gold\n");
        assert!(told[0].1.contains("plus"), "{told:?}");
    }

    #[test]
    fn what_is_no_such_file_is_refused_as_a_whole() {
        let refused = |bytes: &[u8]| read(bytes, &policy()).unwrap_err();
        assert!(refused(b"\xff\xfee\0m\0").contains("UTF-16"));
        assert!(refused(b"").contains("email"));
        assert!(refused(b"name,role\n").contains("email"));
        assert!(refused(b"email,nmae\n").contains("nmae"));
        assert!(refused(b"email,email\n").contains("twice"));
        assert_eq!(read(b"email,name\na@a.example,J\xfcrgen\n", &policy()).unwrap()[0].line, 2);
        assert!(
            read(b"email,name\na@a.example,J\xfcrgen\n", &policy()).unwrap()[0]
                .person
                .as_ref()
                .is_err_and(|why| why.contains("UTF-8"))
        );
    }
}
