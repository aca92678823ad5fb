/** Programs, reads and empties an IPVS table in a namespace of its own and says as JSON lines what came of it. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { diffTables } from "../../src/ipvs/diff.ts";
import type { IpvsTable } from "../../src/ipvs/table.ts";
import { openIpvs } from "../../src/linux/ipvs.ts";
import { destination, fwmark, key, service } from "../ipvs/services.ts";

export interface IpvsTableFacts {
  readonly version: string;
  readonly refusedWhileProgramming: number;
  readonly read: IpvsTable;
  /** Lines of ipvsadm -Sn, sorted. */
  readonly saved: readonly string[];
  /** What ipvsadm -S leaves out. */
  readonly thresholds: string;
  readonly leftToDo: number;
  readonly oneService: unknown;
  readonly noService: boolean;
  /** Codes in the order of the commands, null where there was no refusal. */
  readonly refusals: readonly (string | null)[];
  readonly savedAfterEdits: readonly string[];
  readonly savedAtEnd: readonly string[];
  readonly unprivileged: string;
}

const nat = { method: "NAT" } as const;
const gue = { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" } as const;
const web = key("172.16.1.100:80");

const wanted: IpvsTable = {
  services: [
    service(web, [destination("172.16.1.6:8080", { forwarding: nat }), destination("172.16.1.5:80")]),
    service(key("172.16.1.100:53", "UDP"), [destination("172.16.1.7:53", { forwarding: gue, weight: 0 })], {
      scheduler: "wlc",
      persistenceTimeoutS: 300,
      persistencePrefixLength: 24,
    }),
    service(key("[fd00::1]:443"), [
      destination("[fd00::5]:443", { upperThreshold: 100, lowerThreshold: 50 }),
    ]),
    service(fwmark(7), [destination("172.16.1.5:0")], { scheduler: "sh", flags: 0x18 }),
  ],
};

function saved(): string[] {
  const text = execFileSync("ipvsadm", ["-Sn"], { encoding: "utf8" });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .toSorted();
}

/** What opening the table answers to a process without capabilities. */
function openAsNobody(): string {
  try {
    openIpvs().close();
    return "opened";
  } catch (error) {
    return `${(error as { code: unknown }).code}: ${(error as Error).message}`;
  }
}

function facts(): IpvsTableFacts {
  const ipvs = openIpvs();
  const answers = ipvs.apply(diffTables(wanted, ipvs.read(), []));
  const read = ipvs.read();
  const before = {
    version: ipvs.info().version,
    refusedWhileProgramming: answers.filter((refusal) => refusal !== undefined).length,
    read,
    saved: saved(),
    thresholds: execFileSync("ipvsadm", ["-Ln", "--thresholds"], { encoding: "utf8" }),
    leftToDo: diffTables(wanted, read, []).length,
    oneService: ipvs.readService(web),
    noService: ipvs.readService(key("1.2.3.4:80")) === undefined,
  };
  const missing = key("1.2.3.4:80");
  const refusals = ipvs.apply([
    { kind: "add-service", service: service(web, []) },
    { kind: "add-destination", key: web, destination: destination("172.16.1.9:80") },
    { kind: "add-service", service: service(missing, [], { scheduler: "nonesuch" }) },
    { kind: "add-destination", key: missing, destination: destination("172.16.1.9:80") },
    { kind: "edit-destination", key: web, destination: destination("172.16.1.99:80") },
    { kind: "edit-service", service: service(missing, []) },
    { kind: "edit-service", service: service(web, [], { scheduler: "wlc", persistenceTimeoutS: 30 }) },
    { kind: "edit-destination", key: web, destination: destination("172.16.1.9:80", { weight: 7 }) },
    { kind: "delete-destination", key: web, destination: destination("172.16.1.5:80") },
    { kind: "delete-destination", key: web, destination: destination("172.16.1.5:80") },
    { kind: "delete-service", key: missing },
  ]);
  const savedAfterEdits = saved();
  const ours = wanted.services.map((one) => one.key);
  ipvs.apply(diffTables({ services: [] }, ipvs.read(), ours));
  ipvs.close();
  const unprivileged = execFileSync(
    "setpriv",
    ["--bounding-set=-all", "--inh-caps=-all", process.execPath, fileURLToPath(import.meta.url), "open"],
    { encoding: "utf8" },
  ).trim();
  return {
    ...before,
    refusals: refusals.map((refusal) => refusal?.code ?? null),
    savedAfterEdits,
    savedAtEnd: saved(),
    unprivileged,
  };
}

switch (process.argv[2]) {
  case "facts":
    console.log(JSON.stringify(facts()));
    break;
  case "open":
    console.log(openAsNobody());
    break;
  case undefined: {
    const self = [process.execPath, fileURLToPath(import.meta.url), "facts"];
    const words = ["--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", ...self];
    execFileSync("unshare", words, { stdio: ["ignore", "inherit", "inherit"] });
  }
}
