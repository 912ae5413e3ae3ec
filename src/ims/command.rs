//! The same question as a command for a shell, for whoever has no extension to ask with.

use super::TokenRequest;

/// A command for a shell of POSIX that asks Adobe IMS with curl. It asks for the client secret and reads it from standard
/// input without showing it, so that the secret is neither in the shell's history nor in the list of processes: `read` and
/// `printf` are the shell's own, and curl gets it through a pipe. The secret is percent-encoded by curl.
pub fn command(request: &TokenRequest) -> String {
    let pair = |name: &str, value: &str| format!("--data-urlencode {} ", quoted(&format!("{name}={value}")));
    [
        // A terminal does not show what is typed meanwhile, and shows it again however this ends.
        "(trap 'stty echo 2>/dev/null' EXIT; trap 'exit 130' INT; stty -echo 2>/dev/null; ",
        "printf 'Client Secret: ' >&2; IFS= read -r s; echo >&2; ",
        "printf %s \"$s\" | curl --silent --show-error --request POST --data grant_type=client_credentials ",
        &pair("client_id", request.client_id()),
        "--data-urlencode client_secret@- ",
        &pair("scope", request.scope()),
        &quoted(&request.url()),
        ")",
    ]
    .concat()
}

/// A word as a shell of POSIX reads it literally, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(unix)]
    use crate::ims::request::tests::made_of;
    use crate::ims::request::tests::{CLIENT_ID, SECRET, request};

    #[test]
    fn the_command_asks_the_same_and_has_no_secret() {
        let command = command(&request());
        assert!(!command.contains(SECRET), "{command}");
        assert!(command.contains("'https://ims-na1.adobelogin.com/ims/token/v3'"), "{command}");
        assert!(command.contains(&format!("--data-urlencode 'client_id={CLIENT_ID}'")), "{command}");
        assert!(command.contains("--data-urlencode 'scope=openid,AdobeID'"), "{command}");
        assert!(!command.contains('\n'), "one line is pasted as a whole");
    }

    /// Runs the command with a curl that writes down what it was given: one argument a line, then its standard input.
    #[cfg(unix)]
    fn run(command: &str, typed: &str) -> String {
        use std::io::Write;
        use std::process::{Command, Stdio};
        let curl = r#"curl() { for argument; do printf '[%s]\n' "$argument"; done; printf '<'; cat; printf '>'; }; "#;
        let mut shell = Command::new("sh")
            .args(["-c", &format!("{curl}{command}")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        shell.stdin.take().expect("its input").write_all(typed.as_bytes()).expect("written");
        let output = shell.wait_with_output().expect("its output");
        String::from_utf8(output.stdout).expect("text")
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_gives_curl_the_secret_through_a_pipe_whatever_is_in_the_values() {
        let secret = r"p8e-'$(id)`\n %26";
        let odd = "a'b,$(touch x),`id`,\"q\",back\\slash,!h,-x";
        let request = made_of(odd, secret, odd);
        let given = run(&command(&request), &format!("{secret}\nmore"));
        assert!(given.contains(&format!("[client_id={odd}]\n")), "{given}");
        assert!(given.contains(&format!("[scope={odd}]\n")), "{given}");
        assert!(given.ends_with(&format!("<{secret}>")), "{given}");
        let arguments = given.split('<').next().unwrap_or_default();
        assert!(!arguments.contains("p8e-"), "the secret is an argument: {arguments}");
    }

    #[test]
    fn every_text_is_one_word_of_the_shell() {
        for (text, expect) in [("", "''"), ("a b", "'a b'"), ("a'b", r"'a'\''b'"), ("$x`y`", "'$x`y`'")] {
            assert_eq!(quoted(text), expect);
        }
    }
}
