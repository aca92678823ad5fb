/** A file for every kind of fix: what is written, and what stands there afterwards. */
import { instance, service } from "../support/config-context.ts";

export interface FixCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** What the installed keepalived no longer says. */
  readonly gone: RegExp;
  /** What was without effect comes to run. */
  readonly changes?: true;
}

const fixed = (name: string, gone: RegExp, before: string, wrong: string, right: string): FixCase => ({
  name,
  gone,
  before: `${before}\n`,
  after: `${before}\n`.replace(wrong, right),
});

const check = (kind: string, ...lines: readonly string[]) =>
  service({ server: [`    ${kind} {`, ...lines.map((line) => `      ${line}`), "    }"] });

const global = (line: string) => `global_defs {\n  router_id a\n  ${line}\n}\n${instance("  priority 90")}`;

export const fixCases: readonly FixCase[] = [
  {
    ...fixed(
      "a misspelt keyword",
      /delay_beefore_retry/,
      check("TCP_CHECK", "delay_beefore_retry 3 # three"),
      "delay_beefore_retry",
      "delay_before_retry",
    ),
    changes: true,
  },
  {
    ...fixed(
      "a flag's misspelt keyword",
      /nopremept/,
      instance("  state BACKUP", "  nopremept"),
      "nopremept",
      "nopreempt",
    ),
    changes: true,
  },
  {
    ...fixed(
      "nb_get_retry of a TCP_CHECK",
      /nb_get_retry/,
      check("TCP_CHECK", "nb_get_retry 3"),
      "nb_get_retry",
      "retry",
    ),
    changes: true,
  },
  fixed(
    "nb_get_retry of an HTTP_GET",
    /nb_get_retry/,
    check("HTTP_GET", "nb_get_retry 3", "url {", "path /", "status_code 200", "}"),
    "nb_get_retry",
    "retry",
  ),
  fixed(
    "nat_mask",
    /nat_mask/,
    service({ service: ["  nat_mask 255.255.255.0"] }),
    "  nat_mask 255.255.255.0\n",
    "",
  ),
  fixed(
    "nat_mask with a comment",
    /nat_mask/,
    service({ service: ["  nat_mask 255.255.255.0 # why"] }),
    "nat_mask 255.255.255.0 ",
    "",
  ),
  fixed(
    "vrrp_garp_interval 0",
    /vrrp_garp_interval/,
    global("vrrp_garp_interval 0"),
    "  vrrp_garp_interval 0\n",
    "",
  ),
  fixed(
    "vrrp_gna_interval 0",
    /vrrp_gna_interval/,
    global("vrrp_gna_interval 0"),
    "  vrrp_gna_interval 0\n",
    "",
  ),
  fixed(
    "persistence_timeout 0",
    /persistence.timeout/i,
    service({ service: ["  persistence_timeout 0"] }),
    "  persistence_timeout 0\n",
    "",
  ),
  fixed(
    "nopreempt of a MASTER",
    /nopreempt/,
    instance("  state MASTER", "  priority 120", "  nopreempt"),
    "  nopreempt\n",
    "",
  ),
  fixed(
    "preempt_delay of a MASTER",
    /preempt.delay/i,
    instance("  state MASTER", "  priority 120", "  preempt_delay 30"),
    "  preempt_delay 30\n",
    "",
  ),
  fixed(
    "a long auth_pass",
    /truncating auth_pass/i,
    instance("  authentication {", "    auth_type PASS", "    auth_pass 0123456789", "  }"),
    "0123456789",
    "01234567",
  ),
  {
    ...fixed("a state in small letters", /master/, instance("  state master"), "master", "MASTER"),
    changes: true,
  },
  {
    ...fixed(
      "a forwarding method in small letters",
      /'dr'|\bdr\b/,
      service().replace("DR", "dr"),
      "dr",
      "DR",
    ),
    changes: true,
  },
];
