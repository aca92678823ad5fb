/**
 * What the linter is to find in the corpus of real files, by the names that its index gives to findings. Written by hand: the
 * classes from the index's columns, the exceptions after a look at each of the files.
 */

/** Rules of which one at least finds what a class of `static_lint` names, at its line. */
export const staticClasses: Readonly<Record<string, readonly string[]>> = {
  "auth-pass-longer-than-8": ["config/value-cut"],
  "comment-char-glued-to-token": ["text/comment-in-word"],
  "connect-port-differs-from-real-server-port": ["service/check-of-another-port"],
  "digest-not-32-lower-case-hex-digits": ["config/value-invalid"],
  "duplicate-vrid-on-one-interface-and-family": ["config/virtual-router-id-duplicate"],
  "duplicate-vrrp-instance-name": ["config/block-duplicate"],
  "empty-unicast-peer": ["config/option-unsupported", "config/brace-missing-close"],
  "full-width-smart-punctuation-outside-comments": [
    "text/lookalike-character",
    "config/keyword-unknown",
    "config/keyword-misplaced",
  ],
  "http-get-without-url": ["config/check-incomplete"],
  "lb-kind-not-nat-dr-tun": ["config/value-invalid"],
  "lvs-sync-daemon-inter-f-ace-in-vrrp-instance-deprecated": [
    "config/keyword-deprecated",
    "config/keyword-unknown",
  ],
  "misc-check-without-misc-timeout": ["service/misc-timeout-unset"],
  "nat-mask-removed-keyword": ["config/keyword-removed"],
  "nb-get-retry-in-http-get-ssl-get-deprecated": ["config/keyword-deprecated"],
  "nb-get-retry-in-tcp-check-unknown-keyword-there": ["config/keyword-misplaced"],
  "nopreempt-and-preempt-delay-together": ["config/value-adjusted"],
  "nopreempt-with-state-master": ["config/nopreempt-cleared"],
  "on-the-same-line-as-a-statement": ["config/statement-swallowed"],
  "persistence-timeout-0-rejected": ["config/value-out-of-range"],
  "preempt-delay-with-state-master": ["config/value-adjusted"],
  "priority-255-but-state-not-master": ["config/value-adjusted"],
  "priority-out-of-range-not-a-number": ["config/value-invalid", "config/value-out-of-range"],
  "real-server-without-checker": ["service/server-unchecked"],
  "real-server-without-weight": [],
  "router-id-left-at-sample-value-lvs-devel": ["vrrp/sample-router-name"],
  "same-vip-listed-more-than-once": ["vrrp/address-shared", "config/virtual-address-duplicate"],
  "sample-notification-addresses-left-in-firewall-loc": ["mail/sample-address"],
  "sample-smtp-server-192-168-200-1-left-in": ["mail/sample-server"],
  "script-not-an-absolute-path": ["script/relative-path"],
  "script-timeout-interval": ["script/timeout-beyond-interval"],
  "script-weight-drives-priority-above-254-clamped": ["vrrp/weight-beyond"],
  "scripts-used-but-no-enable-script-security": ["script/security-unset"],
  "scripts-used-but-no-script-user": ["script/user-unset"],
  "shell-syntax-in-a-script-that-is-not-run-by-a-shell": ["script/shell-syntax"],
  "smtp-alert-without-notification-email": ["mail/unsent"],
  "smtp-alert-without-smtp-server": ["mail/unsent"],
  "state-master-with-priority-100": ["vrrp/low-master-priority"],
  "state-other-than-master-backup": ["config/value-invalid"],
  "sync-group-names-an-undefined-instance": ["config/name-unknown", "config/group-incomplete"],
  "sync-group-with-one-member": ["config/group-incomplete"],
  "tokens-after-on-the-same-line-one-line-block": ["config/statement-swallowed", "config/argument-surplus"],
  "track-interface-lists-the-instance-interface": ["config/interface-tracked-anyway"],
  "track-script-names-an-undefined-vrrp-script": ["config/name-unknown"],
  "unknown-keyword-is-a-near-miss-of-a-real-one-typo": ["config/keyword-unknown"],
  "url-without-digest-status-code": ["service/url-without-expectation"],
  "vip-on-a-different-device-than-the-instance-interface": ["vrrp/address-elsewhere"],
  "vip-without-prefix-length-becomes-32": ["vrrp/address-without-prefix"],
  "virtual-router-id-51-sample-default": ["vrrp/sample-router-id"],
  "virtual-router-id-out-of-range-not-a-number": ["config/value-invalid", "config/value-out-of-range"],
  "virtual-server-address-is-not-a-vip-of-any-instance": ["service/address-without-vip"],
  "virtual-server-without-port": ["service/every-port"],
  "vrrp-garp-interval-vrrp-gna-interval-0": ["config/value-out-of-range"],
  "vrrp-instance-without-any-vip": ["config/virtual-address-none"],
  "vrrp-instance-without-priority": ["vrrp/priority-unset"],
  "vrrp-instance-without-state": ["vrrp/state-unset"],
  "vrrp-script-never-tracked": ["vrrp/untracked"],
  "vrrp-script-without-interval": ["script/interval-unset"],
  "vrrp-script-without-weight-failure-fault": ["vrrp/script-without-weight"],
  "vrrp-strict-with-authentication": ["config/authentication-incomplete", "config/value-adjusted"],
  "vrrpv2-authentication-used-at-all-removed-by-rfc-3768": ["vrrp/authentication"],
  "well-known-auth-pass-1111-1234": ["vrrp/known-password"],
  "crlf-line-endings": ["text/crlf"],
};

