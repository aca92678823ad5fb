/** The adverts that an instance sends. */
import type { VrrpInstanceConfig } from "../config/model.ts";
import type { IpAddress } from "../values/address.ts";
import { AUTHENTICATION_NONE, AUTHENTICATION_PASS, encodeVrrpV2, MAX_ADDRESSES } from "../wire/vrrp-v2.ts";
import type { VrrpEffect } from "./effect.ts";

const SECOND_US = 1_000_000;
const NO_AUTHENTICATION = [0, 0, 0, 0, 0, 0, 0, 0];

/** The effect that sends one advert with this priority: the configured one, or 0 to leave. */
export function sendAdvert(config: VrrpInstanceConfig, source: IpAddress, priority: number): VrrpEffect {
  const { authentication } = config;
  const payload = encodeVrrpV2({
    virtualRouterId: config.virtualRouterId,
    priority,
    authenticationType: authentication.type === "PASS" ? AUTHENTICATION_PASS : AUTHENTICATION_NONE,
    advertIntervalS: advertIntervalS(config),
    addresses: advertisedAddresses(config),
    authentication: authentication.type === "PASS" ? authentication.password : NO_AUTHENTICATION,
  });
  return { kind: "send-advert", source, priority, payload };
}

/** The interval as version 2 carries it. */
export function advertIntervalS(config: VrrpInstanceConfig): number {
  return Math.round(config.advertIntervalUs / SECOND_US);
}

/** In the file's order, as keepalived sends them; the excluded ones are managed but not advertised. */
export function advertisedAddresses(config: VrrpInstanceConfig): readonly IpAddress[] {
  const advertised = config.virtualAddresses.filter(({ excluded }) => excluded !== true);
  const addresses = advertised.map((virtual) => virtual.address);
  return addresses.filter((address) => address.family === 4).slice(0, MAX_ADDRESSES);
}
