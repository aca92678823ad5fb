/** The command `vigil`; started under the name `keepalived` it is that daemon. Each command's code is loaded only when it is asked for. */
import { basename } from "node:path";

const [, script = "", ...words] = process.argv;
const startedAs = basename(script);

async function run(): Promise<void> {
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
