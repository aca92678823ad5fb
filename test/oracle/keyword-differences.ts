/** Where a keyword is read otherwise than by the installed keepalived, on purpose or because 2.4.3 differs from it. */

/** `cases` is tried on `BLOCK/KEYWORD: LINES`; `why` names the version or the reason. */
export const keywordDifferences: readonly { readonly cases: RegExp; readonly why: string }[] = [
  {
    cases: /\/(HTTP|SSL)_GET: \w+ (a b )?\{ \/ \}/,
    why: "2.2.7 crashes at the end of an HTTP_GET or SSL_GET without url; 2.4.3 reports it (exit 5)",
  },
  {
    cases:
      /_GET(\/url)?\/virtualhost: virtualhost (\S+) \/ virtualhost \2$|_GET\/url\/path: path (\S+) \/ path \3$|\/helo_name: helo_name (\S+) \/ helo_name \4$/,
    why: "2.4.3 reports a path, virtualhost or helo_name that replaces one",
  },
  {
    cases: /virtual_ipaddress \{ \/ (10\.0\.0\.1) \/ \1 \/ \}/,
    why: "2.4.3 reports and drops a virtual address that stands twice",
  },
  {
    cases: /use_vmac (name \w+|\w+ netlink_notify_msg|\w+ group \d|vv 02:00:00:00:00:01 vv) \//,
    why: "2.4.3 knows name, netlink_notify_msg and group behind use_vmac, and reads all words",
  },
  {
    cases: /vrrp_instance V \{ (?!.*interface).*unicast_src_ip (10|192|2001).*unicast_peer/,
    why: "2.4.3 lets an instance with unicast peers and a source address go without an interface",
  },
  {
    cases: /^\/virtual_server: virtual_server (group|fwmark) \{/,
    why: "2.2.7 crashes where the name of the group or the mark is missing; any other missing word ends with 2",
  },
  {
    cases: /^global_defs\/notification_email_from: \w+ (1 2|a b c)$/,
    why: "2.4.3 reports words behind the address",
  },
  {
    cases: /^global_defs\/vrrp_(strict|skip_check_adv_addr): \w+ (?!on$|off$|$|vrrp_| *\/ )\S/,
    why: "2.4.3 takes on and off here and refuses other words, which 2.2.7 passes over",
  },
  {
    cases: /^global_defs\/vrrp_iptables: (?!\w+ ""$)/,
    why: "Debian builds 2.2.7 without iptables, which it says at every vrrp_iptables",
  },
  {
    cases: /^global_defs\/vrrp_ipsets: /,
    why: "Debian builds 2.2.7 without ipsets: it does not know the keyword",
  },
  {
    cases: /^global_defs\/config_save_dir: config_save_dir (10\.1\.2\.3\/24|\/bin\/true)$/,
    why: "2.2.7 makes the directory also in a test, and reports that it cannot",
  },
  {
    cases: /track_file \{ \/ f .* \/ g \/ \}/,
    why: "2.2.7 crashes over a track_file that names no block, where it reports the other lists",
  },
  {
    cases: /_routes: \w+ \{ \/ (10\.1\.2\.3(\/24)?|10\.0\.0\.0\/24|fe80::1) \/ \}/,
    why: "2.2.7 reports a route without an interface, which cannot be tracked; 2.4.3 does not",
  },
  {
    cases: /vrrp_script\/(interval|timeout): \w+ 1\.5$/,
    why: "2.4.3 takes fractions of a second here, down to milliseconds",
  },
  {
    cases: /^garp_group\/(garp|gna)_interval: \w+ 429[34]\.967295$/,
    why: "2.4.3 takes twice as much",
  },
  {
    cases: /bfd_instance\/neighbou?r_ip: \w+ $|: bfd_instance \{ \/ /,
    why: "2.2.7 crashes where the name or the neighbour's address is missing; any other missing word ends with 2",
  },
  {
    cases:
      /^\/vrrp_(sync_group|script): (.* \/ )?vrrp_sync_group \w+ \{ \/ (\}|group \{ \/ \} \/ \}|track_|notify_)/,
    why: "2.4.3 names the line of a group without members",
  },
  {
    cases:
      /^\/vrrp_sync_group: .* vrrp_sync_group G \{ \/ group \{ \/ V W \/ \} \/ track_file \{ \/ S \/ S \/ X/,
    why: "2.2.7 crashes at a name in track_file that there is none of",
  },
  {
    cases: /^\/vrrp_sync_group: vrrp_script S \{ \/ script "\/bin\/true \/ \}$/,
    why: "2.2.7 crashes at a command whose quote does not end",
  },
  {
    cases: /^\/bfd_instance: (bfd_instance uplink \{ \/ \} ?(\/ )?){2}$/,
    why: "keepalived's BFD process, unlike the others, reads the second block when the first has no neighbour; one message is enough",
  },
];
