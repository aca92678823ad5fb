/** Every fact of the configuration language through both programs: `oracle:language [PART OF A NAME]`. */
import { languageCases } from "../language/cases/all.ts";
import { keepalivedExit } from "./daemon.ts";
import { report } from "./report.ts";

const [part = ""] = process.argv.slice(2);
const cases = languageCases.filter(({ name }) => name.includes(part));

const daemons = cases.filter(({ daemon }) => daemon !== undefined);
const otherwise = daemons.filter((one) => keepalivedExit(one) !== one.daemon);
for (const { name, daemon } of otherwise)
  console.log(`${name}: keepalived's daemon does not end with ${daemon}`);
console.log(`daemon: ${daemons.length - otherwise.length} of ${daemons.length} end as keepalived's does`);

const status = report(cases);
process.exitCode = otherwise.length === 0 ? status : 1;
