import { readFileSync } from "node:fs";
import { ServiceModel } from "../src/ipvs/prediction/service-model.ts";
import { address } from "./ipvs/services.ts";
import { scenarios } from "./system/scheduler-scenarios.ts";
const facts = readFileSync(process.argv[2] ?? "", "utf8").trim().split("\n").map((l) => JSON.parse(l));
const title = process.argv[3] ?? "";
const s = scenarios.find((o) => o.title === title)!;
const f = facts.find((o) => o.title === title)!;
const m = new ServiceModel({ scheduler: s.scheduler, protocol: "TCP", startS: 0, random: () => 0 });
const open = new Map();
for (const st of s.steps) {
  if (st.kind === "add" || st.kind === "edit") { console.log(JSON.stringify(st)); m[st.kind]({ address: address(st.server), port: 0, weight: st.weight, ...(st.upper?{upperThreshold: st.upper}:{}), ...(st.lower?{lowerThreshold: st.lower}:{}) }); }
  if (st.kind === "remove") { console.log(JSON.stringify(st)); m.remove(st.server + ":0"); }
  if (st.kind === "close") open.get(st.name)?.close(0);
  if (st.kind === "connect") {
    const before = m.servers.map((x) => `${x.id.slice(9,10)}:w${x.weight} ${x.active}+${x.inactive}${x.overloaded?"!":""}`).join("  ");
    const r = m.open({ client: address(st.client), clientPort: 1, destination: address(st.to), atS: 0 });
    const k = f.servers[st.name];
    if (r.connection) open.set(st.name, r.connection);
    console.log(st.name, st.to, before, "->", r.choice.server?.id, r.choice.because.rule, k + ":0" === r.choice.server?.id ? "" : `KERNEL ${k}`);
    if (k + ":0" !== r.choice.server?.id) break;
  }
}
