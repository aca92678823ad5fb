/** The errno table against Node's own, which comes from the system's headers. */
import { constants } from "node:os";
import { expect, test } from "vitest";
import { errnoName, errnoWords } from "../../src/netlink/errno.ts";

test("every name is the system's", () => {
  const named = Object.entries(constants.errno).filter(
    ([, number]) => !errnoName(number).endsWith(`${number}`),
  );
  expect(named.length).toBeGreaterThan(40);
  for (const [name, number] of named) {
    // EWOULDBLOCK and EAGAIN, EOPNOTSUPP and ENOTSUP are one number each.
    const names = Object.entries(constants.errno).filter(([, other]) => other === number);
    expect(names.map(([one]) => one)).toContain(errnoName(number));
    expect(errnoWords(number), name).not.toMatch(/^error /);
  }
});

test("an unknown number keeps it", () => {
  expect(errnoName(4095)).toBe("E4095");
  expect(errnoWords(4095)).toBe("error 4095");
});
