/** For each code of reading what it says of its bad example, and a text close to that of which it says nothing. */
import type { DiagnosticCode } from "../../src/config/diagnostic.ts";

export interface DiagnosticCase {
  /** All that the code says of the bad example: `line:column-end level: message`. */
  readonly found: string;
  readonly accepts: string;
  readonly text: string;
}

/** The host that texts are accepted on, where the code needs one. */
export const acceptingHost = {
  interfaces: [
    { name: "lo", loopback: true },
    { name: "eth0", loopback: false },
  ],
  accounts: { hasUser: (name: string) => name === "root", hasGroup: (name: string) => name === "root" },
  programState: () => "secure" as const,
};

export const diagnosticCases = {
  "line-too-long": {
    found:
      "2:5-1115 error: the line has 1114 bytes, more than the 1022 that are read as one: the first 1023 are ignored; break it",
    accepts: "1022 bytes",
    text: `# ${"x".repeat(1020)}\n`,
  },
  "nul-byte": {
    found: "3:18-19 error: the line holds a NUL byte and is ignored: this is no text file, or it is damaged",
    accepts: "no NUL",
    text: "global_defs {\n    router_id 0\n}\n",
  },
  "quote-unterminated": {
    found:
      "2:12-33 error: this quote is not closed on its line: everything from here to the line's end is dropped; add '\"'",
    accepts: "a quote in a comment",
    text: 'global_defs {\n    router_id a # "b\n}\n',
  },
  "sequence-invalid": {
    found:
      "5:5-23 error: the sequence cannot be read, the line is ignored: not all its bounds are whole numbers",
    accepts: "numbers",
    text: "virtual_server_group A {\n    ~SEQ(n, 1, 2) 192.0.2.$n 80\n}\n",
  },
  "include-failed": {
    found: "1:1-23 error: 'services.conf' cannot be included: there is no such file",
    accepts: "a file that is not demanded",
    text: "include services.conf\n",
  },
  "include-unmatched": {
    found: "1:1-24 warning: 'services/keepalived.conf' cannot be included: there is no such file",
    accepts: "a file that is there",
    text: "include services.conf\n",
  },
  "brace-extra": {
    found:
      "11:1-2 error: this '}' closes nothing: there is one more than '{' up to here; remove it or add the '{'",
    accepts: "braces on one line",
    text: "global_defs { router_id a }\n",
  },
  "brace-missing-close": {
    found:
      "1:13-14 error: one '}' is missing at the end of the file: 'global_defs' opened here is never closed; add '}' where it ends",
    accepts: "a brace in quotes and in a comment",
    text: 'global_defs {\n    router_id "{" # {\n}\n',
  },
  "brace-missing-open": {
    found: "2:5-17 error: '{' is missing before this line: it is read as the first line of 'vrrp_instance'",
    accepts: "a brace on the next line",
    text: "vrrp_instance VI_1\n{\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10\n    }\n}\n",
  },
  "brace-unexpected": {
    found:
      "7:15-16 error: '{' is not expected in 'vrrp_instance' and is ignored; its '}' closes the block around it",
    accepts: "a brace in quotes",
    text: 'global_defs {\n    router_id "a{b}"\n}\n',
  },
  "definition-too-deep": {
    found: "4:5-20 error: '$NAME' leads to itself, there is no end to replacing it: the line is ignored",
    accepts: "a definition of a definition",
    text: "$A=lvs\n$B=$A\nglobal_defs {\n    router_id $B\n}\n",
  },
  "definition-too-long": {
    found:
      "3:5-26 error: '$PART' is not replaced: with it the line would have more than the 1022 bytes that are read",
    accepts: "one that fits",
    text: `$A=${"x".repeat(900)}\nglobal_defs {\n    router_id $A\n}\n`,
  },
  "definition-unused": {
    found:
      "1:1-16 info: nothing uses the definition '$INTERFACE': remove it, or write $INTERFACE where it belongs",
    accepts: "one that another configuration id uses, and one within another",
    text: "$A=a\n$B=$A\n@other global_defs {\n@other router_id $B$A\n@other }\n",
  },
  "reference-cut": {
    found: `3:15-27 error: nothing above defines '\${INTERFACE}', so it is cut at its braces, which are taken for a block's`,
    accepts: "what is in quotes, for a shell",
    text: `vrrp_script a {\n    script "/bin/sh -c \${HOME}/x"\n    interval 2\n}\n`,
  },
  "reference-literal": {
    found: "3:15-25 warning: nothing above defines '$INTERFACE', so it stays as these very characters",
    accepts: "a password with a dollar sign within",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    authentication {\n        auth_type PASS\n        auth_pass a$b\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "keyword-deprecated": {
    found: "14:13-25 warning: 'nb_get_retry' is deprecated: Write 'retry' instead.",
    accepts: "the newer word",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        HTTP_GET {\n            retry 3\n            url {\n                path /\n            }\n        }\n    }\n}\n",
  },
  "keyword-removed": {
    found:
      "6:5-13 warning: unknown keyword 'nat_mask' in virtual_server, the line is ignored: keepalived 1.2.20 removed it, and before that it did nothing since Linux 2.4; delete the line",
    accepts: "the word elsewhere",
    text: "global_defs {\n    router_id nat_mask\n}\n",
  },
  "keyword-misplaced": {
    found:
      "10:13-25 error: unknown keyword 'nb_get_retry' in TCP_CHECK, the line is ignored: it is known in HTTP_GET, SSL_GET; write 'retry' here",
    accepts: "the same word where it belongs",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        TCP_CHECK {\n            retry 3\n        }\n    }\n}\n",
  },
  "keyword-unknown": {
    found:
      "5:5-14 error: unknown keyword 'prioritty' in vrrp_instance, the line is ignored: did you mean 'priority'? Until it is mended, priority is 100, or 255 with state MASTER",
    accepts: "a word in a list of names",
    text: "vrrp_sync_group A {\n    group {\n        prioritty\n        b\n    }\n}\n",
  },
  "keyword-unsupported": {
    found: "8:5-17 info: 'unicast_peer' is not supported yet, and running without it would do harm",
    accepts: "what the daemon can do",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    priority 100\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "keyword-without-effect": {
    found: "3:5-28 info: 'notification_email_from' has no effect yet",
    accepts: "what the daemon does",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    priority 100\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "argument-missing": {
    found:
      "5:5-13 error: priority needs a word behind it, and reading stops here: write a whole number from 1 to 255",
    accepts: "a keyword that takes none",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    nopreempt\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "argument-surplus": {
    found: "5:18-21 warning: '200' behind priority is passed over",
    accepts: "a comment",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    priority 100 # 200\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "statement-swallowed": {
    found:
      "8:24-33 warning: 'auth_pass' stands behind auth_type and is passed over: a line holds one keyword",
    accepts: "a keyword's name as a value",
    text: "global_defs {\n    router_id vrrp_version\n}\n",
  },
  "block-duplicate": {
    found:
      "11:1-19 error: vrrp_instance VI_1 stands twice: this second block is ignored; give it another name",
    accepts: "another name",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\nvrrp_instance VI_2 {\n    interface eth0\n    virtual_router_id 88\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "value-replaced": {
    found:
      "7:5-17 warning: priority was written on line 5 already: this line replaces it, and it runs as 150",
    accepts: "the same value again",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    priority 100\n    priority 100\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "address-family-mismatch": {
    found:
      "9:9-24 error: virtual_ipaddress: 2001:db8::10 is not of the family of the addresses above (IPv4) and is ignored: give it an instance of its own",
    accepts: "both families in the other list",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress_excluded {\n        2001:db8::1\n        192.0.2.9\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "name-invalid": {
    found:
      "1:1-14 error: vrrp_instance needs a name, so the whole block is ignored: write 'vrrp_instance NAME {', with a name in one word",
    accepts: "a name in quotes",
    text: 'vrrp_instance "VI 1" {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n',
  },
  "option-unknown": {
    found:
      "8:23-36 error: virtual_ipaddress: '192.0.2.11/24' is no option of an address and is ignored; a second address needs its own line",
    accepts: "options that are known",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24 dev eth1 label eth1:1\n    }\n}\n",
  },
  "option-unsupported": {
    found:
      "7:9-12 error: vrf: the instance has an interface, so it cannot have a VRF as well; the line is without effect. Write the name of a network interface",
    accepts: "multicast alone",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    mcast_src_ip 192.0.2.1\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "value-adjusted": {
    found: "6:5-19 warning: (VI_1) advert_int 1.5 runs as 2: version 2 has whole seconds",
    accepts: "whole seconds",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    advert_int 2\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "value-cut": {
    found: "9:19-36 warning: auth_pass: the text has 17 bytes; it runs with the first 8 of them",
    accepts: "eight bytes",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    authentication {\n        auth_type PASS\n        auth_pass 12345678\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "value-duplicate": {
    found: "9:9-13 error: track_interface: 'eth1' stands twice: this line is ignored",
    accepts: "another interface",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    track_interface {\n        eth1\n        eth2\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "value-invalid": {
    found:
      "6:16-18 error: advert_int: '2s' is not a number of seconds; it runs as 1. Write seconds from 0.01 to 255, with up to 6 decimal places",
    accepts: "a fraction, where there may be one",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    delay_loop 1.5\n    real_server 192.0.2.21 80 {\n        weight 1\n    }\n}\n",
  },
  "value-out-of-range": {
    found:
      "5:14-17 error: priority: 300 is outside 1 to 255; it runs as 100. Write a whole number from 1 to 255",
    accepts: "the ends of the range",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 255\n    priority 255\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "default-assumed": {
    found: "1:1-29 warning: virtual server 192.0.2.10 80: no lb_kind is given, it runs as NAT: write lb_kind",
    accepts: "all that is needed",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        weight 1\n    }\n}\n",
  },
  "interface-loopback": {
    found:
      "3:15-17 error: interface: VRRP cannot run on the loopback interface 'lo'; it stays unset. Write the name of a network interface",
    accepts: "another one",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "interface-missing": {
    found:
      "3:15-19 error: interface: there is no interface 'eth9' (this host has eth0), so VRRP cannot start; create it or correct the name",
    accepts: "one that is there",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "account-unknown": {
    found:
      "3:17-23 error: script_user: there is no user 'keeper' on this host; it runs as no script without a user of its own. Write a user, and perhaps a group",
    accepts: "one that is there",
    text: "global_defs {\n    script_user root\n}\n",
  },
  "authentication-incomplete": {
    found:
      "7:5-19 error: (VI_1) authentication without auth_pass is ignored, it runs without: write auth_pass on a line of its own",
    accepts: "a whole block",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    authentication {\n        auth_type AH\n        auth_pass x\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "group-incomplete": {
    found: "1:1-21 warning: vrrp_sync_group BOTH has one member only, so nothing is kept in step",
    accepts: "two members",
    text: "vrrp_sync_group A {\n    group {\n        VI_1 VI_2\n    }\n}\nvrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\nvrrp_instance VI_2 {\n    interface eth0\n    virtual_router_id 88\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "interface-tracked-anyway": {
    found:
      "8:9-13 info: (VI_1) track_interface eth0 is ignored: the instance's own interface is tracked anyway",
    accepts: "another interface",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    track_interface {\n        eth1\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "interface-unset": {
    found:
      "1:1-19 error: (VI_1) no usable interface is given, so VRRP cannot start: write interface with the name of one",
    accepts: "one that was refused, which is told itself",
    text: "vrrp_instance VI_1 {\n    interface abcdefghijklmnopq\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "name-unknown": {
    found:
      "8:9-20 error: track_script: there is no vrrp_script 'check_nginx' above this line, so it is ignored; vrrp_script blocks must stand before what names them",
    accepts: "a script further up",
    text: "vrrp_script a {\n    script /bin/true\n    interval 2\n}\nvrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    track_script {\n        a\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "nopreempt-cleared": {
    found:
      "7:5-14 error: (VI_1) nopreempt has no effect with an initial state of MASTER: write state BACKUP to keep it",
    accepts: "state BACKUP",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    state BACKUP\n    nopreempt\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "virtual-address-duplicate": {
    found: "9:9-22 warning: (VI_1) 192.0.2.11 stands twice: it is added once",
    accepts: "another address",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress_excluded {\n        192.0.2.11\n    }\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "virtual-address-none": {
    found:
      "1:1-19 error: (VI_1) there is no virtual address, so it elects a MASTER of nothing: write virtual_ipaddress with at least one",
    accepts: "a misspelt block, which is told itself",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_adress {\n        192.0.2.1\n    }\n}\n",
  },
  "virtual-router-id-duplicate": {
    found:
      "14:5-25 error: (VI_2) has virtual_router_id 87 on eth0 as VI_1 has it, so VRRP cannot start: give one of them another number",
    accepts: "another interface",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\nvrrp_instance VI_2 {\n    interface eth1\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "virtual-router-id-unset": {
    found:
      "1:1-19 error: (VI_1) virtual_router_id is missing, so VRRP cannot start: write virtual_router_id with a number from 1 to 255",
    accepts: "one that was refused, which is told itself",
    text: "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 256\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "check-incomplete": {
    found: "10:9-10 error: HTTP_GET without a usable url is ignored: add a url block with a path",
    accepts: "a url with a path",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        HTTP_GET {\n            url {\n                path /\n            }\n        }\n    }\n}\n",
  },
  "group-empty": {
    found: "2:1-2 error: virtual_server_group WEB has no usable entry and is ignored",
    accepts: "a mark",
    text: "virtual_server_group A {\n    fwmark 1\n}\n",
  },
  "group-unknown": {
    found:
      "1:1-25 error: virtual server group WEB: there is no virtual_server_group of this name, so nothing of the service runs",
    accepts: "a group further down",
    text: "virtual_server group A {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        weight 1\n    }\n}\nvirtual_server_group A {\n    192.0.2.10 80\n}\n",
  },
  "quorum-unreachable": {
    found:
      "6:5-13 warning: virtual server 192.0.2.10 80: its servers weigh 1 together and never reach quorum 5: it runs as 1",
    accepts: "as much as there is",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    quorum 3\n    real_server 192.0.2.21 80 {\n        weight 3\n    }\n}\n",
  },
  "real-server-duplicate": {
    found:
      "12:5-30 error: virtual server 192.0.2.10 80: real server 192.0.2.21 80 stands twice: the second is ignored",
    accepts: "another port",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 81 {\n    }\n    real_server 192.0.2.21 80 {\n        weight 1\n    }\n}\n",
  },
  "real-servers-none": {
    found:
      "1:1-29 error: virtual server 192.0.2.10 80: it has no usable real_server and is ignored as a whole",
    accepts: "one server",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        weight 1\n    }\n}\n",
  },
  "threshold-refused": {
    found:
      "8:9-22 error: virtual server 192.0.2.10 80: real server 192.0.2.21 80: lthreshold 20 with uthreshold 10 is refused by the kernel, so the server gets nothing: write an uthreshold above it",
    accepts: "an upper one alone",
    text: "virtual_server 192.0.2.10 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 192.0.2.21 80 {\n        uthreshold 5\n    }\n}\n",
  },
  "script-user-missing": {
    found:
      "8:1-2 error: vrrp_script check never runs, because no user runs it: with enable_script_security write a user of its own, or script_user in global_defs",
    accepts: "a user behind the script",
    text: 'global_defs {\n    enable_script_security\n}\nvrrp_script a {\n    script "/bin/a" \n    user root\n    interval 2\n}\n',
  },
  "scripts-unprotected": {
    found:
      "5:5-38 warning: /usr/local/bin/check-web would run although enable_script_security is not set in global_defs: whoever can change a script could become root",
    accepts: "a safe one",
    text: "global_defs {\n    enable_script_security\n    script_user root\n}\nvrrp_script a {\n    script /bin/a\n    interval 2\n}\nvrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
  "script-unusable": {
    found:
      "6:5-38 error: vrrp_script check never runs: /usr/local/bin/check-web is not there, or its user may not read the way to it",
    accepts: "a script that is there",
    text: "global_defs {\n    enable_script_security\n    script_user root\n}\nvrrp_script a {\n    script /bin/a\n    interval 2\n}\nvrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 87\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n",
  },
} satisfies Record<DiagnosticCode, DiagnosticCase>;
