/** text/crlf */
import { crlf } from "../../../src/lint/rules/crlf.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(crlf, {
  accept: [{ title: "line feeds", text: "global_defs {\n}\n" }],
  reject: [
    {
      title: "the first line of each file",
      text: "include b.conf\nglobal_defs {\r\n}\r\n",
      files: { "b.conf": "\r\n" },
      findings: [
        "2:14-15 the file's lines end with CR LF; keepalived takes CR for a blank",
        "1:1-2 the file's lines end with CR LF; keepalived takes CR for a blank",
      ],
      remedy: "convert it, as with dos2unix",
    },
  ],
});
