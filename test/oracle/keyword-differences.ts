/** Where a keyword is read otherwise than by the installed keepalived, on purpose or because 2.4.3 differs from it. */

/** `cases` is tried on `BLOCK/KEYWORD: LINES`; `why` names the version or the reason. */
export const keywordDifferences: readonly { readonly cases: RegExp; readonly why: string }[] = [];
