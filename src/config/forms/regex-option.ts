/** An option of PCRE2's compiler (pcre2_compile(3)) in lower case; keepalived passes over other words in silence. */
import { choice } from "./choice.ts";
import { silent } from "./silent.ts";

export const regexOption = silent(
  choice([
    "allow_empty_class",
    "alt_bsux",
    "auto_callout",
    "caseless",
    "dollar_endonly",
    "dotall",
    "dupnames",
    "extended",
    "firstline",
    "match_unset_backref",
    "multiline",
    "never_ucp",
    "never_utf",
    "no_auto_capture",
    "no_auto_possess",
    "no_dotstar_anchor",
    "no_start_optimize",
    "ucp",
    "ungreedy",
    "utf",
    "never_backslash_c",
    "alt_circumflex",
    "alt_verbnames",
    "use_offset_limit",
  ]),
);
