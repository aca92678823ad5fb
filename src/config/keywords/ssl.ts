/** The keywords of `SSL`: what the daemon shows of itself to servers that it checks with TLS. */
import type { ValueForm } from "../forms/form.ts";
import { path } from "../forms/path.ts";
import { text } from "../forms/text.ts";
import { blockKeyword, type Sentence, valueKeyword } from "../keyword.ts";

const requires = [["LVS"]] as const;

function sslKeyword(name: string, doc: Sentence, example: string, form: ValueForm<string> = path()) {
  return valueKeyword<string>({
    name,
    doc,
    example,
    support: "accepted",
    requires,
    form,
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenMissing: "reported",
    whenRepeated: "last-wins-reported",
  });
}

export const ssl = blockKeyword({
  name: "SSL",
  doc: "Certificates and keys of SSL_GET checks; a second block replaces the first.",
  example: "SSL {",
  support: "accepted",
  requires,
  whenMissing: "allowed",
  whenRepeated: "last-wins-reported",
  owner: "checker",
  keywords: {
    password: sslKeyword(
      "password",
      "The phrase that the private key is encrypted with.",
      "password secret",
      text({ name: "phrase", mayBeEmpty: true }),
    ),
    ca: sslKeyword(
      "ca",
      "The certificates of authorities that servers are checked by.",
      "ca /etc/ssl/ca.pem",
    ),
    certificate: sslKeyword("certificate", "The daemon's own certificate.", "certificate /etc/ssl/own.pem"),
    key: sslKeyword("key", "The private key of the daemon's certificate.", "key /etc/ssl/own.key"),
  },
});
