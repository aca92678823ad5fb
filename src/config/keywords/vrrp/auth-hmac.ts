/** The keywords of `auth_hmac` in a `vrrp_instance`. */
import { choice } from "../../forms/choice.ts";
import { accepted, refused } from "../../forms/form.ts";
import { type HmacKey, hmacKey } from "../../forms/hmac-key.ts";
import { integer } from "../../forms/number.ts";
import { blockKeyword, defaultedKeyword, listKeyword, valueKeyword } from "../../keyword.ts";

const requires = [["VRRP", "VRRP_AUTH"]] as const;
const since = "2.4.0";

export const key = listKeyword<HmacKey>({
  name: "key",
  doc: "A key with a number of its own; keys are changed by adding a new one on all members first.",
  example: "key 1 correct-horse-battery-staple-0001",
  support: "refused",
  since,
  requires,
  entry: hmacKey,
  entries: "line",
  braces: false,
  default: { kind: "value", value: [] },
  settle: (value, _scope, previous) =>
    previous.some(({ id }) => id === value.id)
      ? refused("value-duplicate", `key ${value.id} was written before: this line is ignored`)
      : accepted(value),
});

export const activeKey = valueKeyword<number>({
  name: "active_key",
  doc: "The number of the key that advertisements are signed with.",
  example: "active_key 1",
  support: "refused",
  since,
  requires,
  form: integer({ min: 1, max: 255, strict: true }),
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const timeWindow = valueKeyword<number>({
  name: "time_window",
  doc: "How old a signed advertisement may be, by the clocks of both sides.",
  example: "time_window 10",
  support: "refused",
  since,
  requires,
  form: integer({ min: 1, max: 300, unit: "s" }),
  default: { kind: "derived", from: "three times advert_int, at least 5 s" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const antiReplay = defaultedKeyword<"time" | "monotonic">({
  name: "anti_replay",
  doc: "Whether old advertisements are told by the clock or by a number that only grows.",
  example: "anti_replay monotonic",
  support: "refused",
  since,
  requires,
  form: choice(["time", "monotonic"]),
  default: "time",
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const mode = defaultedKeyword<"enforce" | "permissive" | "receive-only">({
  name: "mode",
  doc: "Whether unsigned advertisements are dropped; the other modes are for the time of a migration.",
  example: "mode permissive",
  support: "refused",
  since,
  requires,
  form: choice(["enforce", "permissive", "receive-only"]),
  default: "enforce",
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const authHmac = blockKeyword({
  name: "auth_hmac",
  doc: "Signs advertisements with HMAC-SHA256, in place of the authentication of VRRP version 2.",
  example: "auth_hmac {",
  support: "refused",
  since,
  requires,
  whenMissing: "allowed",
  whenRepeated: "continued",
  keywords: { key, activeKey, timeWindowS: timeWindow, antiReplay, mode },
});
