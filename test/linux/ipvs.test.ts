/** Opening IPVS on this machine's kernel: a table where it has one, a clear refusal where it has not. */
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { openIpvs } from "../../src/linux/ipvs.ts";
import { describeAsRoot, namespacePair, within } from "../support/namespaces.ts";

describeAsRoot("opening", () => {
  const { a } = namespacePair("ipvs");

  test("gives a namespace's empty table, or says that this kernel has no IPVS", () => {
    const open = () => within(a, openIpvs);
    if (existsSync("/proc/net/ip_vs")) {
      const ipvs = open();
      expect(ipvs.read()).toEqual({ services: [] });
      ipvs.close();
    } else {
      const message = expect.stringMatching(/^this kernel has no IPVS .*CONFIG_IP_VS$/);
      expect(open).toThrow(expect.objectContaining({ code: "ERR_NO_IPVS", message }));
    }
  });
});
