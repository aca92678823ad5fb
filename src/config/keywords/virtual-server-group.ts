/** The block `virtual_server_group`: addresses and firewall marks that one `virtual_server` serves together. */
import { type GroupEntry, groupEntry } from "../forms/address-range.ts";
import { accepted, missing, type ValueForm } from "../forms/form.ts";
import { blockKeyword, listKeyword } from "../keyword.ts";
import { wordText } from "../line.ts";

const wanted = "'virtual_server_group NAME {', with a name in one word";

/** keepalived ends its process where more than the name stands before the brace. */
const groupName: ValueForm<string> = {
  syntax: "<name>",
  wanted,
  maxWords: 1,
  read(words) {
    const [word, surplus] = words;
    if (word === undefined) return missing(wanted);
    if (surplus === undefined) return accepted(wordText(word));
    const exit = { daemon: 2, test: 2, aborts: true };
    const text = `'${wordText(surplus)}' stands behind the name, and reading stops here`;
    return { ok: false, refusal: { code: "name-invalid", severity: "fatal", exit, text, word: 1 } };
  },
  print: (name) => name,
};

export const groupEntries = listKeyword<GroupEntry>({
  name: "virtual_server_group",
  doc: "Each line is an address, a range of addresses, a network, or a firewall mark.",
  example: "virtual_server_group web {",
  exampleEntry: "10.0.0.1-10 80",
  support: "full",
  requires: [["LVS"]],
  entry: groupEntry,
  entries: "line",
  braces: true,
  default: { kind: "absent" },
});

export const virtualServerGroup = blockKeyword<string>({
  name: "virtual_server_group",
  doc: "Addresses, ranges of them and firewall marks under one name, for 'virtual_server group NAME'.",
  example: "virtual_server_group web {",
  support: "full",
  requires: [["LVS"]],
  head: groupName,
  whenMissing: "fatal",
  whenRepeated: "collected",
  owner: "checker",
  keywords: {},
  lines: groupEntries,
  closed({ head, lastSetting }, scope, at) {
    if ((lastSetting?.entries ?? []).length > 0) return "keep";
    scope.say("group-empty", "error", at, `virtual_server_group ${head} has no usable entry and is ignored`);
    return "drop";
  },
});
