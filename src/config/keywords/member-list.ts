/** The `group` of a block that ties instances together. */
import { text } from "../forms/text.ts";
import { type ListKeyword, listKeyword } from "../keyword.ts";

export function memberList(facts: Pick<ListKeyword<string>, "doc" | "since">): ListKeyword<string> {
  return listKeyword<string>({
    ...facts,
    name: "group",
    example: "group {",
    exampleEntry: "inside outside",
    support: "accepted",
    requires: [["VRRP"]],
    entry: text({ name: "instance", mayBeEmpty: true }),
    entries: "word",
    braces: true,
    onlyOnce: true,
    default: { kind: "value", value: [] },
    closed(members, scope, at) {
      if (members.length > 0) return;
      const text = `the group of ${scope.node.keyword?.name} ${scope.node.head} names no instance`;
      scope.say("argument-missing", "warning", at, text);
    },
  });
}
