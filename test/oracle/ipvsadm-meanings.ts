/** What an error of ipvsadm means, and by which words ours means the same; named groups must hold the same text. */

interface Meaning {
  readonly name: string;
  readonly theirs: RegExp;
  readonly ours: RegExp;
}

const meanings: readonly Meaning[] = [
  {
    name: "no command",
    theirs: /^Try `ipvsadm -h'/,
    ours: /^(the first option must be a command|a line must begin with a command)/,
  },
  {
    name: "unknown option",
    theirs: /^(?<word>.+): unknown option$/s,
    ours: /^'(?<word>.+)' has an option that does not exist:/s,
  },
  {
    name: "value missing",
    theirs: /^(?<word>.+): missing argument$/,
    ours: /^(?<word>.+) needs a value behind it$/,
  },
  {
    name: "value too many",
    theirs: /^(?<word>.+): option does not take an argument$/,
    ours: /^'(?<word>.+)' gives a value to an option that takes none$/,
  },
  {
    name: "second command",
    theirs: /^invalid option `(?<word>.+)'$/,
    ours: /^'(?<word>.+)' is a second command:/,
  },
  {
    name: "surplus word",
    theirs: /^unexpected argument (?<word>.*)$/s,
    ours: /^'(?<word>.*)' belongs to no option: leave it out$/s,
  },
  {
    name: "option twice",
    theirs: /^multiple '(?<option>.+)' options specified$/,
    ours: /^'(?<option>.+)' is given more than once:/,
  },
  {
    name: "option missing",
    theirs: /^You need to supply the '(?<option>.+)' option for the '(?<command>.+)' command$/,
    ours: /^'(?<command>.+)' needs '(?<option>.+)': name the /,
  },
  {
    name: "option of another command",
    theirs: /^Illegal '(?<option>.+)' option with the '(?<command>.+)' command$/,
    ours: /^'(?<option>.+)' does not go with '(?<command>.+)': leave it out$/,
  },
  {
    name: "option of another tunnel",
    theirs: /^Illegal '(?<option>.+)' option with the '(?<type>.+)' tunnel type$/,
    ours: /^'(?<option>.+)' does not go with tunnels of type '(?<type>.+)':/,
  },
  {
    name: "tunnel's option missing",
    theirs: /^You need to supply the '(?<option>.+)' option for the '(?<type>.+)' tunnel type$/,
    ours: /^tunnels of type '(?<type>.+)' need '(?<option>.+)':/,
  },
  {
    name: "tunnel's options contradict",
    theirs: /^The option '(?<one>.+)' conflicts with the '(?<other>.+)' option in the '.+' tunnel type$/,
    ours: /^'(?<one>.+)' contradicts '(?<other>.+)':/,
  },
  {
    name: "tunnel's options without tunnel",
    theirs: /^Tunnel options conflict with forward method$/,
    ours: /^options of tunnels go with tunneling only:/,
  },
  {
    name: "listings contradict",
    theirs: /^The option '(?<one>.+)' conflicts with the '(?<other>.+)' option in the 'list' command$/,
    ours: /^'(?<one>.+)' and '(?<other>.+)' cannot be listed at once:/,
  },
  {
    name: "columns without services",
    theirs: /^options conflicts in the list command$/,
    ours: /^'.+' is about services: a listing with '.+' has no such columns$/,
  },
  {
    name: "service's address",
    theirs: /^illegal virtual server address\[:port\] specified$/,
    ours: /^'.*' is no address of a virtual service:/s,
  },
  {
    name: "server's address",
    theirs: /^illegal real server address\[:port\] specified$/,
    ours: /^'.*' is no address of a real server:/s,
  },
  {
    name: "mark",
    theirs: /^invalid fwmark value `(?<value>.*)' specified$/,
    ours: /^'(?<value>.*)' is no firewall mark:/,
  },
  { name: "-6 alone", theirs: /^-6 used before -f$/, ours: /^-6 belongs behind the firewall mark:/ },
  {
    name: "timeout",
    theirs: /^invalid timeout value `(?<value>.*)' specified$/,
    ours: /^'(?<value>.*)' is no (timeout|timeout of persistence):/,
  },
  {
    name: "timeouts missing",
    theirs: /^--set option requires 3 timeout values$/,
    ours: /^--set takes three numbers/,
  },
  {
    name: "IPv4 netmask",
    theirs: /^illegal virtual server persistent mask specified$/,
    ours: /^'.*' is no netmask of persistence:/,
  },
  { name: "IPv6 netmask", theirs: /^illegal ipv6 netmask specified$/, ours: /^'.*' is no IPv6 netmask:/ },
  {
    name: "port 0",
    theirs: /^Zero port specified for non-persistent service$/,
    ours: /^port 0, which is every port, needs persistence:/,
  },
  {
    name: "one-packet",
    theirs: /^One-Packet Scheduling is only for UDP virtual services$/,
    ours: /^one-packet scheduling \(-o\) is for UDP services/,
  },
  {
    name: "flag unknown",
    theirs: /^invalid scheduler flag `(?<flag>.*)'$/,
    ours: /^'(?<flag>.*)' is no flag of a scheduler:/,
  },
  {
    name: "flag of another scheduler",
    theirs: /^incompatible scheduler flag `(?<flag>.*)'$/,
    ours: /^the flag '(?<flag>.*)' does not go with this scheduler:/,
  },
  {
    name: "other family",
    theirs: /^Different address family is allowed only for tunneling servers$/,
    ours: /^a real server of another address family than its service needs tunneling:/,
  },
  { name: "weight", theirs: /^illegal weight specified$/, ours: /^'.*' is no weight:/ },
  {
    name: "upper threshold",
    theirs: /^illegal u_threshold specified$/,
    ours: /^'.*' is no upper threshold:/,
  },
  {
    name: "lower threshold",
    theirs: /^illegal l_threshold specified$/,
    ours: /^'.*' is no lower threshold:/,
  },
  { name: "tunnel type", theirs: /^illegal tunnel type specified$/, ours: /^'.*' is no tunnel type:/ },
  { name: "tunnel port", theirs: /^illegal tunnel port specified$/, ours: /^'.*' is no tunnel port:/ },
  {
    name: "daemon's role",
    theirs: /^illegal (start-daemon parameter|start_daemon) specified$/,
    ours: /^'.*' is no role of a synchronisation daemon:/,
  },
  { name: "syncid", theirs: /^illegal syncid specified$/, ours: /^'.*' is no syncid:/ },
  {
    name: "sync-maxlen",
    theirs: /^illegal sync-maxlen specified$/,
    ours: /^'.*' is no length of sync messages:/,
  },
  {
    name: "multicast group",
    theirs: /^invalid (?<family>IPv[46]) mcast-group `(?<value>.*)'$/,
    ours: /^'(?<value>.*)' is no (?<family>IPv[46]) multicast group:/,
  },
  { name: "multicast port", theirs: /^illegal mcast-port specified$/, ours: /^'.*' is no multicast port:/ },
  { name: "multicast TTL", theirs: /^illegal mcast-ttl specified$/, ours: /^'.*' is no multicast TTL:/ },
  { name: "service exists", theirs: /^Service already exists$/, ours: /^the service exists already:/ },
  { name: "service missing", theirs: /^No such service$/, ours: /^there is no such service in the table/ },
  {
    name: "scheduler missing",
    theirs: /^Scheduler or persistence engine not found$/,
    ours: /^the kernel has no such scheduler or persistence engine:/,
  },
  {
    name: "server exists",
    theirs: /^Destination already exists$/,
    ours: /^the service has this real server already:/,
  },
  { name: "server missing", theirs: /^No such destination$/, ours: /^the service has no such real server:/ },
  {
    name: "server's service missing",
    theirs: /^Service not defined$/,
    ours: /^the service of this real server is not in the table:/,
  },
  {
    name: "invalid",
    theirs: /^Invalid operation\. {2}Possibly/,
    ours: /^the kernel takes none of these values together:/,
  },
  { name: "range", theirs: /^Numerical result out of range$/, ours: /^a number is out of its range:/ },
  {
    name: "daemon runs",
    theirs: /^Daemon has already run$/,
    ours: /^a synchronisation daemon of this role runs already:/,
  },
  {
    name: "daemon missing",
    theirs: /^No daemon is running$/,
    ours: /^no synchronisation daemon of this role is running:/,
  },
  { name: "interface", theirs: /^No such device$/, ours: /^there is no such network interface:/ },
  { name: "unreachable", theirs: /^Network is unreachable$/, ours: /^the multicast group cannot be reached/ },
  {
    name: "no right",
    theirs: /^Can't initialize ipvs: Permission denied/,
    ours: /^the IPVS table needs CAP_NET_ADMIN:/,
  },
];

export type Side = "theirs" | "ours";

/** What each line means, with the words it names; a line that is in no row stands for itself. */
export function meaningsOf(side: Side, text: string): string[] {
  return linesOf(side, text).map((line) => {
    for (const meaning of meanings) {
      const match = meaning[side].exec(line);
      if (match !== null) return [meaning.name, ...groupsOf(match)].join(" | ");
    }
    return `${side} says what is in no row: ${line}`;
  });
}

function groupsOf({ groups }: RegExpExecArray): string[] {
  return Object.entries(groups ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .toSorted();
}

/** Without what is ours alone: the program's name, the line of -R, and how far -R came. */
function linesOf(side: Side, text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (side === "theirs")
    return lines.filter((line) => !line.startsWith("Are you sure that IP Virtual Server"));
  return lines
    .map((line) => line.replace(/^ipvsadm: /, "").replace(/^line \d+: .*?: (?=[a-z'-])/, ""))
    .filter((line) => !/^stopped at line \d+:/.test(line));
}
