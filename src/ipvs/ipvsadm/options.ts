/** The options of ipvsadm 1.31 and what each command takes of them. */

/** What is given at most once, by ipvsadm's names, in the order in which it looks at them; the last two are our own. */
export const optionNames = [
  "numeric",
  "connection",
  "service-address",
  "scheduler",
  "persistent",
  "netmask",
  "real-server",
  "forwarding-method",
  "weight",
  "u-threshold",
  "l-threshold",
  "mcast-interface",
  "timeout",
  "daemon",
  "stats",
  "rate",
  "thresholds",
  "persistent-conn",
  "nosort",
  "syncid",
  "exact",
  "ops",
  "pe",
  "sched-flags",
  "mcast-group",
  "mcast-port",
  "mcast-ttl",
  "sync-maxlen",
  "tun-info",
  "tun-type",
  "tun-port",
  "tun-nocsum",
  "tun-csum",
  "tun-remcsum",
  "json",
  "strict",
] as const;

export type OptionName = (typeof optionNames)[number];

export type CommandName =
  | "add-service"
  | "edit-service"
  | "delete-service"
  | "flush"
  | "add-server"
  | "edit-server"
  | "delete-server"
  | "list"
  | "zero"
  | "set"
  | "start-daemon"
  | "stop-daemon"
  | "restore"
  | "save"
  | "help"
  | "version";

/** Those that do something with the table. */
export type ActiveCommand = Exclude<CommandName, "help" | "version">;

export interface OptionEntry {
  readonly long: string;
  readonly short?: string;
  readonly argument: "none" | "required" | "optional";
  readonly means: OptionMeaning;
}

export type OptionMeaning =
  | { readonly kind: "command"; readonly command: CommandName }
  | { readonly kind: "option"; readonly name: OptionName }
  /** `-6`, which may be said again. */
  | { readonly kind: "ipv6" }
  /** `--sort`. */
  | { readonly kind: "nothing" };

function command(
  name: CommandName,
  long: string,
  short?: string,
  argument: OptionEntry["argument"] = "none",
): OptionEntry {
  return entry(long, short, argument, { kind: "command", command: name });
}

function flag(name: OptionName, long: string, short?: string): OptionEntry {
  return entry(long, short, "none", { kind: "option", name });
}

function valued(
  name: OptionName,
  long: string,
  short?: string,
  argument: OptionEntry["argument"] = "required",
): OptionEntry {
  return entry(long, short, argument, { kind: "option", name });
}

function entry(
  long: string,
  short: string | undefined,
  argument: OptionEntry["argument"],
  means: OptionMeaning,
): OptionEntry {
  return { long, argument, means, ...(short === undefined ? {} : { short }) };
}

const entries: readonly OptionEntry[] = [
  command("add-service", "add-service", "A"),
  command("edit-service", "edit-service", "E"),
  command("delete-service", "delete-service", "D"),
  command("flush", "clear", "C"),
  command("add-server", "add-server", "a"),
  command("edit-server", "edit-server", "e"),
  command("delete-server", "delete-server", "d"),
  command("list", "list", "L"),
  command("list", "list", "l"),
  command("zero", "zero", "Z"),
  command("set", "set"),
  command("start-daemon", "start-daemon", undefined, "required"),
  command("stop-daemon", "stop-daemon", undefined, "required"),
  command("restore", "restore", "R"),
  command("save", "save", "S"),
  command("help", "help", "h"),
  command("version", "version", "v"),
  valued("service-address", "tcp-service", "t"),
  valued("service-address", "udp-service", "u"),
  valued("service-address", "sctp-service"),
  valued("service-address", "fwmark-service", "f"),
  entry("ipv6", "6", "none", { kind: "ipv6" }),
  valued("scheduler", "scheduler", "s"),
  valued("pe", "pe"),
  valued("persistent", "persistent", "p", "optional"),
  valued("netmask", "netmask", "M"),
  flag("ops", "ops", "o"),
  valued("sched-flags", "sched-flags", "b"),
  valued("real-server", "real-server", "r"),
  flag("forwarding-method", "gatewaying", "g"),
  flag("forwarding-method", "ipip", "i"),
  flag("forwarding-method", "masquerading", "m"),
  valued("tun-type", "tun-type"),
  valued("tun-port", "tun-port"),
  flag("tun-nocsum", "tun-nocsum"),
  flag("tun-csum", "tun-csum"),
  flag("tun-remcsum", "tun-remcsum"),
  valued("weight", "weight", "w"),
  valued("u-threshold", "u-threshold", "x"),
  valued("l-threshold", "l-threshold", "y"),
  flag("numeric", "numeric", "n"),
  flag("connection", "connection", "c"),
  flag("timeout", "timeout"),
  flag("daemon", "daemon"),
  flag("stats", "stats"),
  flag("rate", "rate"),
  flag("thresholds", "thresholds"),
  flag("persistent-conn", "persistent-conn"),
  flag("tun-info", "tun-info"),
  flag("nosort", "nosort"),
  entry("sort", undefined, "none", { kind: "nothing" }),
  // The letter is in no help text, and is taken.
  flag("exact", "exact", "X"),
  valued("syncid", "syncid"),
  valued("sync-maxlen", "sync-maxlen"),
  valued("mcast-interface", "mcast-interface"),
  valued("mcast-group", "mcast-group"),
  valued("mcast-port", "mcast-port"),
  valued("mcast-ttl", "mcast-ttl"),
  flag("json", "json"),
  flag("strict", "strict"),
];

export const longOptions: ReadonlyMap<string, OptionEntry> = new Map(
  entries.map((option) => [option.long, option]),
);

export const shortOptions: ReadonlyMap<string, OptionEntry> = new Map(
  entries.flatMap((option) => (option.short === undefined ? [] : [[option.short, option] as const])),
);

export interface CommandForm {
  readonly required: readonly OptionName[];
  readonly optional: readonly OptionName[];
}

const serviceForm: CommandForm = {
  required: ["service-address"],
  optional: ["scheduler", "persistent", "netmask", "ops", "pe", "sched-flags"],
};
const serverForm: CommandForm = {
  required: ["service-address", "real-server"],
  optional: [
    "forwarding-method",
    "weight",
    "u-threshold",
    "l-threshold",
    "tun-type",
    "tun-port",
    "tun-nocsum",
    "tun-csum",
    "tun-remcsum",
  ],
};

export const commandForms: Readonly<Record<ActiveCommand, CommandForm>> = {
  "add-service": serviceForm,
  "edit-service": serviceForm,
  "delete-service": { required: ["service-address"], optional: [] },
  flush: { required: [], optional: [] },
  "add-server": serverForm,
  "edit-server": serverForm,
  "delete-server": { required: ["service-address", "real-server"], optional: [] },
  list: {
    required: [],
    optional: [
      "numeric",
      "connection",
      "service-address",
      "timeout",
      "daemon",
      "stats",
      "rate",
      "thresholds",
      "persistent-conn",
      "nosort",
      // Taken by ipvsadm and of no effect.
      "syncid",
      "exact",
      "tun-info",
      "json",
    ],
  },
  zero: { required: [], optional: ["service-address"] },
  set: { required: [], optional: [] },
  "start-daemon": {
    required: [],
    optional: ["mcast-interface", "syncid", "mcast-group", "mcast-port", "mcast-ttl", "sync-maxlen"],
  },
  "stop-daemon": { required: [], optional: ["syncid"] },
  restore: { required: [], optional: ["strict"] },
  save: { required: [], optional: ["numeric"] },
};
