/** Who adds an address tells the LAN: five gratuitous ARP at once and five after five seconds. */
import { type RuleMaker, SLACK_US } from "./rule.ts";

interface Expected {
  readonly host: string;
  readonly address: string;
  readonly fromUs: number;
  readonly untilUs: number;
  missing: number;
}

export const announcements: RuleMaker = (scenario, report) => {
  const arp = new Map(scenario.routers.map(({ name, config }) => [name, config.gratuitousArp]));
  let pending: Expected[] = [];
  const checkUntil = (nowUs: number) => {
    for (const { host, address, missing, untilUs } of pending) {
      if (untilUs < nowUs && missing > 0) {
        report("announcements", untilUs, `${host} sent ${missing} gratuitous ARP too few for ${address}`);
      }
    }
    pending = pending.filter(({ untilUs }) => untilUs >= nowUs);
  };
  return {
    observe(seen) {
      if (pending.length > 0) checkUntil(seen.atUs);
      switch (seen.kind) {
        case "added": {
          const { delayUs = 0, repeat = 0 } = arp.get(seen.host) ?? {};
          const { host, address, atUs } = seen;
          pending.push({ host, address, fromUs: atUs, untilUs: atUs, missing: repeat });
          const fromUs = atUs + delayUs;
          pending.push({ host, address, fromUs, untilUs: fromUs + SLACK_US, missing: repeat });
          return;
        }
        case "arp":
          for (const expected of pending) {
            const isMeant = expected.host === seen.host && expected.address === seen.address;
            if (isMeant && expected.fromUs <= seen.atUs) expected.missing -= 1;
          }
          return;
        case "removed":
          pending = pending.filter(({ host, address }) => host !== seen.host || address !== seen.address);
          return;
        case "fault":
          pending = pending.filter(({ host }) => host !== seen.host);
          return;
        default:
          return;
      }
    },
  };
};
