//! Scripts without their comment lines and indentation: half of what a minifier gains, without one.

/// The script without comment lines, blank lines and indentation. A script with text over several lines is left as it is.
pub(crate) fn compact(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut compacted = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment {
            // The line that ends a comment ends with it, else the rest of the line is code.
            if let Some((_, rest)) = line.split_once("*/") {
                in_comment = false;
                push_line(&mut compacted, rest.trim());
            }
        } else if line.starts_with("/*") && !line.contains("*/") {
            in_comment = true;
        } else if let Some((_, rest)) =
            line.strip_prefix("/*").and_then(|rest| rest.split_once("*/"))
        {
            push_line(&mut compacted, rest.trim());
        } else if !line.starts_with("//") {
            push_line(&mut compacted, line);
        }
    }
    compacted
}

fn push_line(script: &mut String, line: &str) {
    if !line.is_empty() {
        script.push_str(line);
        // Line ends stay: some statements end by them alone.
        script.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "/**\n * Words.\n */\nfunction a() {\n    // why\n    return \"/* b */ // c\"\n}\n\n/* x */ a()\n";
        assert_eq!(compact(script), "function a() {\nreturn \"/* b */ // c\"\n}\na()\n");
    }

    #[test]
    fn text_over_several_lines_keeps_the_script_as_it_is() {
        let script = "const a = `\n    // kept\n`;\n";
        assert_eq!(compact(script), script);
    }

    #[test]
    fn text_in_backticks_on_one_line_is_kept() {
        assert_eq!(compact("  const a = `  // ${b}`;\n"), "const a = `  // ${b}`;\n");
    }
}
