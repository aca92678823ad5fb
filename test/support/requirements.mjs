/**
 * First step of `npm test`: the programs that tests hold Vigil against. Root on Debian or Ubuntu gets them installed; others are told
 * the one command, and the tests that need what is missing say so.
 */
import { bundle } from "./bundle.mjs";

const { ensurePrograms } = await import(await bundle("src/lab/requirements.ts"));
const programs = ["ip", "tcpdump", "keepalived", "unshare", "setpriv", "pgrep", "python3"];
try {
  await ensurePrograms(programs, (sentence) => process.stderr.write(`${sentence}\n`));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
}
