/** The lab's client as a process: lab-client.js TARGET, the target as JSON. */
import { serveClient } from "../../lab/traffic/client.ts";
import type { RequestTarget } from "../../lab/traffic/request.ts";

void serveClient(JSON.parse(process.argv[2] ?? "") as RequestTarget);
