/** The list of virtual addresses that a daemon may have put into the kernel, as text and back. */
import type { VirtualAddress, VrrpInstanceConfig } from "../config/model.ts";
import type { OwnedAddress } from "./messages.ts";

export function ownedAddress(virtual: VirtualAddress): OwnedAddress {
  return {
    interfaceName: virtual.interfaceName,
    family: virtual.address.family,
    bytes: virtual.address.bytes,
    prefixLength: virtual.prefixLength,
  };
}

export function ownedAddresses(instances: readonly VrrpInstanceConfig[]): OwnedAddress[] {
  return instances.flatMap((instance) => instance.virtualAddresses.map(ownedAddress));
}

/** Two mentions of one address are the same when the kernel would say so. */
export function ownedAddressKey(address: OwnedAddress): string {
  return `${address.interfaceName} ${address.bytes.join(".")}/${address.prefixLength}`;
}

/** Reads what `JSON.stringify` made of the list; what is not of its shape is left out. */
export function parseOwnedAddresses(text: string): OwnedAddress[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isOwnedAddress) : [];
  } catch {
    return [];
  }
}

function isOwnedAddress(value: unknown): value is OwnedAddress {
  if (typeof value !== "object" || value === null) return false;
  const { interfaceName, family, bytes, prefixLength } = value as Record<string, unknown>;
  const length = family === 4 ? 4 : family === 6 ? 16 : -1;
  return (
    typeof interfaceName === "string" &&
    Array.isArray(bytes) &&
    bytes.length === length &&
    bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255) &&
    Number.isInteger(prefixLength) &&
    (prefixLength as number) >= 0 &&
    (prefixLength as number) <= length * 8
  );
}
