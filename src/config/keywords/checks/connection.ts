/** The keywords that checks share: when they run, and over which connection. Each check has its own, with its defaults and versions. */
import type { IpAddress } from "../../../values/address.ts";
import { addressWithSuffix, port } from "../../forms/address.ts";
import { boolean } from "../../forms/boolean.ts";
import { futureInterfaceName } from "../../forms/interface-name.ts";
import { integer } from "../../forms/number.ts";
import {
  type CompileCondition,
  type DefaultedKeyword,
  defaultedKeyword,
  type Support,
  type ValueKeyword,
  valueKeyword,
} from "../../keyword.ts";
import { type TimingKeywords, timingKeywords } from "../check-timing.ts";
import { ofFamily, serverAddress, writtenAddress } from "./target.ts";

interface StateKeywords {
  readonly alpha: ValueKeyword<boolean>;
  readonly logAllFailures: ValueKeyword<boolean>;
}

export type ScheduleKeywords = Omit<TimingKeywords, "connectTimeout"> & StateKeywords;

export interface ConnectionKeywords extends TimingKeywords, StateKeywords {
  readonly connectIp: ValueKeyword<IpAddress>;
  readonly connectPort: ValueKeyword<number>;
  readonly bindto: ValueKeyword<IpAddress>;
  readonly bindPort: ValueKeyword<number>;
  readonly bindIf: ValueKeyword<string>;
  readonly fwmark: DefaultedKeyword<number>;
}

/** What of the shared keywords differs from check to check. */
export interface CheckLevel {
  /** Whether the daemon runs the check: then its target and its timing count. */
  readonly run: boolean;
  /** The version that brought the whole check, keywords included. */
  readonly since?: string;
  /** The versions of keywords that came later. */
  readonly keywordsSince?: { readonly [keyword in keyof ConnectionKeywords]?: string };
  /** What runs when neither check, server nor service says it. */
  readonly lastResort?: { readonly retry?: string; readonly delayBeforeRetry?: string };
  readonly deprecated?: NonNullable<ValueKeyword<unknown>["deprecated"]>;
  /** keepalived asks for the server's address when the block ends, so that bindto is compared with connect_ip alone. */
  readonly lateTarget?: true;
  /** Build options; without them LVS alone. */
  readonly requires?: readonly CompileCondition[];
}

/** The versions that brought the later ones of them, where a check did not bring all of them itself. */
const laterKeywords = {
  bindIf: "1.3.7",
  delayLoop: "1.3.7",
  alpha: "1.3.7",
  logAllFailures: "2.0.11",
} as const;

