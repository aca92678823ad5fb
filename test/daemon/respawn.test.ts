import { expect, test } from "vitest";
import { decideRespawn } from "../../src/daemon/respawn.ts";

const killed = (livedMs: number) => ({ exitCode: undefined, signal: "SIGKILL", livedMs });

test("exit codes 1, 2 and 4 are permanent, everything else is started again", () => {
  for (const exitCode of [1, 2, 4]) {
    expect(decideRespawn({ exitCode, signal: undefined, livedMs: 1 }, 0)).toEqual({
      kind: "permanent",
      exitCode,
    });
  }
  for (const exitCode of [0, 3, 70]) {
    expect(decideRespawn({ exitCode, signal: undefined, livedMs: 1 }, 0).kind).toBe("restart");
  }
});

test("quick deaths wait 0, 1, 2, 4 … 60 s; a life of a minute starts the count anew", () => {
  let quickDeaths = 0;
  const delays: number[] = [];
  for (let death = 0; death < 9; death++) {
    const decision = decideRespawn(killed(100), quickDeaths);
    if (decision.kind !== "restart") throw new Error("not restarted");
    quickDeaths = decision.quickDeaths;
    delays.push(decision.delayMs / 1000);
  }
  expect(delays).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60]);
  expect(decideRespawn(killed(60_000), quickDeaths)).toEqual({ kind: "restart", delayMs: 0, quickDeaths: 0 });
});
