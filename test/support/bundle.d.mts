/** Bundles a source file, named from the project's root, and answers the path of the program. */
export function bundle(source: string): Promise<string>;