/** `file class line`, by the number that the file's name begins with: where nothing is found there, and why. */
export const exceptions: Readonly<Record<string, string>> = {
  "002 lb-kind-not-nat-dr-tun 5": "the index names the block; the finding marks the word on line 9",
  "022 connect-port-differs-from-real-server-port 70":
    "its line is the nonsense 'HTTP_GET | SSL_GET{', which is found",
  "022 digest-not-32-lower-case-hex-digits 71":
    "the index names the url; the finding marks the digest on line 73",
  "022 nopreempt-and-preempt-delay-together 23":
    "the instance is without its virtual_router_id, so nothing of it runs",
  "024 crlf-line-endings": "harmless, so the rule is off unless it is asked for",
  "025 crlf-line-endings": "harmless, so the rule is off unless it is asked for",
  "043 crlf-line-endings": "harmless, so the rule is off unless it is asked for",
  "072 vrrp-strict-with-authentication 19":
    "found at vrrp_strict's effect, the authentication that is dropped",
  "168 vrrp-strict-with-authentication 21":
    "found at vrrp_strict's effect, the authentication that is dropped",
  "189 vrrp-strict-with-authentication 18":
    "found at vrrp_strict's effect, the authentication that is dropped",
  "085 http-get-without-url 68": "follows from the stray brace above it, which is found",
  "085 misc-check-without-misc-timeout 53": "the check has no path, which is found, so it does not run",
  "085 nb-get-retry-in-http-get-ssl-get-deprecated 92":
    "follows from the stray brace above it, which is found",
  "085 nb-get-retry-in-http-get-ssl-get-deprecated 106":
    "follows from the stray brace above it, which is found",
  "085 tokens-after-on-the-same-line-one-line-block 53":
    "an empty block on one line works; that the check is empty is found",
  "085 tokens-after-on-the-same-line-one-line-block 55":
    "an empty block on one line works; that its keyword is unknown is found",
  "085 tokens-after-on-the-same-line-one-line-block 68":
    "follows from the stray brace above it, which is found",
  "085 url-without-digest-status-code 101": "follows from the stray brace above it, which is found",
  "100 vrrp-script-without-weight-failure-fault 6":
    "the script is without its command, which is found, so it does not run",
  "127 on-the-same-line-as-a-statement 30": "two braces on one line, which keepalived reads as they stand",
  "127 vrrp-instance-without-any-vip 13": "keepalived stops at the missing word on line 14, which is found",
  "128 vrrp-instance-without-any-vip 11": "keepalived stops at the missing word on line 12, which is found",
  "131 on-the-same-line-as-a-statement 38": "follows from the unknown keyword above it, which is found",
  "173 empty-unicast-peer 15": "the index names the instance; the finding marks unicast_peer on line 23",
  "137 priority-255-but-state-not-master 18":
    "the state is no word that keepalived knows, which is found on line 15",
  "160 duplicate-vrid-on-one-interface-and-family 45":
    "the second instance has the name of the first and is ignored, which is found",
  "160 same-vip-listed-more-than-once 52":
    "the second instance has the name of the first and is ignored, which is found",
};

/** Errors that keepalived does not report, or not with a line, and the outage that each of these rules is about. */
export const outages: Readonly<Record<string, string>> = {
  "config/argument-missing": "keepalived stops at the first one; the others would stop it next",
  "config/authentication-incomplete": "reported without a line: strict mode drops the authentication",
  "config/brace-missing-close": "reported without a line",
  "config/group-incomplete": "reported without a line: the group is dropped",
  "config/keyword-unknown": "stands behind the line at which keepalived stopped",
  "config/name-unknown": "reported once for the group, or stands behind the line at which keepalived stopped",
  "config/nopreempt-cleared": "reported without a line: the instance preempts although it is told not to",
  "config/option-unsupported": "reported without a line: what is written has no effect",
  "config/value-adjusted": "reported without a line: preempt_delay is cleared",
  "config/virtual-address-none": "reported without a line: there is nothing to take over",
  "text/comment-in-word": "the password that runs is not the one that is written",
};
