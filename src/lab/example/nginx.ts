/** nginx on the proxies with an example's file, and the certificate that its HTTPS needs. */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import type { NamespaceSet } from "../topology/namespace-set.ts";
import { siteName, type WebServerName, webServerNames } from "../topology/plan.ts";
import { startServerProgram } from "./server-program.ts";

/** All the examples' files listen there. */
const httpsPort = 443;

/** An elliptic curve's key: an RSA key takes an emulated processor half a minute. */
async function makeCertificate(folder: string): Promise<void> {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"];
  const files = ["-keyout", join(folder, "site.key"), "-out", join(folder, "site.crt")];
  await runProgram("openssl", ["req", "-x509", ...key, "-days", "30", "-subj", `/CN=${siteName}`, ...files]);
}

async function startOn(set: NamespaceSet, node: WebServerName, configFile: string, tls: string) {
  const folder = join(set.folder, `${node}-nginx`);
  await mkdir(join(folder, "tls"), { recursive: true });
  await copyFile(configFile, join(folder, "nginx.conf"));
  for (const name of ["site.crt", "site.key"]) await copyFile(join(tls, name), join(folder, "tls", name));
  // What would be the same for two on one machine.
  const own = `daemon off; pid ${folder}/nginx.pid;`;
  const command = ["nginx", "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log"), "-g", own];
  await startServerProgram(set, node, command, httpsPort);
}

/** Resolves when both answer. */
export async function startNginx(set: NamespaceSet, configFile: string): Promise<void> {
  const tls = join(set.folder, "tls");
  await mkdir(tls, { recursive: true });
  await makeCertificate(tls);
  await Promise.all(webServerNames.map((node) => startOn(set, node, configFile, tls)));
}
