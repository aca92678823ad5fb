/** Every native function is given nonsense, in a process of its own that must outlive it and say only errors. */
import { expect, test } from "vitest";
import { evaluate } from "../support/addon-child.ts";
import { isRoot } from "../support/namespaces.ts";

/** Own sockets and numbers that are nobody's stand for descriptors: closing the runtime's own is no fair game. */
const script = `
  let seed = SEED;
  const random = (n) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % n; };
  const pick = (list) => list[random(list.length)];
  const detached = () => { const bytes = new Uint8Array(64); structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return bytes; };
  const sly = () => { const bytes = new Uint8Array(4096); const list = [bytes, 0]; Object.defineProperty(list, 1, { get() { structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return bytes; } }); return list; };
  const handles = [addon.signalOpen(() => {}), addon.pollOpen(addon.timerCreate(), () => {})];
  const closed = addon.signalOpen(() => {}); addon.handleClose(closed); handles.push(closed);
  for (const handle of handles) addon.handleRef(handle, false);
  const sockets = [addon.socket(1, 2, 0), addon.socket(1, 1, 0), addon.socket(2, 2, 0), addon.socket(2, 1, 0), addon.socket(10, 2, 0), addon.socket(16, 3, 0), addon.timerCreate()];
  const values = [
    () => undefined, () => null, () => true, () => false, () => "", () => "text", () => "x".repeat(1e5), () => "a\\0b", () => Symbol("s"), () => 1n,
    () => NaN, () => Infinity, () => -Infinity, () => -0, () => 0.5, () => 2 ** 31, () => -(2 ** 31), () => 2 ** 53, () => -1, () => 1e6,
    () => ({}), () => [], () => [1, 2, 3], () => [[1, 2, new Uint8Array(9)]], () => [[]], () => new Array(5000).fill(new Uint8Array(1)), () => [[1, 1, new Uint8Array(70000)]],
    () => new Array(64).fill([1, 1, new Uint8Array(4)]), () => new Proxy([], {}), () => new Proxy(new Uint8Array(3), {}), sly, () => { throw 0; }, () => () => {},
    () => new Uint8Array(0), () => new Uint8Array(1), () => new Uint8Array(16), () => new Uint8Array(128).fill(255), () => new Uint8Array(129), () => new Uint8Array(1 << 20), () => Buffer.from("abcdefgh"),
    () => new Uint8Array(new SharedArrayBuffer(32)), () => new Uint8Array(new ArrayBuffer(32, { maxByteLength: 64 })), () => new Uint16Array(8), () => new Float64Array(2), () => new DataView(new ArrayBuffer(8)), () => new ArrayBuffer(8), detached,
    () => pick(handles), () => pick(sockets), () => random(300), () => random(300) - 150, () => new (class extends Uint8Array {})(8), () => globalThis, () => process,
  ];
  // These would change what the test stands on (its limits, its session), however right the arguments are.
  const skipped = new Set(["setrlimit", "setsid", "setParentDeathSignal", "setScheduler"]);
  const descriptors = () => pick([...sockets, -1, 1e6, -5, 2 ** 31 - 1]);
  const first = { bind: 1, connect: 1, listen: 1, accept: 1, shutdown: 1, close: 1, getsockname: 1, getpeername: 1, setsockopt: 1, attachFilter: 1, getsockopt: 1, sendmsg: 1, recvmsg: 1, timerSet: 1, timerRead: 1, fcntlLock: 1, fcntlLockHolder: 1, flock: 1, pollOpen: 1, setns: 1 };
  const known = new Set(["ERR_INVALID_ARG_TYPE", "ERR_OUT_OF_RANGE"]);
  let calls = 0, refused = 0;
  const strange = [];
  for (let i = 0; i < 15000; i++) {
    const [name, call] = pick(Object.entries(addon));
    if (skipped.has(name)) continue;
    const words = [];
    try {
      if (first[name]) words.push(name === "close" ? pick([-1, 1e6, -5, 2 ** 31 - 1, NaN, "3", null]) : descriptors());
      if (name === "recvmsg" && random(2)) words.push(pick([new Uint8Array(9), detached()]), random(99), pick([0, -1, 1e9, NaN]));
      if (name === "setsockopt" || name === "getsockopt") words.push(pick([1, 1, "x", NaN]));
      while (words.length < 6 && random(8) > 0) words.push(pick(values)());
    } catch { continue; }
    calls++;
    try {
      const made = call(...words);
      if (name === "socket" || name === "memfdCreate" || name === "timerCreate") addon.close(made);
      if (name === "accept" && made) addon.close(made.fd);
      if (name === "pollOpen" || name === "signalOpen") addon.handleClose(made);
    } catch (error) {
      refused++;
      const fine = known.has(error.code) || (/^E[A-Z0-9]+$/.test(error.code) && error.errno < 0 && typeof error.syscall === "string");
      if (!fine) strange.push(name + ": " + error);
    }
  }
  say(JSON.stringify({ enough: calls > 5000 && refused > 2500 && calls > refused, strange: strange.slice(0, 5) }));
  process.exit();
`;

test.each([2026])(
  "seed %i: nothing crashes, nothing but errors comes of it",
  async (seed) => {
    const wrapper = isRoot ? ["unshare", "-n"] : [];
    expect(await evaluate(script.replace("SEED", String(seed)), wrapper)).toEqual({
      enough: true,
      strange: [],
    });
  },
  20_000,
);
