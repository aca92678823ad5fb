/**
 * Shows why the daemon does not use npm's netlink: when the kernel has more replies than the socket's receive buffer
 * holds, that package ends the whole process, and no JavaScript can prevent it. Exit 0 when shown.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const manifest = createRequire(import.meta.url).resolve("netlink/package.json");
const { version } = JSON.parse(readFileSync(manifest, "utf8"));

/** Asks for the loopback device `count` times before reading a reply, with every way to catch an error in place. */
const child = `
  const { createRtNetlink } = require("netlink");
  process.on("uncaughtException", (error) => console.log("caught:", error.message));
  process.on("unhandledRejection", (error) => console.log("caught:", error.message));
  const socket = createRtNetlink();
  socket.on("error", (error) => console.log("caught:", error.message));
  socket.socket.on("error", (error) => console.log("caught:", error.message));
  const asked = Array.from({ length: Number(process.argv[1]) }, () => socket.getLink({ index: 1 }));
  Promise.allSettled(asked).then((answers) => {
    console.log(answers.filter((answer) => answer.status === "fulfilled").length + " answers");
    process.exit(0);
  });
`;

function ask(count) {
  const options = { cwd: import.meta.dirname, encoding: "utf8", timeout: 30_000 };
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["-e", child, String(count)],
    options,
  );
  const ending = signal === null ? `exit status ${status}` : `killed by ${signal}`;
  const said = [stdout, stderr].flatMap((text) => text.split("\n")).filter((line) => line.trim() !== "");
  console.log(`${String(count).padStart(6)} requests at once: ${ending}; it said: ${said[0] ?? "nothing"}`);
  return signal;
}

console.log(`netlink ${version} from npm on Node ${process.version}, requests sent before replies are read:`);
const few = ask(20);
const many = ask(2000);
const shown = few === null && many === "SIGABRT";
console.log(
  shown
    ? "The receive buffer overran (ENOBUFS) and the package aborted the process. A daemon must read anew instead."
    : "Not shown: the process should end by itself with few requests and by SIGABRT with many.",
);
process.exitCode = shown ? 0 : 1;
