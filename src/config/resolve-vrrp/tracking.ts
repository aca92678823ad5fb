/** Tracked things that cannot do anything to the instance that tracks them. */
import { type BlockNode, entriesOf, findNamed } from "../block-node.ts";
import type { TrackLine } from "../forms/track-line.ts";
import type { ListKeyword } from "../keyword.ts";
import { OWNER_PRIORITY } from "../keywords/vrrp/election.ts";
import { trackBfd, trackFile, trackInterface, trackScript } from "../keywords/vrrp/tracking.ts";
import type { Span } from "../source.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

/** Lists whose entries may have a weight, and where an entry without one gets its own. */
const weighted: readonly {
  readonly list: ListKeyword<TrackLine>;
  readonly block: string;
  readonly otherwise: number;
}[] = [
  { list: trackScript, block: "vrrp_script", otherwise: 0 },
  { list: trackFile, block: "track_file", otherwise: 1 },
  { list: trackBfd, block: "bfd_instance", otherwise: 0 },
];

export function checkTracking(
  { block, priority }: InstanceFacts,
  interfaceName: string,
  report: InstanceReport,
): void {
  for (const { value, at } of entriesOf(block, trackInterface)) {
    if (value.name !== interfaceName) continue;
    const text = `track_interface ${value.name} is ignored: the instance's own interface is tracked anyway`;
    report.sayWarning("interface-tracked-anyway", at, text);
  }
  if (priority !== OWNER_PRIORITY) return;
  for (const { list, name, at } of weightedTrackers(block)) {
    if (list === trackInterface.name && name === interfaceName) continue;
    const text = `the weight of ${list} ${name} is ignored: the owner of the addresses keeps priority ${OWNER_PRIORITY}`;
    report.sayWarning("value-adjusted", at, text);
  }
}

/** What an instance tracks with a weight, be it the entry's own or that of what it names. */
export function weightedTrackers(
  instance: BlockNode,
): { readonly list: string; readonly name: string; readonly at: Span }[] {
  const interfaces = entriesOf(instance, trackInterface)
    .filter(({ value }) => (value.weight ?? 0) !== 0)
    .map(({ value, at }) => ({ list: trackInterface.name, name: value.name, at }));
  const others = weighted.flatMap(({ list, block, otherwise }) =>
    entriesOf(instance, list)
      .filter(({ value }) => (value.weight ?? weightOf(instance, block, value.name) ?? otherwise) !== 0)
      .map(({ value, at }) => ({ list: list.name, name: value.name, at })),
  );
  return [...interfaces, ...others];
}

/** The weight that the first block of this name gives itself. */
function weightOf(instance: BlockNode, keyword: string, name: string): number | undefined {
  const definition = instance.parent?.children.find(
    (child) => child.keyword?.name === keyword && child.head === name,
  );
  const weight = definition === undefined ? undefined : findNamed(definition, "weight")?.value;
  if (typeof weight === "number") return weight;
  return isWeight(weight) ? weight.weight : undefined;
}

function isWeight(value: unknown): value is { readonly weight: number } {
  return typeof value === "object" && value !== null && "weight" in value && typeof value.weight === "number";
}
