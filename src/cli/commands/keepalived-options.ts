/** The options of `vigil keepalived`, which are keepalived's, and what they make of a command line. */
import { basename } from "node:path";
import type { DaemonOptions } from "../../daemon/options.ts";
import { type OptionSpec, readCommandLine } from "../getopt.ts";
import { readReconcileOptions } from "./reconcile-options.ts";

interface KeepalivedOption extends OptionSpec {
  readonly help: string;
  readonly metavar?: string;
  /** Read so that existing start scripts work, but without effect yet; the daemon says so when it is given. */
  readonly accepted?: true;
}

export const defaultConfigFile = "/etc/keepalived/keepalived.conf";

const table: readonly KeepalivedOption[] = [
  {
    name: "use-file",
    short: "f",
    argument: "required",
    metavar: "FILE",
    help: `the configuration (${defaultConfigFile})`,
  },
  { name: "vrrp", short: "P", argument: "none", help: "run VRRP only" },
  { name: "check", short: "C", argument: "none", help: "run the health checks and IPVS only" },
  { name: "dont-fork", short: "n", argument: "none", help: "stay in the foreground" },
  { name: "log-console", short: "l", argument: "none", help: "log to the terminal too (standard error)" },
  { name: "log-detail", short: "D", argument: "none", help: "log more; twice: still more" },
  {
    name: "log-facility",
    short: "S",
    argument: "required",
    metavar: "F",
    help: "syslog facility: 0..7, local0..local7, user, daemon",
  },
  {
    name: "log-file",
    short: "g",
    argument: "optional",
    metavar: "FILE",
    help: "log to a file too (/tmp/keepalived.log); children insert _vrrp, _healthcheckers",
  },
  { name: "no-syslog", short: "G", argument: "none", help: "nothing to syslog" },
  {
    name: "umask",
    short: "u",
    argument: "required",
    metavar: "MASK",
    help: "umask of the files made, octal (0177)",
  },
  { name: "dont-release-vrrp", short: "V", argument: "none", help: "leave the virtual addresses at stop" },
  { name: "dont-release-ipvs", short: "I", argument: "none", help: "leave the IPVS services at stop" },
  { name: "dont-respawn", short: "R", argument: "none", help: "end when a child process dies" },
  { name: "dump-conf", short: "d", argument: "none", help: "log the configuration as it was understood" },
  {
    name: "pid",
    short: "p",
    argument: "required",
    metavar: "FILE",
    help: "pid file of the parent (/run/keepalived.pid)",
  },
  {
    name: "vrrp_pid",
    short: "r",
    argument: "required",
    metavar: "FILE",
    help: "pid file of the VRRP process (/run/vrrp.pid)",
  },
  {
    name: "checkers_pid",
    short: "c",
    argument: "required",
    metavar: "FILE",
    help: "pid file of the checker process (/run/checkers.pid)",
  },
  {
    name: "namespace",
    short: "s",
    argument: "required",
    metavar: "NAME",
    help: "run in the network namespace NAME",
  },
  {
    name: "config-id",
    short: "i",
    argument: "required",
    metavar: "ID",
    help: "the id that @id lines are kept for (host name)",
  },
  {
    name: "config-test",
    short: "t",
    argument: "optional",
    metavar: "FILE",
    help: "check the configuration and exit; report to FILE or standard error",
  },
  {
    name: "signum",
    argument: "required",
    metavar: "NAME",
    help: "print a signal's number: STOP, RELOAD, DATA, STATS, STATS_CLEAR, JSON, RECONCILE",
  },
  {
    name: "reconcile",
    argument: "required",
    metavar: "WHEN",
    onlyInFull: true,
    help: "when the kernel's IPVS table is compared, besides start and reload: 60s, 5m, a cron expression, off (60s)",
  },
  {
    name: "reconcile-policy",
    argument: "required",
    metavar: "LIST",
    onlyInFull: true,
    help: "what then becomes of differences: repair, restore or report, with keep-servers, never-empty (restore)",
  },
  { name: "version", short: "v", argument: "none", help: "print the version" },
  { name: "help", short: "h", argument: "none", help: "print this text" },
  { name: "no_bfd", short: "B", argument: "none", accepted: true, help: "no BFD process" },
  { name: "all", argument: "none", accepted: true, help: "start every process" },
  { name: "flush-log-file", argument: "none", accepted: true, help: "flush the log file after each line" },
  {
    name: "release-vips",
    short: "X",
    argument: "none",
    accepted: true,
    help: "drop addresses on the stop signal (always so)",
  },
  {
    name: "bfd_pid",
    short: "b",
    argument: "required",
    metavar: "FILE",
    accepted: true,
    help: "pid file of the BFD process",
  },
  {
    name: "address-monitoring",
    short: "a",
    argument: "none",
    accepted: true,
    help: "log every address change",
  },
  { name: "all-config", short: "e", argument: "none", help: "all include checks on" },
  { name: "snmp", short: "x", argument: "none", accepted: true, help: "SNMP agent" },
  {
    name: "snmp-agent-socket",
    short: "A",
    argument: "required",
    metavar: "SOCKET",
    accepted: true,
    help: "AgentX socket",
  },
  { name: "core-dump", short: "m", argument: "none", accepted: true, help: "allow core files" },
  {
    name: "core-dump-pattern",
    short: "M",
    argument: "optional",
    metavar: "PATTERN",
    accepted: true,
    help: "core file pattern",
  },
  { name: "ignore-sigint", argument: "none", accepted: true, help: "ignore Ctrl-C" },
];

