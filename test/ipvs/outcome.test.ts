/** What the kernel's refusals lead to, and how they are told. */
import { expect, test } from "vitest";
import { settle } from "../../src/ipvs/outcome.ts";
import { exchangeFailureText, refusalText } from "../../src/ipvs/refusal-text.ts";
import type { IpvsCommand } from "../../src/ipvs/table.ts";
import { destination, key, service } from "./services.ts";

const web = key("10.0.0.1:80");
const name = "[10.0.0.1]:tcp:80";
const five = destination("10.0.0.5:80");
const addService: IpvsCommand = { kind: "add-service", service: service(web, [], { scheduler: "wlcc" }) };
const editService: IpvsCommand = { ...addService, kind: "edit-service" };
const deleteService: IpvsCommand = { kind: "delete-service", key: web };
const add: IpvsCommand = { kind: "add-destination", key: web, destination: five };
const edit: IpvsCommand = { kind: "edit-destination", key: web, destination: five };
const remove: IpvsCommand = { kind: "delete-destination", key: web, destination: five };
const all = [addService, editService, deleteService, add, edit, remove];
const refused = (code: string) => ({ code, message: "words" });
const settled = (command: IpvsCommand, code: string) => {
  const { again, refusals } = settle([command], [refused(code)]);
  return again.size > 0 ? "again" : refusals.length > 0 ? "refused" : "done";
};

test("success says nothing", () => {
  expect(settle([addService, add], [undefined, undefined])).toEqual({ again: new Map(), refusals: [] });
});

test("each refusal of each request: done already, to be looked at again, or refused", () => {
  const codes = ["EEXIST", "ENOENT", "ESRCH", "EPERM", "EINVAL"];
  const outcomes = Object.fromEntries(all.map((one) => [one.kind, codes.map((code) => settled(one, code))]));
  expect(outcomes).toEqual({
    // A scheduler that is unknown is ENOENT.
    "add-service": ["again", "refused", "refused", "refused", "refused"],
    "edit-service": ["refused", "refused", "again", "refused", "refused"],
    "delete-service": ["refused", "done", "done", "refused", "refused"],
    "add-destination": ["again", "refused", "again", "refused", "refused"],
    "edit-destination": ["refused", "again", "again", "refused", "refused"],
    "delete-destination": ["refused", "done", "again", "refused", "refused"],
  });
});

test("what is looked at again is the service, once", () => {
  expect(settle([add, edit], [refused("EEXIST"), refused("ENOENT")]).again).toEqual(new Map([[name, web]]));
});

test("a refused service is told once, not again for each server, and looking again would not help", () => {
  const { again, refusals } = settle(
    [addService, add, add],
    [refused("ENOENT"), refused("ESRCH"), refused("ESRCH")],
  );
  expect(again.size).toBe(0);
  expect(refusals).toEqual([
    'adding VS [10.0.0.1]:tcp:80: words (ENOENT): the kernel has no scheduler "wlcc": check the name (lb_algo), or load its module with modprobe ip_vs_wlcc',
  ]);
});

test.each([
  "EEXIST",
  "ENOENT",
  "ESRCH",
  "EPERM",
  "ENOBUFS",
  "ENOMEM",
  "EINTR",
  "EBUSY",
  "EAGAIN",
  "EOPNOTSUPP",
  "EAFNOSUPPORT",
  "EPROTONOSUPPORT",
  "ERANGE",
])("%s names the request, the reason and a remedy, whatever was asked", (code) => {
  for (const command of all) {
    const text = refusalText(command, refused(code));
    expect(text).toMatch(
      /^(adding|editing|deleting) (VS|server 10\.0\.0\.5:80.* VS) ?\[10\.0\.0\.1\]:tcp:80: /,
    );
    expect(text).toMatch(new RegExp(`: words \\(${code}\\): \\S.{15,}`));
  }
  expect(exchangeFailureText("reading the table", refused(code))).toMatch(
    new RegExp(`^reading the table: words \\(${code}\\): \\S.{15,}`),
  );
});

test("what has a reason of its own has a remedy of its own", () => {
  const six = destination("[fd00::5]:80");
  expect(refusalText({ ...add, destination: six }, refused("EINVAL"))).toMatch(/only be reached by tunnel/);
  expect(refusalText(add, refused("EINVAL"))).toMatch(/unicast/);
  expect(refusalText(addService, refused("EINVAL"))).toMatch(/IPv6 persistence prefix must be 1 to 128/);
  const sip: IpvsCommand = { kind: "add-service", service: service(web, [], { persistenceEngine: "sip" }) };
  expect(refusalText(sip, refused("ENOENT"))).toMatch(
    /no persistence engine "sip" \(modprobe ip_vs_pe_sip\)/,
  );
  expect(refusalText(remove, refused("E999"))).toBe(
    "deleting server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80: words (E999)",
  );
});
