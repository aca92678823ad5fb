/** What the kernel's refusals lead to. */
import { expect, test } from "vitest";
import { settle } from "../../src/ipvs/outcome.ts";
import type { IpvsCommand } from "../../src/ipvs/table.ts";
import { destination, key, service } from "./services.ts";

const web = key("10.0.0.1:80");
const five = destination("10.0.0.5:80");
const quiet = { notes: [], followUps: [], reread: false, refusals: [] };
const addService: IpvsCommand = { kind: "add-service", service: service(web, [], { scheduler: "wlcc" }) };
const editService: IpvsCommand = { ...addService, kind: "edit-service" };
const deleteService: IpvsCommand = { kind: "delete-service", key: web };
const add: IpvsCommand = { kind: "add-destination", key: web, destination: five };
const edit: IpvsCommand = { kind: "edit-destination", key: web, destination: five };
const remove: IpvsCommand = { kind: "delete-destination", key: web, destination: five };
const refused = (code: string) => ({ code, message: "words" });

test("success says nothing", () => {
  expect(settle([addService, add], [undefined, undefined])).toEqual(quiet);
});

test.each<[IpvsCommand, string, string]>([
  [addService, "EEXIST", "VS [10.0.0.1]:tcp:80 exists already"],
  [add, "EEXIST", "server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 exists already"],
  [deleteService, "ESRCH", "VS [10.0.0.1]:tcp:80 is gone already"],
  [deleteService, "ENOENT", "VS [10.0.0.1]:tcp:80 is gone already"],
  [remove, "ENOENT", "server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 is gone already"],
  [remove, "ESRCH", "server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 is gone already"],
])("a race that ends as wanted is a note: $0.kind $1", (command, code, note) => {
  expect(settle([command], [refused(code)])).toEqual({ ...quiet, notes: [note] });
});

test("editing a server that is missing becomes adding it", () => {
  expect(settle([edit], [refused("ENOENT")])).toEqual({ ...quiet, followUps: [add] });
});

test.each([editService, edit, add])("$kind on a service that vanished: read again", (command) => {
  expect(settle([command], [refused("ESRCH")])).toEqual({ ...quiet, reread: true });
});

test("a refused service is told once, not again for each server, and reading again would not help", () => {
  expect(settle([addService, add, add], [refused("ENOENT"), refused("ESRCH"), refused("ESRCH")])).toEqual({
    ...quiet,
    refusals: ['adding VS [10.0.0.1]:tcp:80: the kernel has no scheduler "wlcc"'],
  });
});

test.each([addService, editService, deleteService, add, edit, remove])(
  "$kind refused says why",
  (command) => {
    const { refusals, ...rest } = settle([command], [refused("EPERM")]);
    expect(rest).toEqual({ notes: [], followUps: [], reread: false });
    expect(refusals).toEqual([expect.stringMatching(/\[10\.0\.0\.1\]:tcp:80: words \(EPERM\)$/)]);
  },
);