export type KeepalivedInvocation =
  | { readonly kind: "help" | "version" }
  | { readonly kind: "signum"; readonly name: string }
  | { readonly kind: "usage-error"; readonly messages: readonly string[] }
  | {
      readonly kind: "config-test";
      readonly configFile: string;
      readonly reportFile?: string;
      readonly configId?: string;
      readonly allIncludeChecks?: true;
      readonly namespace?: string;
      readonly dumpConfig: boolean;
    }
  | {
      readonly kind: "run";
      readonly options: DaemonOptions;
      readonly namespace?: string;
      readonly withoutEffect: readonly string[];
      readonly surplusWords: readonly string[];
    };

/** Reads the words after `vigil keepalived` (or after `keepalived` itself). */
export function readKeepalivedCommandLine(
  argv: readonly string[],
  programName: string,
): KeepalivedInvocation {
  const read = readCommandLine(argv, table);
  const last = new Map(read.options.map((option) => [option.name, option.value]));
  const given = (name: string) => last.has(name);
  const errors = [...read.errors];
  const facility = readFacility(last.get("log-facility"));
  if (facility === undefined)
    errors.push(
      `Unknown log facility '${last.get("log-facility")}': use 0..7, local0..local7, user or daemon`,
    );
  const umask = readUmask(last.get("umask"));
  if (umask === undefined) errors.push(`Not an octal umask: '${last.get("umask")}'`);
  const reconcile = readReconcileOptions(last.get("reconcile"), last.get("reconcile-policy"));
  if ("errors" in reconcile) errors.push(...reconcile.errors);
  if (errors.length > 0 || "errors" in reconcile || facility === undefined || umask === undefined)
    return { kind: "usage-error", messages: errors };
  if (given("help")) return { kind: "help" };
  if (given("version")) return { kind: "version" };
  const signum = last.get("signum");
  if (signum !== undefined) return { kind: "signum", name: signum };

  const configFile = last.get("use-file") ?? defaultConfigFile;
  const namespace = last.get("namespace");
  const configId = last.get("config-id");
  const id = configId === undefined ? {} : { configId };
  const checks = given("all-config") ? { allIncludeChecks: true as const } : {};
  const inNamespace = namespace === undefined ? {} : { namespace };
  if (given("config-test")) {
    const reportFile = last.get("config-test");
    const report = reportFile === undefined ? {} : { reportFile };
    return {
      kind: "config-test",
      configFile,
      ...report,
      ...id,
      ...checks,
      ...inNamespace,
      dumpConfig: given("dump-conf"),
    };
  }

  const run = runDirectory(namespace);
  const logFile = given("log-file") ? { file: last.get("log-file") ?? "/tmp/keepalived.log" } : {};
  const onlyOne = given("vrrp") !== given("check");
  const options: DaemonOptions = {
    configFile,
    ...id,
    ...checks,
    programName,
    commandLine: argv,
    runVrrp: !(onlyOne && given("check")),
    runCheckers: !(onlyOne && given("vrrp")),
    foreground: given("dont-fork"),
    dumpConfig: given("dump-conf"),
    respawn: !given("dont-respawn"),
    pidFile: last.get("pid") ?? `${run}/keepalived.pid`,
    vrrpPidFile: last.get("vrrp_pid") ?? `${run}/vrrp.pid`,
    checkersPidFile: last.get("checkers_pid") ?? `${run}/checkers.pid`,
    umask,
    keepAddressesAtStop: given("dont-release-vrrp"),
    keepServicesAtStop: given("dont-release-ipvs"),
    reconcile,
    log: {
      console: given("log-console"),
      detail: read.options.filter((option) => option.name === "log-detail").length,
      syslog: !given("no-syslog"),
      facility,
      ...logFile,
    },
  };
  const withoutEffect = table
    .filter((option) => option.accepted && given(option.name))
    .map((option) => `--${option.name}`);
  return { kind: "run", options, ...inNamespace, withoutEffect, surplusWords: read.words };
}

