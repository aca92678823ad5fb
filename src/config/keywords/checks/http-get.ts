/** The keywords of `HTTP_GET` and `SSL_GET` in a `real_server`, and of the `url` blocks in them. */
import { type BlockNode, settingOf } from "../../block-node.ts";
import { boolean } from "../../forms/boolean.ts";
import { choice } from "../../forms/choice.ts";
import { md5Digest } from "../../forms/md5-digest.ts";
import { type StatusCodes, statusCodes } from "../../forms/status-code.ts";
import { text } from "../../forms/text.ts";
import {
  aliasKeyword,
  type BlockKeyword,
  blockKeyword,
  defaultedKeyword,
  listKeyword,
  type ValueKeyword,
  valueKeyword,
} from "../../keyword.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";
import { connectionKeywords, grownLevel } from "./connection.ts";
import { judgeRegex, regexKeywords } from "./regex.ts";
import { judgeTarget } from "./target.ts";

const facts = { support: "accepted", requires: [["LVS"]] } as const;
const block = { ...facts, whenMissing: "allowed", whenRepeated: "collected" } as const;
const lastWins = { whenInvalid: { keep: "previous" }, whenRepeated: "last-wins" } as const;
const sni = { support: "accepted", requires: [["LVS", "SNI"]], ...lastWins, whenMissing: "allowed" } as const;

function hostHeader(doc: `${string}.`, otherwise: string): ValueKeyword<string> {
  return valueKeyword<string>({
    ...facts,
    name: "virtualhost",
    doc,
    example: "virtualhost www.example.org",
    since: "1.3.6",
    form: text({ name: "host name", mayBeEmpty: true }),
    default: { kind: "derived", from: otherwise },
    whenInvalid: { keep: "previous" },
    whenMissing: "reported",
    whenRepeated: "last-wins-reported",
  });
}

const path = valueKeyword<string>({
  ...facts,
  name: "path",
  doc: "What is asked for, as it stands behind GET in the request.",
  example: "path /status?check=1",
  form: text({ name: "path", mayBeEmpty: true }),
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins-reported",
});

const urlKeywords = {
  path,
  digest: valueKeyword<string>({
    ...facts,
    name: "digest",
    doc: "The MD5 digest that the page must have.",
    example: "digest 9b3a0c85a887a256d6939da88aabd8cd",
    form: md5Digest,
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "first-wins-reported",
  }),
  statusCode: listKeyword<StatusCodes>({
    ...facts,
    name: "status_code",
    doc: "The HTTP status codes that are a success.",
    example: "status_code 200 300-399",
    entry: statusCodes,
    entries: "word",
    braces: false,
    default: { kind: "value", value: [{ from: 200, to: 299 }] },
  }),
  virtualhost: hostHeader("The Host header of the request for this url.", "the check's value"),
  ...regexKeywords,
} as const;

const urlBlock = {
  ...block,
  name: "url",
  doc: "One page to fetch: the server is up if each of them comes as wanted.",
  example: "url {",
  closed: needPath,
} as const;

const httpUrl = blockKeyword({ ...urlBlock, keywords: urlKeywords });

const sslUrl = blockKeyword({
  ...urlBlock,
  keywords: {
    ...urlKeywords,
    tlsCompliant: tlsCompliant("The end of this connection is announced as TLS demands.", {
      kind: "derived",
      from: "the check's value",
    }),
  },
});

function needPath(url: BlockNode, scope: Scope, at: Span): "keep" | "drop" {
  judgeRegex(url, scope);
  if (settingOf(url, path) !== undefined) return "keep";
  scope.say("check-incomplete", "error", at, "a url without path is ignored: add path");
  return "drop";
}

function tlsCompliant(doc: `${string}.`, otherwise: ValueKeyword<boolean>["default"]): ValueKeyword<boolean> {
  return valueKeyword<boolean>({
    ...facts,
    ...lastWins,
    name: "tls_compliant",
    doc,
    example: "tls_compliant on",
    since: "2.2.8",
    form: boolean,
    default: otherwise,
    whenMissing: "allowed",
  });
}

/** The two checks differ in what carries the request; each has keywords of its own. */
function webKeywords() {
  return {
    ...connectionKeywords(
      grownLevel({
        run: false,
        keywordsSince: { retry: "1.3.7" },
        lastResort: { delayBeforeRetry: "3 s" },
      }),
    ),
    nbGetRetry: aliasKeyword({
      name: "nb_get_retry",
      of: "retry",
      doc: "The old name of retry.",
      requires: [["LVS"]],
      deprecated: { by: "retry", reason: "Write 'retry' instead." },
    }),
    virtualhost: hostHeader(
      "The Host header of the requests.",
      "the real server's value, else the virtual server's, else address and port",
    ),
    httpProtocol: defaultedKeyword<"1.0" | "1.0C" | "1.0c" | "1.1">({
      ...facts,
      ...lastWins,
      name: "http_protocol",
      doc: "The HTTP version of the requests; 1.0C, or 1.0c, is 1.0 with 'Connection: close'.",
      example: "http_protocol 1.1",
      since: "2.0.17",
      form: choice(["1.0", "1.0C", "1.0c", "1.1"]),
      default: "1.0",
      whenMissing: "reported",
    }),
    enableSni: defaultedKeyword<boolean>({
      ...sni,
      name: "enable_sni",
      doc: "The TLS handshake names the host (SNI).",
      example: "enable_sni on",
      since: "1.4.3",
      form: boolean,
      default: false,
    }),
    sniName: valueKeyword<string>({
      ...sni,
      name: "sni_name",
      doc: "The host that the TLS handshake names, which turns SNI on as well.",
      example: "sni_name www.example.org",
      since: "after 2.4.3 (git)",
      form: text({ name: "host name" }),
      default: { kind: "derived", from: "the Host header" },
    }),
    fastRecovery: defaultedKeyword<boolean>({
      ...facts,
      ...lastWins,
      name: "fast_recovery",
      doc: "At start and after a failure the urls follow each other without a pause.",
      example: "fast_recovery on",
      since: "2.0.17",
      form: boolean,
      default: false,
      whenMissing: "allowed",
    }),
  };
}

export const httpGet = blockKeyword({
  ...block,
  name: "HTTP_GET",
  doc: "The server is up if it answers HTTP requests as wanted.",
  example: "HTTP_GET {",
  keywords: { ...webKeywords(), url: httpUrl },
  closed: (node, scope, at) => judgeWebCheck(node, httpUrl, scope, at),
});

export const sslGet = blockKeyword({
  ...block,
  name: "SSL_GET",
  doc: "The server is up if it answers HTTPS requests as wanted.",
  example: "SSL_GET {",
  keywords: {
    ...webKeywords(),
    tlsCompliant: tlsCompliant("The end of each connection is announced as TLS demands.", {
      kind: "value",
      value: false,
    }),
    url: sslUrl,
  },
  closed: (node, scope, at) => judgeWebCheck(node, sslUrl, scope, at),
});

function judgeWebCheck(node: BlockNode, url: BlockKeyword<unknown>, scope: Scope, at: Span): "keep" | "drop" {
  if (node.children.some((child) => child.keyword === url)) return judgeTarget(node, scope, at);
  const text = `${node.keyword?.name} without a usable url is ignored: add a url block with a path`;
  scope.say("check-incomplete", "error", at, text);
  return "drop";
}
