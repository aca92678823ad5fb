/** Where the table knowingly says otherwise than the inventory of keepalived 2.4.3, each with its evidence. */

export type InventoryField =
  | "there"
  | "kind"
  | "alias"
  | "min"
  | "max"
  | "unit"
  | "default"
  | "since"
  | "deprecated"
  | "condition";

export interface InventoryException {
  /** Matched against `path/of/blocks/keyword`. */
  readonly entry: RegExp;
  readonly field: InventoryField;
  /** What keepalived does, and how that was seen. */
  readonly evidence: string;
}

export const inventoryExceptions: readonly InventoryException[] = [
  {
    entry: /^vrrp_instance\/auth_hmac\/key$/,
    field: "kind",
    evidence:
      "the inventory's own summary: repeatable with distinct ids, so that all lines together are its value",
  },
  {
    entry: /\/nb_get_retry$/,
    field: "default",
    evidence: "it writes the same number as retry, so that what runs without it is what runs without retry",
  },
  {
    entry: /^virtual_server\/(lb_algo|lvs_sched)$/,
    field: "max",
    evidence:
      "a name that is none of the schedulers is refused whatever its length: lb_algo abcdefghijklmnopqrst",
  },
  {
    entry: /^virtual_server\/(lb_algo|lvs_sched)$/,
    field: "unit",
    evidence: "as above: there is nothing to count characters of",
  },
  {
    entry: /^vrrp_track_file\/(file|weight|init_file)$/,
    field: "since",
    evidence: "vrrp_track_file is track_file by another name: its lines are those of track_file",
  },
  {
    entry: /^vrrp_track_file\/(file|weight|init_file)$/,
    field: "deprecated",
    evidence: "vrrp_track_file is track_file by another name: its lines are those of track_file",
  },
  {
    entry: /^vrrp_track_file\/(file|weight|init_file)$/,
    field: "condition",
    evidence: "vrrp_track_file is track_file by another name: its lines are those of track_file",
  },
  {
    entry: /^vrrp_sync_group\/smtp_alert$/,
    field: "default",
    evidence: "smtp_alert and smtp_alert_vrrp of global_defs turn it on for groups too",
  },
  {
    entry: /^global_defs\/(vrrp_iptables|vrrp_ipsets|nftables|nftables_ipvs)$/,
    field: "default",
    evidence:
      "the inventory's names are those of the keyword alone; without the line no such table or chain is made",
  },
  {
    entry: /^global_defs\/(vrrp|checker|bfd)_cpu_affinity$/,
    field: "kind",
    evidence: "the line is one value: vrrp_cpu_affinity 0 x leaves no processor set, not even 0",
  },
  {
    entry: /^global_defs\/include_check$/,
    field: "kind",
    evidence:
      "the line is one value: include_check read match refuses match, which stands alone as well as read",
  },
];
