export function peggyGrammar(): {
  name: string;
  load(id: string): Promise<{ code: string; map: null } | null>;
};
