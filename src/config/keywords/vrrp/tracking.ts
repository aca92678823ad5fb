/** Keywords that tie an instance to the state of something else: interfaces, scripts, files, processes, BFD sessions. */
import { hearsOfSession } from "../../bfd-listeners.ts";
import { accepted, type Reading, refused } from "../../forms/form.ts";
import { interfaceRemarks } from "../../forms/interface-name.ts";
import { type TrackLine, trackLine } from "../../forms/track-line.ts";
import { type CompileCondition, flagKeyword, type ListKeyword, listKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";

const requires = [["VRRP"]] as const;

/** A list of things that blocks above it define; each may stand in it once. */
function trackList(facts: {
  readonly name: string;
  readonly doc: ListKeyword<TrackLine>["doc"];
  readonly entry: string;
  readonly since: string;
  readonly condition?: CompileCondition;
  /** The keyword of the blocks, and what they define with its article. */
  readonly block: string;
  readonly what: string;
  readonly largest: 253 | 254;
  readonly cut?: true;
  /** Whether instances can hear of the block of this name; all can when absent. */
  isHeard?(name: string, scope: Scope): boolean;
}): ListKeyword<TrackLine> {
  const { name, doc, entry, since, condition, block, what, largest, cut = false, isHeard } = facts;
  return listKeyword<TrackLine>({
    name,
    doc,
    example: `${name} {`,
    exampleEntry: entry,
    support: "accepted",
    since,
    requires: [condition === undefined ? ["VRRP"] : ["VRRP", condition]],
    entry: trackLine({ what, largest, cut, noreverse: true }),
    entries: "line",
    braces: true,
    default: { kind: "value", value: [] },
    settle: (line, scope, previous) => {
      if (!scope.declared(block, line.name) || isHeard?.(line.name, scope) === false) {
        const said = `there is no ${block} '${line.name}' above this line, so it is ignored; ${block} blocks must stand before what names them`;
        return refused("name-unknown", said);
      }
      return refuseTwin(line, previous) ?? accepted(line);
    },
  });
}

function refuseTwin(line: TrackLine, previous: readonly TrackLine[]): Reading<TrackLine> | undefined {
  return previous.some(({ name }) => name === line.name)
    ? refused("value-duplicate", `'${line.name}' stands twice: this line is ignored`)
    : undefined;
}

function settleInterface(
  line: TrackLine,
  { context }: Scope,
  previous: readonly TrackLine[],
): Reading<TrackLine> {
  return refuseTwin(line, previous) ?? accepted(line, ...interfaceRemarks(line.name, context.host, 0));
}

export const trackInterface = listKeyword<TrackLine>({
  name: "track_interface",
  doc: "Further interfaces whose failure makes the instance fail, or changes its priority by a weight.",
  example: "track_interface {",
  exampleEntry: "eth0 weight -20",
  support: "accepted",
  requires,
  entry: trackLine({ what: "an interface", largest: 253, cut: true, noreverse: false }),
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
  settle: settleInterface,
});

export const trackScript = trackList({
  name: "track_script",
  doc: "Scripts (vrrp_script) whose failure makes the instance fail, or changes its priority by a weight.",
  entry: "check_web weight -20",
  since: "1.1.13",
  block: "vrrp_script",
  what: "a vrrp_script",
  largest: 253,
  cut: true,
});

export const trackFile = trackList({
  name: "track_file",
  doc: "Files (track_file) whose number times a weight is added to the priority.",
  entry: "maintenance weight -1",
  since: "2.0.0",
  block: "track_file",
  what: "a track_file",
  largest: 254,
});

export const trackProcess = trackList({
  name: "track_process",
  doc: "Processes (vrrp_track_process) whose absence makes the instance fail, or changes its priority by a weight.",
  entry: "nginx weight -20",
  since: "2.0.11",
  condition: "TRACK_PROCESS",
  block: "vrrp_track_process",
  what: "a vrrp_track_process",
  largest: 254,
});

export const trackBfd = trackList({
  name: "track_bfd",
  doc: "BFD sessions (bfd_instance) whose end makes the instance fail, or changes its priority by a weight.",
  entry: "uplink weight -20",
  since: "2.0.0",
  condition: "BFD",
  block: "bfd_instance",
  what: "a bfd_instance",
  largest: 253,
  isHeard: (name, scope) => hearsOfSession("vrrp", name, scope),
});

export const dontTrackPrimary = flagKeyword({
  name: "dont_track_primary",
  doc: "Goes on when the instance's own interface is down.",
  example: "dont_track_primary",
  support: "accepted",
  since: "1.1.8",
  requires,
  default: { kind: "value", value: false },
});

export const trackSrcIp = flagKeyword({
  name: "track_src_ip",
  doc: "Fails while the source address of the advertisements, as written, is not on this host.",
  example: "track_src_ip",
  support: "accepted",
  since: "2.0.0",
  requires,
  default: { kind: "value", value: false },
});

export const linkbeatUsePolling = flagKeyword({
  name: "linkbeat_use_polling",
  doc: "Asks the driver for the link's state again and again instead of being told by the kernel.",
  example: "linkbeat_use_polling",
  support: "accepted",
  since: "2.0.0",
  deprecated: {
    by: "linkbeat_interfaces",
    reason: "Name the interface in the block linkbeat_interfaces instead.",
  },
  requires: [["VRRP", "LINKBEAT"]],
  default: { kind: "value", value: false },
});

export const trackingKeywords = {
  trackInterface,
  trackScript,
  trackFile,
  trackProcess,
  trackBfd,
  dontTrackPrimary,
  trackSrcIp,
  linkbeatUsePolling,
};
