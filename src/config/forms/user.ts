/** A user, and perhaps a group, that something runs as or belongs to. */
import { type Word, wordText } from "../line.ts";
import { accepted, missing, type ReadContext, type Reading, refused, type ValueForm } from "./form.ts";

export interface Owner {
  readonly user: string;
  /** Absent for the user's own group. */
  readonly group?: string;
  /** A colon stood before the group: the user's other groups count as well. */
  readonly supplementaryGroups: boolean;
}

const wanted = "a user, and perhaps a group";

/** `<user> [[:]<group>]`: both must exist on this host. */
export const owner: ValueForm<Owner> = {
  syntax: "<user> [[:]<group>]",
  wanted,
  maxWords: 2,
  read: ownerOf,
  print: printOwner,
};

/** Stands for an account that the host does not have, where that takes more with it than the line. */
export const UNKNOWN_OWNER: Owner = { user: "", supplementaryGroups: false };

/** For keywords that use UNKNOWN_OWNER; `instead` is what runs then. */
export function ownerOrUnknown(instead: string): ValueForm<Owner> {
  return { ...owner, print: (value) => (value === UNKNOWN_OWNER ? instead : printOwner(value)) };
}

export function ownerOf(words: readonly Word[], { host }: ReadContext): Reading<Owner> {
  const [userWord, groupWord] = words;
  if (userWord === undefined) return missing(wanted);
  const user = wordText(userWord);
  if (host.accounts?.hasUser(user) === false) {
    return refused("account-unknown", `there is no user '${user}' on this host`);
  }
  if (groupWord === undefined) return accepted({ user, supplementaryGroups: false });
  const supplementaryGroups = groupWord.raw.startsWith(":");
  const group = wordText(groupWord).slice(supplementaryGroups ? 1 : 0);
  if (group === "" && supplementaryGroups) return accepted({ user, supplementaryGroups });
  if (host.accounts?.hasGroup(group) === false) {
    return refused("account-unknown", `there is no group '${group}' on this host`, 1);
  }
  return accepted({ user, group, supplementaryGroups });
}

export function printOwner({ user, group, supplementaryGroups }: Owner): string {
  if (group === undefined && !supplementaryGroups) return user;
  return `${user} ${supplementaryGroups ? ":" : ""}${group ?? ""}`;
}
