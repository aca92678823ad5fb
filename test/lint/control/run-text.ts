/** Lints texts under all that a user has a say in. */
import { type RunOutcome, type RunRequest, runControlled } from "../../../src/lint/controlled-run.ts";
import type { Finding } from "../../../src/lint/finding.ts";
import { subjectOf, type TextOptions } from "../lint-text.ts";

export function runText(
  text: string,
  request: Partial<RunRequest> = {},
  options: TextOptions = {},
): RunOutcome {
  return runControlled({
    subjects: [subjectOf(text, options)],
    nodes: [],
    levels: new Map(),
    keepalivedVersion: undefined,
    baseline: [],
    severity: "info",
    realName: (file) => file,
    ...request,
  });
}

/** `line:column-endColumn rule`. */
export function shown(findings: readonly Finding[]): string[] {
  return findings.map(({ place, endColumn, rule }) => `${place.line}:${place.column}-${endColumn} ${rule}`);
}

/** An instance with the sample's number on line 4, which an info finding is about; `lines` stand from line 10. */
export function sample({ above = "", behind = "", lines = "" } = {}): string {
  return `vrrp_instance VI_1 {
    state BACKUP
    interface eth0 ${above}
    virtual_router_id 51 ${behind}
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
${lines}}
`;
}
