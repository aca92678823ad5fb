/** The folders of examples/ and the lab's list of them are the same, and every file in them is one that somebody reads. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { exampleNames } from "../../../src/lab/example/examples.ts";
import { load } from "../../support/config-context.ts";

const folder = fileURLToPath(new URL("../../../examples", import.meta.url));
const read = ["lvs01.conf", "lvs02.conf", "nginx.conf", "my.cnf", "director.sh", "realserver.sh", "route.sh"];

test("each folder is known to the lab, and the other way round", () => {
  const networks = readdirSync(folder).filter((name) => name !== "ci");
  expect(networks.sort()).toEqual([...exampleNames].sort());
});

describe.each(exampleNames)("%s", (name) => {
  const files = readdirSync(`${folder}/${name}`);

  test("has the directors' files, and no other than the lab knows what to do with", () => {
    expect(files).toEqual(expect.arrayContaining(["lvs01.conf", "lvs02.conf"]));
    expect(files.filter((file) => ![...read, "client.sh"].includes(file))).toEqual([]);
  });

  test.each(["lvs01.conf", "lvs02.conf"])("%s is read without a complaint of Vigil's own", (file) => {
    const { diagnostics } = load(readFileSync(`${folder}/${name}/${file}`, "utf8"));
    // The tutorial's own spelling of delay_before_retry.
    const own = diagnostics.filter(({ message }) => !message.includes("delay_beefore_retry"));
    expect(own.map(({ message }) => message)).toEqual([]);
  });
});