/** keepalived gives each namespace a pid folder of its own. */
export function runDirectory(namespace: string | undefined): string {
  return namespace === undefined ? "/run" : `/run/keepalived/${basename(namespace)}`;
}

function readFacility(text: string | undefined): number | undefined {
  if (text === undefined || text === "daemon") return 3;
  if (text === "user") return 1;
  const local = /^(?:local)?([0-7])$/.exec(text)?.[1];
  return local === undefined ? undefined : 16 + Number(local);
}

function readUmask(text: string | undefined): number | undefined {
  if (text === undefined) return 0o177;
  return /^[0-7]{1,4}$/.test(text) ? Number.parseInt(text, 8) & 0o777 : undefined;
}

/** The text of `--help`. */
export function keepalivedHelp(programName: string): string {
  const rows = table.map((option) => {
    const short = option.short === undefined ? "    " : `-${option.short}, `;
    const metavar = option.metavar ?? "";
    const argument = { none: "", required: `=${metavar}`, optional: `[=${metavar}]` }[option.argument];
    const note = option.accepted ? " (accepted, without effect)" : "";
    return `  ${`${short}--${option.name}${argument}`.padEnd(34)} ${option.help}${note}`;
  });
  return [
    `Usage: ${programName} [OPTION...]`,
    "",
    "Runs VRRP, the health checks and the IPVS table from an unchanged keepalived.conf.",
    "",
    ...rows,
    "",
    "Comparing the IPVS table (Vigil's own; keepalived.conf stays as it is):",
    "  Every difference is logged by name, with who may have made it. At start, on HUP and on signal 44 (RECONCILE)",
    "  all of it is repaired; by the clock, as --reconcile-policy says:",
    "    restore       put back what is missing; what is set otherwise, such as a weight of 0 to drain a server, stays",
    "    repair        put everything right",
    "    report        change nothing",
    "    keep-servers  with one of these: servers that somebody else added to a configured service stay",
    "    never-empty   with one of these: a comparison never takes the last servers of a service",
    "  Services that the configuration does not name are never touched. Where another program undoes the same repair",
    "  three times within 60 s, that entry is left alone for 5 minutes, and the log says who it may be.",
    "",
    "Examples:",
    `  ${programName} --reconcile='*/15 * * * *' --reconcile-policy=report    each quarter of an hour, say what differs`,
    `  ${programName} --reconcile=30s --reconcile-policy=repair,keep-servers  undo every change but added servers`,
    `  kill -$(${programName} --signum=RECONCILE) $(cat /run/keepalived.pid)   compare and repair now`,
    `  ${programName} -t -f keepalived.conf          check a file; exit 0, or 5 with a line for each mistake`,
    `  ${programName} -n -l -D -f keepalived.conf    run in the foreground, log to the terminal`,
    `  ${programName} -f keepalived.conf             run as a daemon; returns when it is ready`,
    "  kill -HUP $(cat /run/keepalived.pid)        read the file again; what did not change is not touched",
    "",
    "Exit codes: 0 stopped or clean; 1 fatal problem or bad command line; 2 configuration unusable;",
    "  4 missing permission; 5 (-t) mistakes in the configuration; 6 no configuration; 70 internal error.",
    "",
  ].join("\n");
}
