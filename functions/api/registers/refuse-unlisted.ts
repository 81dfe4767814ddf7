import type { CatalogueName } from '#shared/contracts/catalogues.ts';
import { BUILT_IN_ENTRIES, type CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import { Problem } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

/** Reads entries of the catalogues that bodies name. */
export type CatalogueReader = (name: CatalogueName) => Pick<RegisterStore<CatalogueEntry>, 'getMany'>;

const NOT_THERE = {
  'menu-items': 'ไม่พบเมนูแก้จนนี้ หรือเลิกใช้แล้ว',
  projects: 'ไม่พบโครงการนี้ หรือเลิกใช้แล้ว',
  'hardship-categories': 'ไม่พบหมวดความเดือดร้อนนี้ หรือเลิกใช้แล้ว',
} as const satisfies Partial<Record<CatalogueName, string>>;

/** An entry of a catalogue that a body names, and the field that names it. */
export type Listed = { catalogue: keyof typeof NOT_THERE; id: string; pointer: string };

/** Throws `invalid-input` with each of the named entries that no catalogue has, or that is closed. */
export async function refuseUnlisted(catalogue: CatalogueReader, named: readonly Listed[]): Promise<void> {
  if (named.length === 0) return;
  const catalogues = [...new Set(named.map((one) => one.catalogue))];
  const open = await Promise.all(
    catalogues.map(async (name) => {
      const ids = named.flatMap(({ catalogue: of, id }) => (of === name ? [id] : []));
      const stored = await catalogue(name).getMany([...new Set(ids)]);
      const known = new Map([...(BUILT_IN_ENTRIES[name] ?? []), ...stored].map((entry) => [entry.id, entry]));
      return [...known.values()].flatMap(({ id, said }) => (said['active'] === false ? [] : [`${name}/${id}`]));
    }),
  );
  const isOpen = new Set(open.flat());
  const errors = named.flatMap(({ catalogue: name, id, pointer }) =>
    isOpen.has(`${name}/${id}`) ? [] : [{ pointer, message: NOT_THERE[name], code: 'not-in-catalogue' }],
  );
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}
