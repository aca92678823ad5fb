/** What real files get wrong, row by row of the survey that the corpus comes from, with the rules that find it. */

export interface CoverageRow {
  readonly row: number;
  readonly finding: string;
  /** keepalived's test says so (K), says a part of it, or is silent (S). */
  readonly keepalived: "K" | "K part" | "S";
  readonly rules: readonly string[];
  /** Only a part of what the rules find is this: what their messages have in common then. */
  readonly message?: RegExp;
}

type Row = readonly [
  row: number,
  keepalived: CoverageRow["keepalived"],
  finding: string,
  rules: string,
  message?: RegExp,
];

const rows: readonly Row[] = [
  [1, "S", "PASS or AH authentication", "vrrp/authentication"],
  [2, "S", "virtual address without prefix length", "vrrp/address-without-prefix"],
  [3, "K", "scripts without enable_script_security", "script/security-unset config/scripts-unprotected"],
  [4, "S", "virtual_router_id 51", "vrrp/sample-router-id"],
  [5, "S", "well-known auth_pass", "vrrp/known-password"],
  [6, "S", "scripts without script_user", "script/user-unset"],
  [7, "K", "script missing on this host", "config/script-unusable"],
  [8, "K", "unknown keyword", "config/keyword-unknown config/keyword-misplaced"],
  [9, "S", "router_id LVS_DEVEL", "vrrp/sample-router-name"],
  [10, "S", "vrrp_script without weight", "vrrp/script-without-weight"],
  [11, "K", "nat_mask", "config/keyword-removed"],
  [12, "K", "number out of range", "config/value-out-of-range"],
  [13, "S", "no advert_int", "vrrp/advert-int-unset"],
  [14, "S", "script by a relative path", "script/relative-path"],
  [15, "K", "auth_pass longer than 8", "config/value-cut"],
  [16, "S", "sample mail addresses", "mail/sample-address"],
  [17, "K", "nb_get_retry in TCP_CHECK", "config/keyword-misplaced", /nb_get_retry/],
  [18, "K", "near miss of a keyword", "config/keyword-unknown", /did you mean/],
  [19, "K", "nb_get_retry in HTTP_GET", "config/keyword-deprecated", /nb_get_retry/],
  [20, "K", "invalid address", "config/value-invalid", /address/],
  [21, "K", "lvs_sync_daemon_interface", "config/keyword-deprecated", /lvs_sync_daemon_interface/],
  [22, "K", "vrrp_garp_interval 0", "config/value-out-of-range", /0 asks for no pause/],
  [23, "S", "MASTER with a low priority", "vrrp/low-master-priority"],
  [24, "K", "unknown script tracked", "config/name-unknown", /track_script/],
  [25, "K", "nopreempt or preempt_delay with MASTER", "config/nopreempt-cleared config/value-adjusted"],
  [26, "S", "sample mail server", "mail/sample-server"],
  [27, "K part", "no virtual address", "config/virtual-address-none"],
  [28, "K", "persistence_timeout 0", "config/value-out-of-range", /persistence_timeout/],
  [29, "K part", "own interface tracked", "config/interface-tracked-anyway"],
  [30, "K", "not a number", "config/value-invalid", /number/],
  [31, "K", "missing parameter", "config/argument-missing"],
  [32, "S", "CRLF line ends (off)", "text/crlf"],
  [33, "S", "service on no virtual address", "service/address-without-vip"],
  [34, "S", "vrrp_script never tracked", "vrrp/untracked"],
  [35, "K", "unexpected {", "config/brace-unexpected config/keyword-unknown"],
  [36, "K", "brace mismatch", "config/brace-missing-close config/brace-extra config/brace-missing-open"],
  [
    37,
    "K",
    "strict mode with authentication or unicast",
    "config/authentication-incomplete config/value-adjusted",
  ],
  [38, "K", "interface absent", "config/interface-missing"],
  [39, "S", "real_server without checker", "service/server-unchecked"],
  [40, "S", "script timeout beyond interval", "script/timeout-beyond-interval"],
  [41, "K part", "priority 255 and state disagree", "config/value-adjusted vrrp/owner-as-backup"],
  [42, "K", "sync group of one or unknown members", "config/group-incomplete config/name-unknown"],
  [43, "K", "script user unknown here", "config/account-unknown"],
  [44, "K", "priority out of range", "config/value-out-of-range config/value-invalid", /priority/],
  [45, "K", "state no MASTER or BACKUP", "config/value-invalid", /state/],
  [46, "K part", "empty unicast_peer", "config/option-unsupported", /unicast_peer/],
  [47, "S", "statement behind { on its line", "config/statement-swallowed config/argument-surplus"],
  [48, "K part", "keyword repeated", "config/value-replaced config/block-duplicate"],
  [49, "S", "comment character in a word", "text/comment-in-word"],
  [50, "K", "virtual_router_id twice", "config/virtual-router-id-duplicate"],
  [51, "S", "smtp_alert without addresses or server", "mail/unsent"],
  [52, "K", "look-alike characters", "text/lookalike-character"],
  [53, "S", "weight past 254 or below 1", "vrrp/weight-beyond"],
  [54, "K", "virtual_router_id invalid or missing", "config/virtual-router-id-unset config/value-invalid"],
  [55, "K part", "virtual address twice", "vrrp/address-shared config/virtual-address-duplicate"],
  [56, "S", "shell syntax without a shell", "script/shell-syntax"],
  [57, "K", "instance name twice", "config/block-duplicate"],
  [58, "K", "unknown lb_kind", "config/value-invalid", /NAT|DR|TUN/],
  [
    59,
    "K part",
    "lb_kind, protocol, lb_algo or delay_loop left out",
    "config/default-assumed service/delay-loop-unset",
  ],
  [60, "K", "quorum above the weights", "config/quorum-unreachable"],
  [
    61,
    "K part",
    "url without expectation, check without url",
    "service/url-without-expectation config/check-incomplete",
  ],
  [62, "S", "own address among the peers", "vrrp/own-peer"],
  [63, "K", "DR or TUN with another port", "config/value-adjusted", /port/],
  [64, "K part", "units and trailing semicolons", "text/trailing-semicolon config/value-invalid"],
];

export const coverageRows: readonly CoverageRow[] = rows.map(
  ([row, keepalived, finding, rules, message]) => ({
    row,
    keepalived,
    finding,
    rules: rules.split(" "),
    ...(message === undefined ? {} : { message }),
  }),
);
