/** Two runs' log lines made comparable: what differs between any two runs of one program is taken out. */

const varying: readonly (readonly [RegExp, string])[] = [
  // "Sun Nov 22 13:37:26 2026: "
  [/^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}: /, ""],
  [/pid=\d+/, "pid=N"],
  [/fd\(\d+,\d+\)/, "fd(N,N)"],
  [/\d+\.\d+\/\d+\.\d+/g, "T/T"],
  [/\d+\.\d{6}/g, "T"],
];

/**
 * What keepalived says of the machine and of real servers, and not of its peer: that an emulated processor let it wait,
 * and how often it tried a dead server, which it words by the moment in which the server died.
 */
const notAboutThePeer = /^(A thread timer expired|TCP_CHECK on service|TCP connection to) /;

/**
 * lvs02's last advert as MASTER and the first one of lvs01, which takes over, can cross, whatever program sends them. A second
 * one would mean that lvs02 did not give way.
 */
const crossedAdvert =
  /^\(\S+\) Received advert from \S+ with lower priority \d+, ours \d+, forcing new election$/;

export function normalise(line: string): string {
  return varying.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line).trim();
}

/** The lines, made comparable and each once, that the expected log has not. */
export function unexpectedLines(log: readonly string[], expected: readonly string[]): readonly string[] {
  const known = new Set(expected.map(normalise));
  const lines = log.map(normalise);
  const mayCross = lines.filter((line) => crossedAdvert.test(line)).length === 1;
  return [...new Set(lines)].filter(
    (line) => !known.has(line) && !notAboutThePeer.test(line) && !(mayCross && crossedAdvert.test(line)),
  );
}