const common = {
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

/** Facts of one keyword by the level's. */
function factsOf(level: CheckLevel, keyword: keyof ConnectionKeywords, support: Support) {
  const since = level.keywordsSince?.[keyword] ?? level.since;
  return {
    ...common,
    support,
    requires: [level.requires ?? ["LVS"]],
    ...(since === undefined ? {} : { since }),
    ...(level.deprecated === undefined ? {} : { deprecated: level.deprecated }),
  } as const;
}

/** A check of before 2.1.0 got some of its keywords later than itself. */
export function grownLevel(level: CheckLevel): CheckLevel {
  return { ...level, keywordsSince: { ...laterKeywords, ...level.keywordsSince } };
}

export function alphaKeyword(level: CheckLevel): ValueKeyword<boolean> {
  return valueKeyword<boolean>({
    ...factsOf(level, "alpha", "accepted"),
    name: "alpha",
    doc: "The check counts as failed until it has succeeded once.",
    example: "alpha on",
    form: boolean,
    default: { kind: "derived", from: "the real server's value" },
    whenMissing: "allowed",
  });
}

function stateKeywords(level: CheckLevel): StateKeywords {
  return {
    alpha: alphaKeyword(level),
    logAllFailures: valueKeyword<boolean>({
      ...factsOf(level, "logAllFailures", "accepted"),
      name: "log_all_failures",
      doc: "Each failed attempt is logged, also while retries are left.",
      example: "log_all_failures on",
      form: boolean,
      default: { kind: "derived", from: "checker_log_all_failures of global_defs" },
      whenMissing: "allowed",
    }),
  };
}

function timing(level: CheckLevel): TimingKeywords {
  const { run, since, keywordsSince = {}, lastResort = {}, deprecated } = level;
  const sinceOf = (keyword: keyof TimingKeywords) => {
    const version = keywordsSince[keyword] ?? since;
    return version === undefined ? {} : { [keyword]: version };
  };
  return timingKeywords({
    defaults: {
      delayLoop: "the real server's value",
      connectTimeout: "the real server's value",
      retry: `the real server's value, else ${lastResort.retry ?? "1"}`,
      delayBeforeRetry: `the real server's value, else ${lastResort.delayBeforeRetry ?? "1 s"}`,
      warmup: "the real server's value, else delay_loop",
    },
    since: {
      ...sinceOf("delayLoop"),
      ...sinceOf("connectTimeout"),
      ...sinceOf("retry"),
      ...sinceOf("delayBeforeRetry"),
      ...sinceOf("warmup"),
    },
    fewestRetries: 0,
    support: run ? "full" : "accepted",
    ...(deprecated === undefined ? {} : { deprecated }),
  });
}

/** For a check without a connection of its own. */
export function scheduleKeywords(level: CheckLevel): ScheduleKeywords {
  const { connectTimeout: _, ...schedule } = timing(level);
  return { ...schedule, ...stateKeywords(level) };
}

export function connectionKeywords(level: CheckLevel): ConnectionKeywords {
  const facts = (keyword: keyof ConnectionKeywords, support: Support = "accepted") =>
    factsOf(level, keyword, support);
  const target = level.run ? "full" : "accepted";
  return {
    connectIp: valueKeyword<IpAddress>({
      ...facts("connectIp", target),
      name: "connect_ip",
      doc: "The address that the check connects to.",
      example: "connect_ip 172.16.1.5",
      form: addressWithSuffix,
      default: { kind: "derived", from: "the real server's address" },
      settle: (address, scope) => ofFamily(address, writtenAddress(scope.node, "bindto"), "bindto"),
    }),
    connectPort: valueKeyword<number>({
      ...facts("connectPort", target),
      name: "connect_port",
      doc: "The port that the check connects to.",
      example: "connect_port 80",
      form: port,
      default: { kind: "derived", from: "the real server's port" },
    }),
    bindto: valueKeyword<IpAddress>({
      ...facts("bindto"),
      name: "bindto",
      doc: "The address that the check connects from; it must be of the target's family.",
      example: "bindto 172.16.1.1",
      form: addressWithSuffix,
      default: { kind: "absent" },
      settle: (address, scope) =>
        ofFamily(
          address,
          writtenAddress(scope.node, "connect_ip") ??
            (level.lateTarget ? undefined : serverAddress(scope.node)),
          "the target",
        ),
    }),
    bindPort: valueKeyword<number>({
      ...facts("bindPort"),
      name: "bind_port",
      doc: "The port that the check connects from.",
      example: "bind_port 4000",
      form: port,
      default: { kind: "absent" },
    }),
    bindIf: valueKeyword<string>({
      ...facts("bindIf"),
      name: "bind_if",
      doc: "The interface that the check leaves by; a link-local target needs one.",
      example: "bind_if eth0",
      form: futureInterfaceName,
      default: { kind: "absent" },
    }),
    ...timing(level),
    fwmark: defaultedKeyword<number>({
      ...facts("fwmark"),
      name: "fwmark",
      doc: "The firewall mark that the packets of the check carry.",
      example: "fwmark 3",
      requires: [["LVS", "SO_MARK"]],
      form: integer({ min: 0, max: 0xffff_ffff }),
      default: 0,
    }),
    ...stateKeywords(level),
  };
}
