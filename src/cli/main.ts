/** The command `vigil`; started under the name `keepalived` or `ipvsadm` it is that program. Each command's code is loaded only when it is asked for. */
import { basename } from "node:path";

const [, script = "", ...words] = process.argv;
const startedAs = basename(script);

/** ipvsadm's own rules alone read its words: no other option, such as --version, may be taken from among them. */
async function runIpvsadm(): Promise<boolean> {
  const isNamed = startedAs === "ipvsadm" || startedAs === "ipvsadm-save" || startedAs === "ipvsadm-restore";
  if (!isNamed && words[0] !== "ipvsadm") return false;
  const { ipvsadmCommand } = await import("./commands/ipvsadm.ts");
  await (isNamed ? ipvsadmCommand(words, startedAs) : ipvsadmCommand(words.slice(1), "ipvsadm"));
  return true;
}

async function run(): Promise<void> {
  if (await runIpvsadm()) return;
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
