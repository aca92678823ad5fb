/** Questions to the system's databases of names (nsswitch.conf(5)), by getent(1), as Node asks none of them at once. */

/** The answer's text, and whether there was one. `name` must not begin with a dash. */
export function getent(
  database: "ahosts" | "ahostsv4" | "group" | "passwd" | "services",
  name: string,
  timeoutMs: number,
): { readonly found: boolean; readonly text: string } {
  // Loaded when it is needed: it brings half of Node's network modules along, which most readings of a file do without.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { status, stdout } = spawnSync("/usr/bin/getent", [database, name], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: timeoutMs,
  });
  return { found: status === 0, text: stdout ?? "" };
}
