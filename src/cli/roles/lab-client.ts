/** The lab's client as a process: lab-client.js TARGET, the target as JSON. */
import { type ClientTarget, serveClient } from "../../lab/traffic/client.ts";

await serveClient(JSON.parse(process.argv[2] ?? "") as ClientTarget);
