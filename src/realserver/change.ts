/** The changes that starting and stopping make to a host, what undoes each, and how they are called. */
import { assertNever } from "../values/assert-never.ts";
import { type PlacedAddress, placedText } from "./host-view.ts";

/** A setting that the kernel itself changes with another one. */
export interface SettingValue {
  readonly path: string;
  readonly value: number;
}

export type HostChange =
  | { readonly kind: "add-address" | "remove-address"; readonly address: PlacedAddress }
  | { readonly kind: "link-up" | "link-down"; readonly interfaceName: string }
  | {
      readonly kind: "setting";
      readonly path: string;
      readonly from: number;
      readonly to: number;
      /** What others have to be set to afterwards, because the kernel resets them with this one. */
      readonly followers: readonly SettingValue[];
      /** What is written again as it was, because the kernel may copy the new value there. */
      readonly pinned: readonly SettingValue[];
      /** The followers of the way back to `from`. */
      readonly followersBack: readonly SettingValue[];
    };

export function inverse(change: HostChange): HostChange {
  switch (change.kind) {
    case "add-address":
      return { ...change, kind: "remove-address" };
    case "remove-address":
      return { ...change, kind: "add-address" };
    case "link-up":
      return { ...change, kind: "link-down" };
    case "link-down":
      return { ...change, kind: "link-up" };
    case "setting":
      return {
        ...change,
        from: change.to,
        to: change.from,
        followers: change.followersBack,
        followersBack: change.followers,
      };
    default:
      return assertNever(change);
  }
}

/** As sysctl(8) writes it: dots, but slashes where an interface's name has a dot. */
export function settingName(path: string): string {
  return path.includes(".") ? path : path.replaceAll("/", ".");
}

export function changeText(change: HostChange): string {
  switch (change.kind) {
    case "add-address":
      return `add ${placedText(change.address)}`;
    case "remove-address":
      return `remove ${placedText(change.address)}`;
    case "link-up":
      return `bring ${change.interfaceName} up`;
    case "link-down":
      return `take ${change.interfaceName} down`;
    case "setting":
      return `set ${settingName(change.path)} to ${change.to}, from ${change.from}`;
    default:
      return assertNever(change);
  }
}

/** Settings that follow by themselves are said, too. */
export function changeTexts(change: HostChange): readonly string[] {
  const followers = change.kind === "setting" ? change.followers : [];
  return [
    changeText(change),
    ...followers.map(({ path, value }) => `set ${settingName(path)} to ${value} along with it`),
  ];
}
