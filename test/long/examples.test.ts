/** The examples with a database, and with proxies before web servers. */
import { expect } from "vitest";
import { checkExamples, virtualAddressLine } from "../system/example-checks.ts";

const book = "A book about availability";

/** Each proxy and each web server took part: which met which is the schedulers' choice. */
function expectBothTiers(answers: readonly string[]): void {
  expect(answers).toHaveLength(8);
  for (const answer of answers) expect(answer).toMatch(/^web0[12] by proxy0[12]$/);
  for (const name of ["web01", "web02", "proxy01", "proxy02"])
    expect(answers.filter((answer) => answer.includes(name))).toHaveLength(4);
}

checkExamples([
  {
    name: "lvs-mysql",
    table: [
      "-A -t 172.16.1.100:3306 -s lc",
      "-a -t 172.16.1.100:3306 -r 172.16.1.5:3306 -g -w 1",
      "-a -t 172.16.1.100:3306 -r 172.16.1.6:3306 -g -w 1",
    ],
    answers: ["proxy01", "proxy01", "proxy02", "proxy02"].map((name) => `${name}\t${book}`),
    addresses: [virtualAddressLine],
  },
  {
    name: "lvs-two-tiers",
    table: [
      "-A -t 172.16.1.100:443 -s rr",
      "-A -t 172.16.1.100:80 -s rr",
      "-a -t 172.16.1.100:443 -r 172.16.1.5:443 -g -w 1",
      "-a -t 172.16.1.100:443 -r 172.16.1.6:443 -g -w 1",
      "-a -t 172.16.1.100:80 -r 172.16.1.5:80 -g -w 1",
      "-a -t 172.16.1.100:80 -r 172.16.1.6:80 -g -w 1",
    ],
    answers: expectBothTiers,
    addresses: [virtualAddressLine],
  },
]);
