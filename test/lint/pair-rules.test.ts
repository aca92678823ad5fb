/** Each pair rule's bad example: the exact place, in the file of the later node, the words, and the place in the first node's file. */
import { describe, expect, test } from "vitest";
import { pairRules } from "../../src/lint/pair-rules.ts";
import { pairFindings } from "./lint-pair.ts";

/** By rule: `file:line:column-endColumn`, message, and the related places. */
const expected: Readonly<Record<string, readonly (readonly [string, string, string?])[]>> = {
  "pair/advert-interval": [
    [
      "lvs02.conf:6:5-17",
      "VI_1 has advert_int 2 on lvs02 and 1 on lvs01: each drops the other's advertisements, both become MASTER",
      "lvs01.conf:6",
    ],
  ],
  "pair/authentication": [
    [
      "lvs02.conf:9:9-27",
      "VI_1: the auth_pass of lvs02 is not that of lvs01: each drops the other's advertisements, both become MASTER",
      "lvs01.conf:9",
    ],
  ],
  "pair/checks": [
    [
      "lvs02.conf:17:5-30",
      "192.0.2.21:80 of [192.0.2.10]:tcp:80 is checked by TCP_CHECK with other settings than on lvs01",
      "lvs01.conf:17",
    ],
    [
      "lvs02.conf:23:5-30",
      "192.0.2.22:80 of [192.0.2.10]:tcp:80 is checked by TCP_CHECK with other settings than on lvs01",
      "lvs01.conf:23",
    ],
  ],
  "pair/checksum": [
    [
      "lvs02.conf:5:5-22",
      "VI_1 has v3_checksum_as_v2 on lvs02 and not on lvs01: each drops the other's packets, both become MASTER",
      "lvs01.conf:1",
    ],
  ],
  "pair/forwarding": [
    [
      "lvs02.conf:15:5-16",
      "[192.0.2.10]:tcp:80 forwards by NAT on lvs02 and DR on lvs01: after a failover its servers do not answer",
      "lvs01.conf:15",
    ],
  ],
  "pair/instance-missing": [
    [
      "lvs02.conf:12:1-19",
      "VI_2 (virtual_router_id 88) is missing on lvs01: nobody takes over its addresses",
    ],
  ],
  "pair/nopreempt": [
    [
      "lvs02.conf:7:5-14",
      "VI_1 has nopreempt on lvs02 and not on lvs01: whether the addresses move back depends on who died last",
      "lvs01.conf:1",
    ],
  ],
  "pair/persistence": [
    [
      "lvs02.conf:16:5-27",
      "the persistence of [192.0.2.10]:tcp:80 is 50 s on lvs02 and off on lvs01: a failover sends clients to other servers",
      "lvs01.conf:12",
    ],
  ],
  "pair/priority": [
    [
      "lvs02.conf:5:5-17",
      "VI_1 has priority 200 on lvs01 and on lvs02: the higher address or the first start decides who becomes MASTER",
      "lvs01.conf:5",
    ],
  ],
  "pair/real-servers": [
    [
      "lvs02.conf:12:1-29",
      "[192.0.2.10]:tcp:80: 192.0.2.22:80 is missing on lvs02, 192.0.2.23:80 is missing on lvs01",
      "lvs01.conf:12",
    ],
  ],
  "pair/router-id": [
    [
      "lvs02.conf:4:5-25",
      "VI_1 has virtual_router_id 88 on lvs02 and 87 on lvs01: neither hears the other, both become MASTER",
      "lvs01.conf:4",
    ],
  ],
  "pair/scheduler": [
    [
      "lvs02.conf:14:5-15",
      "[192.0.2.10]:tcp:80 is scheduled by rr on lvs02 and wlc on lvs01: a failover changes how the load is spread",
      "lvs01.conf:14",
    ],
  ],
  "pair/service-missing": [
    [
      "lvs02.conf:12:1-30",
      "[192.0.2.10]:tcp:443 is on lvs02 and missing on lvs01: while lvs01 is MASTER its clients are refused",
    ],
  ],
  "pair/sync-daemon": [
    [
      "lvs02.conf:2:5-40",
      "lvs_sync_daemon has 'inst VI_1 id 8' on lvs02 and 'inst VI_1 id 7' on lvs01: neither understands the other",
    ],
  ],
  "pair/sync-group": [
    [
      "lvs02.conf:33:5-10",
      "sync group both_sides has VI_1, VI_2 on lvs02 and VI_1, VI_2, VI_3 on lvs01",
      "lvs01.conf:33",
    ],
  ],
  "pair/unicast-peers": [
    [
      "lvs02.conf:5:5-17",
      "VI_1: 192.0.2.1, from which lvs01 sends, is no unicast_peer of lvs02: lvs01 does not hear it and becomes MASTER, too",
      "lvs01.conf:5",
    ],
  ],
  "pair/version": [
    [
      "lvs02.conf:4:5-14",
      "VI_1 runs VRRP version 3 on lvs02 and 2 on lvs01: each drops the other's packets, both become MASTER",
      "lvs01.conf:1",
    ],
  ],
  "pair/virtual-addresses": [["lvs02.conf:7:5-22", "VI_1: 192.0.2.11 is missing on lvs01", "lvs01.conf:7"]],
  "pair/weight": [
    [
      "lvs02.conf:18:9-17",
      "192.0.2.21:80 of [192.0.2.10]:tcp:80 has weight 3 on lvs02 and 1 on lvs01",
      "lvs01.conf:18",
    ],
    [
      "lvs02.conf:24:9-17",
      "192.0.2.22:80 of [192.0.2.10]:tcp:80 has weight 3 on lvs02 and 1 on lvs01",
      "lvs01.conf:24",
    ],
  ],
  "pair/weight-too-small": [
    [
      "lvs01.conf:17:9-18",
      "VI_1: when check_web fails on lvs01, its priority falls from 200 to 180, not below 150 of lvs02: the addresses stay",
    ],
  ],
};

