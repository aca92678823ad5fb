/** The command `vigil`; started under the name `keepalived` or `ipvsadm` it is that program. Each command's code is loaded only when it is asked for. */
import { basename } from "node:path";

const [, script = "", ...words] = process.argv;
const startedAs = basename(script);

async function run(): Promise<void> {
  // Before the other commands: ipvsadm's options are read by ipvsadm's rules alone.
  if (startedAs === "ipvsadm" || startedAs === "ipvsadm-save" || startedAs === "ipvsadm-restore") {
    const { ipvsadmCommand } = await import("./commands/ipvsadm.ts");
    return ipvsadmCommand(words, startedAs);
  }
  if (words[0] === "ipvsadm") {
    const { ipvsadmCommand } = await import("./commands/ipvsadm.ts");
    return ipvsadmCommand(words.slice(1), "ipvsadm");
  }
  if (startedAs !== "keepalived" && words[0] !== "keepalived") {
    const { runCommand } = await import("./program.ts");
    await runCommand(words);
    return;
  }
  // Before anything else: a SIGUSR1 that met no listener would open Node's inspector.
  for (const signal of ["SIGUSR1", "SIGUSR2", "SIGHUP"] as const) process.on(signal, () => {});
  const { keepalivedCommand } = await import("./commands/keepalived.ts");
  const asKeepalived = startedAs === "keepalived";
  await keepalivedCommand(asKeepalived ? words : words.slice(1), asKeepalived ? "keepalived" : "vigil");
}

void run();
