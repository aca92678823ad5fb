/** One request by plain system calls, against Node's own HTTP and TCP servers. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { Answer } from "../../../src/lab/traffic/answer.ts";
import { Request } from "../../../src/lab/traffic/request.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function ask(port: number, limitMs: number): Promise<Answer> {
  const request = new Request({ address: "127.0.0.1", port, host: "lvs.oldxu.net" }, limitMs);
  for (;;) {
    request.advance(0);
    if (request.answer !== undefined) return request.answer;
    await sleep(1);
  }
}

test("brings the answer's text, having named the host", async () => {
  let host = "";
  const port = await listen(
    createHttpServer((incoming, outgoing) => {
      host = incoming.headers.host ?? "";
      outgoing.setHeader("content-length", 8);
      outgoing.end("proxy01\n");
    }),
  );
  const answer = await ask(port, 5000);
  expect(answer).toMatchObject({ server: "proxy01" });
  expect(answer.endMs).toBeGreaterThanOrEqual(answer.startMs);
  expect(host).toBe("lvs.oldxu.net");
});

test("names another status as the failure", async () => {
  const port = await listen(
    createHttpServer((_incoming, outgoing) => {
      outgoing.writeHead(404, { "content-length": 4 });
      outgoing.end("gone");
    }),
  );
  expect(await ask(port, 5000)).toMatchObject({ error: "HTTP 404" });
});

test("says that it was refused", async () => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  expect(await ask(port, 5000)).toMatchObject({ error: "ECONNREFUSED" });
});

test("says that the other side closed without an answer", async () => {
  const port = await listen(createServer((socket) => socket.resume().end()));
  expect(await ask(port, 5000)).toMatchObject({ error: "CLOSED" });
});

test("gives up after its limit", async () => {
  const port = await listen(createServer((socket) => socket.resume()));
  const answer = await ask(port, 50);
  expect(answer).toMatchObject({ error: "TIMEOUT" });
  expect(answer.endMs - answer.startMs).toBeGreaterThanOrEqual(50);
});
