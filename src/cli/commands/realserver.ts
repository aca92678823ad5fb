/** `vigil realserver`: what a real server of LVS needs on its own host, and what is wrong there. */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Argument, Command, InvalidArgumentError } from "commander";
import { unfitReason } from "../../realserver/check-address.ts";
import { configuredAddresses } from "../../realserver/configured-addresses.ts";
import { desiredRealServer, virtualAddressOn } from "../../realserver/desired.ts";
import type { PlacedAddress } from "../../realserver/host-view.ts";
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { changeJson, changeLines, printJson, printLines, say } from "../change-output.ts";
import { CommandError } from "../command-error.ts";
import { parseOrSay } from "../parse-or-say.ts";
import { readConfigFile } from "../read-config.ts";
import { removePersistence, writePersistence } from "./realserver-persist.ts";
import { type Change, findingText, planOnly, type Status, start, status, stop } from "./realserver-run.ts";

interface AddressOptions {
  readonly file?: string;
  readonly tun?: true;
  readonly json?: true;
}

interface PersistOptions extends AddressOptions {
  readonly persist?: true;
  readonly root?: string;
}

interface StatusOptions extends AddressOptions {
  readonly nat?: IpAddress;
}

const name = "vigil realserver";

const help = `
A real server that gets its packets by direct routing (DR) or through a tunnel (TUN) must have the virtual
address, and nobody may hear of it: else clients come straight here, past the director. So "start" puts the
address on lo, one address wide (/32, /128), and sets for all, default and lo
    arp_ignore = 1     an ARP request is answered only for addresses of the interface it came in by
    arp_announce = 2   ARP requests of this host never carry the virtual address
For IPv6 no setting is needed: the kernel does not answer for an address of lo. "stop" restores what was there
before, also after a crash. The host route of older scripts (route add -host VIP dev lo) is not needed: the
kernel makes it with the address.
With --tun the address goes on tunl0 (IPv6: ip6tnl0), whose reverse path filter is switched off while all
other interfaces keep theirs. A real server by NAT needs none of this, but the director as its gateway.

Examples:
  vigil realserver start 172.16.1.100                 what the usual lvs_rs.sh does
  vigil realserver plan 172.16.1.100                  the same, only said
  vigil realserver start -f keepalived.conf           every address that the file's DR and TUN services need
  vigil realserver start 172.16.1.100 --persist       and again at every boot
  vigil realserver status                             what is wrong, and what to do about it
  vigil realserver status --nat 172.16.1.3            of a real server by NAT: is the director its gateway?
  vigil realserver stop                               everything as it was before

Exit status: 0 done, or nothing wrong; 1 not done and nothing changed, or (status) something is wrong;
2 the command line cannot be understood.`;

/** Runs `vigil realserver WORDS`; ends the process with the status that the help names. */
export function realserverCommand(words: readonly string[]): void {
  const command = new Command(name)
    .description("Gives this host the virtual addresses of LVS, as a real server needs them.")
    .showHelpAfterError("(vigil realserver --help shows how it is used)")
    .addHelpText("after", help)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  addressCommand(command, "start", "put the addresses on lo and keep ARP silent about them")
    .option("--persist", "write a systemd unit and a sysctl.d file, too")
    .option("--root <dir>", "with --persist: write them into this image and change nothing here")
    .action((addresses: readonly IpAddress[], options: PersistOptions) => runStart(addresses, options));
  command
    .command("stop")
    .description("restore what was there before, for these addresses or for all")
    .addArgument(addressArgument())
    .option("--persist", "remove the systemd unit and the sysctl.d file, too")
    .option("--root <dir>", "with --persist: remove them from this image and change nothing here")
    .option("--json", "as JSON")
    .action((addresses: readonly IpAddress[], options: PersistOptions) => runStop(addresses, options));
  addressCommand(command, "status", "say what is wrong here, with the remedy")
    .option("--nat <director>", "this host is a real server by NAT behind that director", readAddress)
    .action((addresses: readonly IpAddress[], options: StatusOptions) => runStatus(addresses, options));
  addressCommand(command, "plan", "say what start would change, and change nothing").action(
    (addresses: readonly IpAddress[], options: AddressOptions) =>
      report(planOnly(takeAddresses(addresses, options)), options),
  );
  parseOrSay(command, words);
}

function addressCommand(command: Command, subcommand: string, description: string): Command {
  return command
    .command(subcommand)
    .description(description)
    .addArgument(addressArgument())
    .option("-f, --file <file>", "the addresses of this keepalived.conf's DR and TUN services")
    .option("--tun", "the addresses are reached through a tunnel: on tunl0 instead of lo")
    .option("--json", "as JSON");
}

function addressArgument(): Argument {
  return new Argument("[addresses...]", "virtual addresses").argParser(
    (text: string, before: readonly IpAddress[] | undefined) => [...(before ?? []), readAddress(text)],
  );
}

