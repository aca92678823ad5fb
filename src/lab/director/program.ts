/** The two programs that can be a director, started the same way with the same options. */

export const directorPrograms = ["vigil", "keepalived"] as const;
export type DirectorProgram = (typeof directorPrograms)[number];

/** In the foreground, log on the console and in detail. */
const options = ["-n", "-l", "-D", "-f"];

/** Name and arguments for a configuration file; `dist` is the folder of the built program. */
export function directorCommand(
  program: DirectorProgram,
  dist: string,
  configFile: string,
): readonly string[] {
  switch (program) {
    case "vigil":
      return [process.execPath, `${dist}/main.js`, "keepalived", ...options, configFile];
    case "keepalived":
      return ["keepalived", ...options, configFile];
  }
}