test.each([...pairRules])("$id", ({ id, bad }) => {
  const found = pairFindings({ ...bad })
    .filter(({ rule }) => rule === id)
    .map(({ place, endColumn, message, related }) => [
      `${place.file}:${place.line}:${place.column}-${endColumn}`,
      message,
      ...(related ?? []).map((one) => `${one.place.file}:${one.place.line}`),
    ]);
  expect(found).toEqual(expected[id]);
});

describe("nodes that are told apart by what may differ", () => {
  const text = (name: string, more = "") => `global_defs {
    router_id ${name}
}
vrrp_instance ${name === "lvs01" ? "VI_1" : "VIP"} {
    state ${name === "lvs01" ? "MASTER" : "BACKUP"}
    interface ${name === "lvs01" ? "eth0" : "ens3"}
    virtual_router_id 87
    priority ${name === "lvs01" ? 200 : 150}
    ${more}
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;
  const found = (lvs01: string, lvs02: string) =>
    pairFindings({ lvs01, lvs02 })
      .filter(({ rule }) => rule.startsWith("pair/"))
      .map(({ rule, level }) => `${rule} ${level}`);

  test("names, interfaces, states and router names are no finding", () => {
    expect(found(text("lvs01"), text("lvs02"))).toEqual([]);
  });

  test("the interval of version 3 is learned, so it is a warning", () => {
    const [first, second] = ["version 3\n    advert_int 1", "version 3\n    advert_int 2"];
    expect(found(text("lvs01", first), text("lvs02", second))).toEqual(["pair/advert-interval warning"]);
  });

  test("two address owners are an error", () => {
    const owner = (name: string) => text(name).replace(/priority \d+/, "priority 255");
    expect(found(owner("lvs01"), owner("lvs02"))).toEqual(["pair/priority error"]);
  });

  test("unicast towards multicast is an error", () => {
    const peer = "unicast_peer {\n        192.0.2.1\n    }";
    expect(found(text("lvs01"), text("lvs02", peer))).toEqual(["pair/unicast-peers error"]);
  });

  test("a node whose file is fatal is compared with nobody", () => {
    expect(found(text("lvs01"), text("lvs02").replace("virtual_router_id 87", ""))).toEqual([]);
  });

  test("three nodes: of priorities and peers every two are compared, of weights the two highest", () => {
    const node = (name: string, priority: number, more: string) =>
      text(name, more).replace(/priority \d+/, `priority ${priority}`);
    const peers = (own: string, ...others: string[]) =>
      `unicast_src_ip 192.0.2.${own}\n    unicast_peer {\n${others.map((one) => `        192.0.2.${one}\n`).join("")}    }`;
    const all = pairFindings({
      lvs01: node("lvs01", 200, peers("1", "2", "3")),
      lvs02: node("lvs02", 150, peers("2", "1")),
      lvs03: node("lvs03", 150, peers("3", "1", "2")),
    });
    expect(
      all.filter(({ rule }) => rule.startsWith("pair/")).map(({ rule, place }) => `${place.file} ${rule}`),
    ).toEqual(["lvs03.conf pair/priority", "lvs03.conf pair/unicast-peers"]);
    const tracked = "track_interface {\n        eth5 weight -20\n    }";
    const weights = (third: number) =>
      pairFindings({
        lvs01: node("lvs01", 200, tracked),
        lvs02: node("lvs02", 100, ""),
        lvs03: node("lvs03", third, ""),
      }).filter(({ rule }) => rule === "pair/weight-too-small");
    expect(weights(150).map(({ message }) => message)).toEqual([
      "VI_1: when eth5 fails on lvs01, its priority falls from 200 to 180, not below 150 of lvs03: the addresses stay",
    ]);
    expect(weights(190)).toEqual([]);
  });

  test("three nodes: each is held against the first", () => {
    const third = text("lvs03").replace("priority 150", "priority 100").replace("_id 87", "_id 88");
    const all = pairFindings({ lvs01: text("lvs01"), lvs02: text("lvs02"), lvs03: third });
    const places = all
      .filter(({ rule }) => rule.startsWith("pair/"))
      .map(({ rule, place }) => `${rule} ${place.file}`);
    expect(places).toEqual(["pair/instance-missing lvs01.conf", "pair/instance-missing lvs03.conf"]);
  });
});