function readAddress(text: string): IpAddress {
  const address = parseAddress(text);
  if (address === undefined) {
    const advice = text.includes("/")
      ? "write it without a prefix length"
      : "write it as 172.16.1.100 or fd00::100";
    throw new InvalidArgumentError(`'${text}' is no IP address: ${advice}.`);
  }
  const unfit = unfitReason(address);
  if (unfit !== undefined) throw new InvalidArgumentError(`${text}: ${unfit}.`);
  return address;
}

/** Throws CommandError where there is none. */
function takeAddresses(given: readonly IpAddress[] = [], options: AddressOptions): readonly PlacedAddress[] {
  const named = given.map((address) => virtualAddressOn(address, options.tun === true));
  const file = options.file;
  if (file === undefined) {
    if (named.length === 0) throw new CommandError("which virtual address? Name it, or a file by -f", 2);
    return named;
  }
  const { addresses, notes } = addressesOf(file);
  say(name, notes);
  if (named.length + addresses.length === 0) {
    throw new CommandError(
      `${file} has no service with real servers by DR or TUN: those by NAT need no address (vigil realserver status --nat DIRECTOR looks at their gateway)`,
    );
  }
  return unique([...named, ...addresses]);
}

function addressesOf(file: string): ReturnType<typeof configuredAddresses> {
  const { config, report } = readConfigFile(file, false);
  if (report.length > 0)
    say(name, [
      `${file} has ${report.length} remarks, mistakes or keywords without effect: vigil keepalived -t -f ${file}`,
    ]);
  try {
    return configuredAddresses(config);
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
}

function unique(addresses: readonly PlacedAddress[]): readonly PlacedAddress[] {
  const first = new Map<string, PlacedAddress>();
  for (const one of addresses) {
    const text = formatAddress(one.address);
    if (!first.has(text)) first.set(text, one);
  }
  return [...first.values()];
}

function runStart(given: readonly IpAddress[] = [], options: PersistOptions): void {
  const root = rootOf(options);
  const addresses = takeAddresses(given, options);
  if (options.root === undefined) report(start(addresses), options);
  if (options.persist !== true) return;
  const words = [
    ...given.map(formatAddress),
    ...(options.file === undefined ? [] : ["-f", resolve(options.file)]),
    ...(options.tun === true ? ["--tun"] : []),
  ];
  const nothing = { links: [], addresses: [], setting: () => undefined };
  const own = [process.execPath, join(dirname(fileURLToPath(import.meta.url)), "main.js"), "realserver"];
  const lines = writePersistence(root, {
    argv: [...own, "start", ...words],
    stopArgv: [...own, "stop"],
    settings: desiredRealServer(addresses, nothing).settings,
  });
  say(name, lines);
}

function runStop(given: readonly IpAddress[] = [], options: PersistOptions): void {
  const root = rootOf(options);
  if (options.persist === true && given.length > 0)
    throw new CommandError("--persist removes unit and file as a whole: leave out the addresses", 2);
  const addresses = given.map((address) => virtualAddressOn(address, false));
  if (options.root === undefined) report(stop(addresses.length === 0 ? undefined : addresses), options);
  if (options.persist !== true) return;
  const removed = removePersistence(root);
  const lasting = removed.length > 0 && options.root === undefined;
  const note = "settings that this boot took from the removed sysctl.d file hold until the next boot";
  say(name, lasting ? [...removed, note] : removed);
}

function rootOf({ root, persist }: PersistOptions): string {
  if (root !== undefined && persist !== true)
    throw new CommandError("--root says where --persist writes: write --persist, too", 2);
  return resolve(root ?? "/");
}

function report({ changes, notes }: Change, { json }: { readonly json?: true }): void {
  if (json) {
    printJson({ changes: changes.map(changeJson), notes });
    return;
  }
  printLines(changes.length === 0 ? ["nothing to change"] : changeLines(changes));
  say(name, notes);
}

function runStatus(given: readonly IpAddress[] = [], options: StatusOptions): void {
  const named = given.length === 0 && options.file === undefined ? [] : takeAddresses(given, options);
  const found = status(named, options.nat);
  process.exitCode = found.findings.length === 0 ? 0 : 1;
  if (options.json) printJson(found);
  else printLines(statusLines(found));
}

function statusLines({ addresses, findings }: Status): readonly string[] {
  const lines = addresses.map(({ address, interface: device, present, started }) => {
    const place = present ? `on ${device}` : `not on ${device} as /${address.includes(":") ? 128 : 32}`;
    return `${address} ${place}, ${started ? "started" : "not started"} by vigil`;
  });
  const wrong = findings.map((finding) => `wrong: ${findingText(finding)}`);
  return [...lines, ...(wrong.length === 0 ? ["nothing is wrong"] : wrong)];
}
