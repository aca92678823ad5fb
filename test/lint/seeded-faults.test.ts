/** The tutorial's pair with one fault at a time: each is found, by its rule and at its line, and the pair without gives what is known of it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { pairFindings } from "./lint-pair.ts";

const read = (name: string) =>
  readFileSync(new URL(`../../examples/lvs-dr/${name}.conf`, import.meta.url), "latin1");
const tutorial = { lvs01: read("lvs01"), lvs02: read("lvs02") };

const shown = ({ rule, place }: Finding) => `${place.file.replace(".conf", "")}:${place.line} ${rule}`;
const ofWeight = (texts: Readonly<Record<string, string>>) =>
  pairFindings(texts)
    .filter(({ level }) => level !== "info")
    .map(shown);

/** The tutorial's own mistakes: a keyword misspelt in each check, and one scheduler on each director. */
const known = [
  "lvs01:33 config/keyword-unknown",
  "lvs01:43 config/keyword-unknown",
  "lvs02:24 pair/scheduler",
  "lvs02:33 config/keyword-unknown",
  "lvs02:43 config/keyword-unknown",
];

const script = (timeout: number) =>
  `global_defs {\n    enable_script_security\n    script_user nobody\n}\nvrrp_script web {\n    script "/usr/bin/true"\n    interval 2\n    timeout ${timeout}\n    weight -60\n}\n`;
const tracked = (name: string) => `advert_int 1\n    track_script {\n        ${name}\n    }`;
const instance = "vrrp_instance VI_1 {";

interface Fault {
  readonly title: string;
  /** What is changed in lvs02's file, the first occurrence only; each text must be there. */
  readonly change: readonly (readonly [from: string, to: string])[];
  /** The same is changed in both files. */
  readonly both?: true;
  readonly found: string;
}

const faults: readonly Fault[] = [
  {
    title: "a keyword misspelt",
    change: [["advert_int 1", "advert_intt 1"]],
    found: "lvs02:11 config/keyword-unknown",
  },
  {
    title: "another virtual_router_id",
    change: [["router_id 50", "router_id 52"]],
    found: "lvs02:10 pair/router-id",
  },
  {
    title: "another virtual address",
    change: [["172.16.1.100\n", "172.16.1.101\n"]],
    found: "lvs02:16 pair/virtual-addresses",
  },
  { title: "the same priority", change: [["priority 150", "priority 200"]], found: "lvs02:7 pair/priority" },
  {
    title: "a priority out of range",
    change: [["priority 150", "priority 1500"]],
    found: "lvs02:7 config/value-out-of-range",
  },
  {
    title: "another password",
    change: [["auth_pass 1111", "auth_pass 2222"]],
    found: "lvs02:14 pair/authentication",
  },
  {
    title: "another interval",
    change: [["advert_int 1", "advert_int 3"]],
    found: "lvs02:11 pair/advert-interval",
  },
  {
    title: "a state that is no word",
    change: [["state BACKUP", "state SLAVE"]],
    found: "lvs02:6 config/value-invalid",
  },
  {
    title: "no virtual_router_id",
    change: [["    virtual_router_id 50\n", ""]],
    found: "lvs02:5 config/virtual-router-id-unset",
  },
  {
    title: "a brace too few",
    change: [["        auth_pass 1111\n    }", "        auth_pass 1111\n"]],
    found: "lvs02:5 config/brace-missing-close",
  },
  {
    title: "a server missing",
    change: [["real_server 172.16.1.6 80", "real_server 172.16.1.7 80"]],
    found: "lvs02:22 pair/real-servers",
  },
  {
    title: "another port, which DR cannot do",
    change: [["172.16.1.5 80", "172.16.1.5 8080"]],
    found: "lvs02:28 config/value-adjusted",
  },
  { title: "another weight", change: [["weight 1", "weight 9"]], found: "lvs02:29 pair/weight" },
  {
    title: "another forwarding method",
    change: [["lb_kind DR", "lb_kind NAT"]],
    found: "lvs02:25 pair/forwarding",
  },
  {
    title: "persistence on one side",
    change: [["lb_kind DR", "lb_kind DR\n    persistence_timeout 50"]],
    found: "lvs02:26 pair/persistence",
  },
  {
    title: "a service on no virtual address",
    change: [["virtual_server 172.16.1.100", "virtual_server 172.16.1.200"]],
    found: "lvs02:22 service/address-without-vip",
  },
  {
    title: "a server that is the virtual address",
    both: true,
    change: [["real_server 172.16.1.6 80", "real_server 172.16.1.100 80"]],
    found: "lvs01:38 service/server-is-vip",
  },
  {
    title: "a check missing",
    change: [
      [
        "        TCP_CHECK {\n            connect_timeout 2\n            retry 2\n            delay_beefore_retry 3\n            connect_port 80\n        }\n",
        "",
      ],
    ],
    found: "lvs02:28 pair/checks",
  },
  {
    title: "an unknown script tracked",
    change: [["advert_int 1", tracked("nothing")]],
    found: "lvs02:13 config/name-unknown",
  },
  {
    title: "a timeout beyond the interval",
    both: true,
    change: [
      [instance, `${script(9)}${instance}`],
      ["advert_int 1", tracked("web")],
    ],
    found: "lvs01:9 script/timeout-beyond-interval",
  },
  {
    title: "another syncid",
    both: true,
    change: [["router_id lb", "lvs_sync_daemon eth1 inst VI_1 id 7\n    router_id lb"]],
    found: "lvs02:2 pair/sync-daemon",
  },
  {
    title: "unicast on one side",
    change: [["advert_int 1", "advert_int 1\n    unicast_peer {\n        172.16.1.3\n    }"]],
    found: "lvs02:12 pair/unicast-peers",
  },
  {
    title: "no_accept under a service",
    both: true,
    change: [["advert_int 1", "advert_int 1\n    no_accept"]],
    found: "lvs01:12 vrrp/strict-service",
  },
];

function seeded({ title, change, both }: Fault): Readonly<Record<string, string>> {
  const apply = (text: string) =>
    change.reduce((changed, [from, to]) => {
      if (!changed.includes(from)) throw new Error(`${title}: '${from}' is not there`);
      return changed.replace(from, to);
    }, text);
  const lvs02 = apply(tutorial.lvs02);
  // The syncid is the one fault that is made by a difference between two lines that both are new.
  const last = title === "another syncid" ? lvs02.replace("id 7", "id 8") : lvs02;
  return { lvs01: both ? apply(tutorial.lvs01) : tutorial.lvs01, lvs02: last };
}

describe("the tutorial's pair", () => {
  test("as it is gives its known findings and no other of weight", () => {
    expect(ofWeight(tutorial)).toEqual(known);
  });

  test("has twenty faults at least to be seeded", () => expect(faults.length).toBeGreaterThanOrEqual(20));

  test.each([...faults])("$title", (fault) => {
    expect(ofWeight(tutorial)).not.toContain(fault.found);
    expect(ofWeight(seeded(fault))).toContain(fault.found);
  });
});
