/**
 * `npm run oracle:language`, `npm run oracle:keywords [-- BLOCK [KEYWORD]]`: holds `vigil keepalived -t` against the installed
 * keepalived. Each case is read by both; the summary counts agreement, and differences with and without a reason.
 * Exit status 0 when no difference is unexplained, 1 otherwise, 2 when there is no keepalived or no right to make a namespace.
 */
import { spawnSync } from "node:child_process";
import { bundle } from "../support/bundle.mjs";

const [suite = "language", ...words] = process.argv.slice(2);
const version = spawnSync("keepalived", ["-v"], { encoding: "utf8" }).stderr ?? "";
if (process.getuid?.() !== 0 || version === "") {
  console.error("the comparison needs root and keepalived (apt-get install keepalived)");
  process.exit(2);
}
const program = await bundle(`test/oracle/${suite}.ts`);
// Interfaces that the files may name, in a namespace that ends with the run.
const network = `
ip link set lo up
for i in 0 1 2; do
  ip link add eth$i type veth peer name peer$i
  ip link set eth$i up; ip link set peer$i up; ip addr add 10.250.$i.1/24 dev eth$i
done
exec "$@"`;
const { status } = spawnSync(
  "unshare",
  ["-n", "-m", "sh", "-c", network, "sh", process.execPath, program, ...words],
  {
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
