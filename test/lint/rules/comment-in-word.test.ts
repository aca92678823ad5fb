/** text/comment-in-word */
import { commentInWord } from "../../../src/lint/rules/comment-in-word.ts";
import { ruleCases } from "./rule-cases.ts";

const globals = (line: string) => `global_defs {\n    ${line}\n}\n`;
const password = (word: string) =>
  `vrrp_instance A {\n    interface eth0\n    virtual_router_id 7\n    authentication {\n        auth_type PASS\n        auth_pass ${word}\n    }\n    virtual_ipaddress {\n        192.0.2.1/24\n    }\n}\n`;

ruleCases(commentInWord, {
  accept: [
    { title: "a blank before the comment", text: globals("router_id lvs #1") },
    { title: "quotes", text: globals('router_id "lvs#1"') },
    { title: "a comment behind a brace", text: "global_defs {#all\n    router_id a\n}#end\n" },
    { title: "a comment behind a number", text: globals("vrrp_version 2#both") },
    { title: "a comment of several words", text: globals("router_id lvs# the first") },
    { title: "a comment behind quotes", text: globals('router_id "lvs"#1') },
    { title: "a comment within a comment", text: globals("router_id lvs # a#b") },
    { title: "a comment in another language", text: globals("router_id lvs#主") },
    { title: "a line of signs", text: "##########\n!!!a!b\n#a#b\n" },
  ],
  reject: [
    {
      title: "a name",
      text: globals("router_id lvs#1"),
      findings: ["2:15-20 '#' begins a comment also within a word: router_id runs as 'lvs'"],
      remedy: "put the whole word in quotes, or a blank before '#' if a comment is meant",
    },
    {
      title: "a password, without showing it",
      text: password("ab!c d"),
      findings: [
        "6:19-25 error: '!' begins a comment also within a word: auth_pass runs as its first 2 bytes",
      ],
    },
    {
      title: "a password of digits",
      text: password("1#234"),
      findings: ["6:19-24 error: '#' begins a comment also within a word: auth_pass runs as its first byte"],
    },
  ],
});
