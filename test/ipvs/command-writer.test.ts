/** The fast way writes what the plain way writes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { CommandWriter } from "../../src/ipvs/command-writer.ts";
import { writeCommand } from "../../src/ipvs/encode.ts";
import type { IpvsCommand, KernelForwarding } from "../../src/ipvs/table.ts";
import { MessageWriter } from "../../src/netlink/writer.ts";
import { destination, fwmark, key } from "./services.ts";

const keys = [
  key("10.0.0.1:80"),
  key("10.0.0.2:65535", "UDP"),
  key("[fd00::1]:443"),
  key("[fd00::2]:0", "SCTP"),
  fwmark(1),
];
const forwardings: KernelForwarding[] = [
  { method: "NAT" },
  { method: "DR" },
  { method: "TUN", tunnel: "gre", tunnelPort: 0, checksum: "csum" },
  { method: "other", number: 1 },
];

const anyKey = fc.constantFrom(...keys);
const anyDestination = fc
  .record({
    text: fc.constantFrom("10.0.1.5:80", "10.0.1.255:8080", "[fd00::5]:80"),
    weight: fc.nat(65_535),
    forwarding: fc.constantFrom(...forwardings),
    thresholds: fc.constantFrom({}, { upperThreshold: 100 }, { upperThreshold: 100, lowerThreshold: 50 }),
  })
  .map(({ text, thresholds, ...rest }) => destination(text, { ...rest, ...thresholds }));
const anyService = fc
  .record({
    key: anyKey,
    scheduler: fc.constantFrom("rr", "wlc", "lblcr"),
    persistenceTimeoutS: fc.constantFrom(0, 1, 86_400),
    more: fc.constantFrom({}, { flags: 0x18 }, { persistencePrefixLength: 24 }, { persistenceEngine: "sip" }),
  })
  .map(({ more, ...rest }) => ({ ...rest, ...more }));
const anyCommand: fc.Arbitrary<IpvsCommand> = fc.oneof(
  fc.record({ kind: fc.constantFrom("add-service", "edit-service"), service: anyService }),
  fc.record({ kind: fc.constant("delete-service"), key: anyKey }),
  fc.record({
    kind: fc.constantFrom("add-destination", "edit-destination"),
    key: anyKey,
    destination: anyDestination,
  }),
  fc.record({ kind: fc.constant("delete-destination"), key: anyKey, destination: anyDestination }),
);

test("any commands in any order, byte for byte", () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
      const [plain, fast] = [new MessageWriter(), new MessageWriter()];
      const commandWriter = new CommandWriter(32);
      for (const command of commands) {
        writeCommand(plain, 32, command);
        commandWriter.write(fast, command);
      }
      expect(Buffer.from(fast.datagram).equals(Buffer.from(plain.datagram))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
