import type { Listed } from '#functions/api/registers/refuse-unlisted.ts';
import type { Need } from '#shared/domain/household/household.ts';
import { saidIn, type EntryBody } from '#shared/domain/logbook/entry.ts';

/** The entries of catalogues that an entry of the logbook names, each with its field. */
export function listedIn(body: EntryBody): Listed[] {
  const at = body.type === 'correction' ? '/entry' : '';
  const said = saidIn(body);
  if (said?.type === 'assistance') {
    const { menuItem, project } = said;
    return [
      ...(menuItem === undefined
        ? []
        : [{ catalogue: 'menu-items' as const, id: menuItem, pointer: `${at}/menuItem` }]),
      ...(project === undefined ? [] : [{ catalogue: 'projects' as const, id: project, pointer: `${at}/project` }]),
    ];
  }
  if (said?.type === 'need') return categoryOf(said, at);
  if (said?.type === 'survey') return said.needs.flatMap((need, index) => categoryOf(need, `${at}/needs/${index}`));
  if (said?.type === 'rexray')
    return (said.newNeeds ?? []).flatMap((need, index) => categoryOf(need, `${at}/newNeeds/${index}`));
  return [];
}

function categoryOf({ category }: { category?: Need['category'] | undefined }, at: string): Listed[] {
  return category === undefined ? [] : [{ catalogue: 'hardship-categories', id: category, pointer: `${at}/category` }];
}
