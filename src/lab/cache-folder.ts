/** Where the lab keeps what is dear to make: kernels, and the folders of running VMs. */
import { mkdir, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** The folder, created and free of symbolic links: links would point elsewhere when they are followed inside the guest. */
export async function cacheFolder(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const xdg = env.XDG_CACHE_HOME;
  const base = xdg?.startsWith("/") ? xdg : join(homedir(), ".cache");
  const folder = join(base, "vigil", "lab");
  await mkdir(folder, { recursive: true });
  return realpath(folder);
}
