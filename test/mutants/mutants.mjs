/** The rules that `npm run test:mutants` breaks, one at a time; a rule whose breaking no test notices is not tested. */

/**
 * `search` stands exactly once in `file`; `tests` are the unit tests that must notice the change.
 * @typedef {{ rule: string, file: string, search: string, replace: string, tests: readonly string[] }} Mutant
 */

/** @type {readonly Mutant[]} */
export const mutants = [
  {
    rule: "no skew",
    file: "src/vrrp/timers.ts",
    search: "MISSED_ADVERTS * config.advertIntervalUs + skewUs(config.priority)",
    replace: "MISSED_ADVERTS * config.advertIntervalUs",
    tests: ["test/vrrp"],
  },
  {
    rule: "priority 0 ignored",
    file: "src/vrrp/hear.ts",
    search: "if (advert.priority === LEAVING_PRIORITY) {\n    const silenceUs",
    replace: "if (false) {\n    const silenceUs",
    tests: ["test/vrrp"],
  },
  {
    rule: "equal priority by address swapped",
    file: "src/vrrp/election.ts",
    search: "compareAddresses(heard.source, own.source) > 0",
    replace: "compareAddresses(heard.source, own.source) < 0",
    tests: ["test/vrrp"],
  },
  {
    rule: "no preempt",
    file: "src/vrrp/election.ts",
    search: "!own.preempt || heardPriority >= own.priority",
    replace: "true",
    tests: ["test/vrrp"],
  },
  {
    rule: "VIP kept in BACKUP",
    file: "src/vrrp/enter.ts",
    search: "? removeAddresses(instance.config.virtualAddresses) : []",
    replace: "? [] : []",
    tests: ["test/vrrp"],
  },
  {
    rule: "GARP not sent",
    file: "src/vrrp/bursts.ts",
    search: "addresses.length > 0 && repeat > 0",
    replace: "false",
    tests: ["test/vrrp"],
  },
  {
    rule: "TTL unchecked",
    file: "src/vrrp/checks.ts",
    search: "packet.ttl !== VRRP_TTL",
    replace: "false",
    tests: ["test/vrrp"],
  },
  {
    rule: "password unchecked",
    file: "src/vrrp/checks.ts",
    search: 'if (own.type === "PASS" && own.password.some',
    replace: "if (false && own.password.some",
    tests: ["test/vrrp"],
  },
  {
    rule: "timers before packets",
    file: "src/vrrp/advance.ts",
    search: "let result: StepResult = { instance, effects: [] };",
    replace: 'let result: StepResult = step(instance, { kind: "timer" }, nowUs);',
    tests: ["test/vrrp"],
  },
  {
    rule: "retry ignored",
    file: "src/health/verdict.ts",
    search: "if (state.up && failures <= retry) {",
    replace: "if (false) {",
    tests: ["test/health/verdict.test.ts"],
  },
  {
    rule: "diff without delete",
    file: "src/ipvs/diff.ts",
    search: "for (const { address, port } of present.values()) {",
    replace: "for (const { address, port } of []) {",
    tests: ["test/ipvs"],
  },
  {
    rule: "servers in reverse order",
    file: "src/ipvs/diff.ts",
    search: "destinations.toReversed()",
    replace: "destinations",
    tests: ["test/ipvs"],
  },
];

/** The text of a mutant's file with its rule broken; throws when the text to break is not there exactly once. */
export function breakRule(/** @type {Mutant} */ mutant, /** @type {string} */ text) {
  const [before, after, ...more] = text.split(mutant.search);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(
      `${mutant.rule}: the text to break is not exactly once in ${mutant.file}: ${mutant.search}`,
    );
  }
  return before + mutant.replace + after;
}
