/** What `oracle:ipvsadm` gives both programs besides random commands: the files of ipvsadm/, and each option with each command. */
import { readdirSync, readFileSync } from "node:fs";
import { caseOf, commandOf, type IpvsadmCase } from "./ipvsadm-case.ts";

/** One case a file of `folder`: the tutorial's commands, each option alone and in wrong company, wrong words, wrong orders. */
export function writtenCases(folder: string): IpvsadmCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .toSorted()
    .map((file) => caseOf(file.replace(/\.txt$/, ""), readFileSync(`${folder}/${file}`, "utf8")));
}

const commands = [
  "-A -t 9.9.9.9:80",
  "-E -t 9.9.9.9:80",
  "-D -t 9.9.9.9:80",
  "-C",
  "-R",
  "-S",
  "-a -t 9.9.9.9:80 -r 1.2.3.4:80",
  "-e -t 9.9.9.9:80 -r 1.2.3.4:80",
  "-d -t 9.9.9.9:80 -r 1.2.3.4:80",
  "-L",
  "-Z",
  "--set 0 0 0",
  "--start-daemon master --mcast-interface nix",
  "--stop-daemon master",
  "-h",
];

const options = [
  ...[
    "-n",
    "-c",
    "-s rr",
    "-p 5",
    "-M 255.255.255.0",
    "-r 1.2.3.5:80",
    "-g",
    "-m",
    "-i",
    "-w 3",
    "-x 3",
    "-y 3",
  ],
  ...[
    "-o",
    "-b flag-1",
    "-6",
    "--pe sip",
    "--stats",
    "--rate",
    "--exact",
    "--thresholds",
    "--persistent-conn",
  ],
  ...[
    "--tun-info",
    "--nosort",
    "--sort",
    "--timeout",
    "--daemon",
    "--tun-type gue",
    "--tun-port 5",
    "--tun-csum",
  ],
  ...["--tun-nocsum", "--tun-remcsum", "--syncid 5", "--sync-maxlen 1000", "--mcast-interface lo"],
  ...["--mcast-group 224.0.0.9", "--mcast-port 99", "--mcast-ttl 4", "-t 1.2.3.4:80", "-u 1.2.3.4:80"],
  ...["--sctp-service 1.2.3.4:80", "-f 5", "-h", "--help", "--version", "-v", "extra", "-Q", "--nonsense"],
];

/** Each option with each command. */
export const optionCases: IpvsadmCase = {
  name: "options",
  commands: commands.flatMap((command) =>
    ["", ...options].map((option) => commandOf(`${command} ${option}`)),
  ),
};
