/** text/trailing-semicolon */
import { trailingSemicolon } from "../../../src/lint/rules/trailing-semicolon.ts";
import { ruleCases } from "./rule-cases.ts";

const globals = (line: string) => `global_defs {\n    ${line}\n}\n`;

ruleCases(trailingSemicolon, {
  accept: [
    { title: "a comment", text: globals("router_id a # so;") },
    { title: "quotes", text: globals('router_id "a;"') },
    { title: "a command", text: 'vrrp_script a {\n    script "/bin/a;"\n    interval 2\n}\n' },
    { title: "what reading refuses anyway", text: globals("vrrp_version 3;") },
    { title: "a comma within a line", text: globals("router_id a,b") },
  ],
  reject: [
    {
      title: "a semicolon",
      text: globals("router_id lvs01;"),
      findings: ["2:15-21 ';' does not end a line, it is part of the word: 'lvs01;'"],
      remedy: "write 'lvs01'",
    },
    {
      title: "a comma before a comment",
      text: globals("router_id lvs01, # one"),
      findings: ["2:15-21 ',' does not end a line, it is part of the word: 'lvs01,'"],
    },
    {
      title: "a semicolon at the end of the file and in another file",
      text: "include b.conf\nglobal_defs {\n    router_id a\n}\nnet_namespace x;",
      files: { "b.conf": "instance y;\n" },
      findings: [
        "5:15-17 ';' does not end a line, it is part of the word: 'x;'",
        "1:10-12 ';' does not end a line, it is part of the word: 'y;'",
      ],
    },
  ],
});
