//! `guichet api-token`: how billing or a CRM gets at the API.

use clap::Subcommand;
use guichet_storage::{TokenHash, random_token};

use super::{
    Failure,
    place::Place,
    table::{plain, table},
};
use crate::accounts::details;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Makes a token and prints it: this once, it is not kept
    Create {
        /// What the token is for, such as `billing`
        #[arg(value_parser = |text: &str| details::name(text))]
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Lists the tokens: id, when each was made and last used, name
    List {
        /// Prints JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Ends a token at once
    Revoke {
        /// The token's id, as listed
        id: String,
        #[command(flatten)]
        place: Place,
    },
}

#[expect(clippy::print_stdout, reason = "the result is what was asked for")]
pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Create { name, place } => {
            let (token, id) = place.run(async |office| {
                let token = random_token()?;
                let hash = TokenHash::of(&token);
                Ok((token, office.storage.create_api_token(&name, &hash, office.now).await?))
            })?;
            eprintln!(
                "Token {id} for {name}. Keep it where secrets are kept; it is not shown again."
            );
            println!("{token}");
        }
        Command::List { json, place } => {
            let tokens = place.run(async |office| Ok(office.storage.api_tokens().await?))?;
            if json {
                let tokens: Vec<_> = tokens.iter().map(|token| serde_json::json!({
                    "id": token.id, "name": token.name, "created_at": token.created_at.to_string(),
                    "last_used_at": token.last_used_at.map(|at| at.to_string()),
                })).collect();
                println!("{}", serde_json::to_string_pretty(&tokens)?);
                return Ok(());
            }
            if tokens.is_empty() {
                eprintln!("There are no tokens; `guichet api-token create NAME` makes one.");
                return Ok(());
            }
            let rows: Vec<_> = tokens
                .into_iter()
                .map(|token| {
                    let used = token.last_used_at.map_or("never".to_owned(), |at| at.to_string());
                    [token.id.to_string(), token.created_at.to_string(), used, token.name]
                })
                .collect();
            print!("{}", table(["ID", "MADE", "LAST USED", "NAME"], &rows));
        }
        Command::Revoke { id, place } => place.run(async |office| {
            if office.storage.revoke_api_token(&id.clone().into()).await? {
                println!("Token {} no longer opens anything.", plain(&id));
                return Ok(());
            }
            Err("there is no token with this id\nhelp: `guichet api-token list` shows them".into())
        })?,
    }
    Ok(())
}
