import { readFile } from 'node:fs/promises';

const tree = new URL('../../apps/admin/src/routeTree.gen.ts', import.meta.url);

/** Every address of the portal, as its router has it: `/orders/$orderId`. */
export async function portalRoutes(): Promise<string[]> {
  const source = await readFile(tree, 'utf8');
  const list = /interface FileRoutesByTo \{([^}]*)\}/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)': /g)].map(([, route = '']) => route);
}

/** The address with real ids in the places of its parameters. */
export function addressOf(route: string, ids: Readonly<Record<string, string>>): string {
  return route.replace(/\$(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${route} needs a ${name}`);
    return id;
  });
}
