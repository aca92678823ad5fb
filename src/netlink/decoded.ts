/** What a decoder answers: the value, or the reason why the bytes are not one. */
export type Decoded<T> = { readonly value: T } | { readonly reason: string };
