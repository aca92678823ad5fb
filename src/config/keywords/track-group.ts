/** The keywords of `track_group`: instances that follow the addresses, routes and rules of the host. */

import { blockName } from "../forms/text.ts";
import { blockKeyword } from "../keyword.ts";
import { memberList } from "./member-list.ts";

const requires = [["VRRP"]] as const;

export const trackGroup = blockKeyword({
  name: "track_group",
  doc: "Instances that fail when a static address, route or rule that names the group is lost; it stands above those.",
  example: "track_group uplinks {",
  support: "accepted",
  since: "2.0.3",
  requires,
  head: blockName("track_group"),
  whenMissing: "reported",
  whenRepeated: "first-wins-reported",
  owner: "vrrp",
  keywords: {
    group: memberList({ doc: "The names of the instances.", since: "2.0.3" }),
  },
});
