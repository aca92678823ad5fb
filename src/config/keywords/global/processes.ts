/** Keywords of `global_defs`: names, priorities and limits of the processes. */
import { adjustedInteger } from "../../forms/adjusted-number.ts";
import { cpuList } from "../../forms/cpu-list.ts";
import { cutText } from "../../forms/cut-text.ts";
import { accepted } from "../../forms/form.ts";
import { integer } from "../../forms/number.ts";
import { umask } from "../../forms/umask.ts";
import { aliasKeyword, type CompileCondition } from "../../keyword.ts";
import { flag, optionalSetting, setting } from "./setting.ts";

/** TASK_COMM_LEN - 1 of linux/sched.h. */
const PROCESS_NAME_BYTES = 15;
const INT_MIN = -2_147_483_648;
const INT_MAX = 2_147_483_647;
const UINT_MAX = 4_294_967_295;
/** What sched_get_priority_min(2) and max(2) give for SCHED_RR on Linux. */
const REALTIME = { min: 1, max: 99 } as const;

type Requires = readonly (readonly CompileCondition[])[];

function processName(name: string, of: string, since: string, requires: Requires = []) {
  return optionalSetting<string>({
    name,
    doc: `What ${of} is called in lists of processes; at most 15 bytes of it count.`,
    example: `${name} lb-${name.split("_")[0]}`,
    since,
    requires,
    form: cutText({ name: "name", minBytes: 1, maxBytes: PROCESS_NAME_BYTES }),
    whenMissing: "fatal",
  });
}

/** The keywords that each of the three working processes has; `name` begins theirs. */
function processKeywords(
  name: string,
  title: string,
  since: { nice: string; swap: string },
  requires: Requires,
) {
  const rttime = `${name}_rlimit_rttime`;
  return {
    priority: setting<number>({
      name: `${name}_priority`,
      doc: `The nice value of the ${title} process; the lower, the more it gets done.`,
      example: `${name}_priority -20`,
      since: since.nice,
      requires,
      form: integer({ min: -20, max: 19 }),
      default: 0,
    }),
    noSwap: flag({
      name: `${name}_no_swap`,
      doc: `Keeps the ${title} process in memory, so that it is never swapped out.`,
      since: since.swap,
      requires,
    }),
    realtimePriority: optionalSetting<number>({
      name: `${name}_rt_priority`,
      doc: `Makes the ${title} process a realtime one with this priority; what is too low or too high is adjusted.`,
      example: `${name}_rt_priority 50`,
      since: "2.0.0",
      requires,
      form: adjustedInteger({ min: INT_MIN, max: INT_MAX }, { ...REALTIME, shown: "limits" }),
    }),
    cpuAffinity: optionalSetting<readonly number[]>({
      name: `${name}_cpu_affinity`,
      doc: `The processors that the ${title} process may run on.`,
      example: `${name}_cpu_affinity 0`,
      since: "2.0.17",
      requires,
      form: cpuList,
    }),
    realtimeLimitUs: setting<number>({
      name: rttime,
      doc: `How long the ${title} process may run without a pause while it is a realtime one; 1 is raised to 2.`,
      example: `${rttime} 20000`,
      since: "2.1.0",
      requires,
      form: integer({ min: 1, max: UINT_MAX, unit: "microseconds" }),
      default: 10_000,
      whenMissing: "fatal",
      // The kernel's own check sends the signal one microsecond early.
      settle: (value) => accepted(Math.max(value, 2)),
    }),
    oldRealtimeLimit: aliasKeyword({
      name: `${name}_rlimit_rtime`,
      of: rttime,
      doc: `An old spelling of ${rttime}.`,
      since: "2.0.0",
      requires,
      deprecated: { by: rttime, reason: `write ${rttime}.`, silent: true },
    }),
  };
}

const vrrp = processKeywords("vrrp", "VRRP", { nice: "1.2.20", swap: "1.2.20" }, [["VRRP"]]);
const checker = processKeywords("checker", "checker", { nice: "1.2.20", swap: "1.2.20" }, [["LVS"]]);
const bfd = processKeywords("bfd", "BFD", { nice: "2.0.0", swap: "2.0.0" }, [["BFD"]]);

export const globalProcessKeywords = {
  processNames: flag({
    name: "process_names",
    doc: "Calls the processes keepalived_vrrp, keepalived_lvs and keepalived_bfd in lists of processes.",
    since: "2.0.16",
  }),
  processName: processName("process_name", "the parent", "2.0.16"),
  vrrpProcessName: processName("vrrp_process_name", "the VRRP process", "2.0.16", [["VRRP"]]),
  checkerProcessName: processName("checker_process_name", "the checker process", "2.2.0", [["LVS"]]),
  lvsProcessName: aliasKeyword({
    name: "lvs_process_name",
    of: "checker_process_name",
    doc: "An old spelling of checker_process_name.",
    since: "2.0.16",
    requires: [["LVS"]],
    deprecated: { by: "checker_process_name", reason: "write checker_process_name.", silent: true },
  }),
  bfdProcessName: processName("bfd_process_name", "the BFD process", "2.0.16", [["BFD"]]),
  maxAutoPriority: setting<number>({
    name: "max_auto_priority",
    doc: "The highest realtime priority that a late process is given by itself; 0 gives none, -1 none without a notice.",
    example: "max_auto_priority 50",
    since: "2.1.0",
    form: integer({ min: -1, max: 99, bare: 99 }),
    default: 0,
    whenMissing: "allowed",
  }),
  minAutoPriorityDelayUs: setting<number>({
    name: "min_auto_priority_delay",
    doc: "How late a process must be before its priority is raised.",
    example: "min_auto_priority_delay 500000",
    since: "2.1.0",
    form: integer({ min: 1, max: 10_000_000, unit: "microseconds" }),
    default: 1_000_000,
  }),
  vrrpPriority: vrrp.priority,
  vrrpNoSwap: vrrp.noSwap,
  vrrpRealtimePriority: vrrp.realtimePriority,
  vrrpCpuAffinity: vrrp.cpuAffinity,
  vrrpRealtimeLimitUs: vrrp.realtimeLimitUs,
  vrrpRlimitRtime: vrrp.oldRealtimeLimit,
  checkerPriority: checker.priority,
  checkerNoSwap: checker.noSwap,
  checkerRealtimePriority: checker.realtimePriority,
  checkerCpuAffinity: checker.cpuAffinity,
  checkerRealtimeLimitUs: checker.realtimeLimitUs,
  checkerRlimitRtime: checker.oldRealtimeLimit,
  bfdPriority: bfd.priority,
  bfdNoSwap: bfd.noSwap,
  bfdRealtimePriority: bfd.realtimePriority,
  bfdCpuAffinity: bfd.cpuAffinity,
  bfdRealtimeLimitUs: bfd.realtimeLimitUs,
  bfdRlimitRtime: bfd.oldRealtimeLimit,
  umask: setting<number>({
    name: "umask",
    doc: "The permissions that files of the daemon do not get; the command line wins.",
    example: "umask 027",
    since: "2.0.9",
    form: umask,
    default: 0o177,
    whenMissing: "fatal",
  }),
  randomSeed: optionalSetting<number>({
    name: "random_seed",
    doc: "Where the random numbers of _RANDOM and of delays at start begin, so that runs can be repeated.",
    example: "random_seed 42",
    since: "2.0.15",
    form: integer({ min: 0, max: UINT_MAX }),
    whenMissing: "fatal",
    unset: "a number made from the time",
  }),
};
