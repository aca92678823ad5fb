/** The folder that host and guest share: made for one VM, removed with it, or by the next when its maker was killed. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRunning, processIdentity } from "../process-identity.ts";
import { serveScript } from "./guest-scripts.ts";

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = await readFile(join(folder, name, "owner"), "utf8").catch(() => "");
    // Without an owner file it is being made this moment.
    if (owner !== "" && !isRunning(owner)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Makes the folder with what the guest's `init` and `serve` expect in it. */
export async function makeShare(cache: string): Promise<string> {
  const folder = join(cache, "runs");
  await mkdir(folder, { recursive: true });
  await removeLeftovers(folder);
  const share = await mkdtemp(join(folder, "vm-"));
  await writeFile(join(share, "owner"), processIdentity());
  await writeFile(join(share, "path"), `${share}\n`);
  await writeFile(join(share, "serve"), serveScript);
  return share;
}
