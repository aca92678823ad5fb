import { readFileSync, writeFileSync } from "node:fs";
import { forecast } from "./system/scheduler-forecast.ts";
import { readFacts } from "./system/scheduler-facts.ts";
import { scenarios } from "./system/scheduler-scenarios.ts";
if (process.argv[2] === "write") { writeFileSync("/tmp/wt/predict/dist/test/scheduler-scenarios.json", JSON.stringify(scenarios)); process.exit(); }
const facts = readFileSync(process.argv[2] ?? "", "utf8").trim().split("\n").map((l) => JSON.parse(l));
for (const raw of facts) {
  const s = scenarios.find((o) => o.title === raw.title);
  if (!s) continue;
  const f = readFacts(s, raw);
  const p = forecast(s);
  const wrong = f.servers.flatMap((x: unknown, i: number) => (x === p.servers[i] ? [] : [i]));
  console.log(f.title, f.refused ?? "", "wrong:", wrong.length, "first", wrong[0], wrong.length ? [f.servers[wrong[0]], p.servers[wrong[0]]] : "", "nulls", f.servers.filter((x: unknown) => x === null).length, JSON.stringify(f.list) === JSON.stringify(p.list) ? "" : [f.list, p.list]);
}
