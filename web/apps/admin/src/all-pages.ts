const LIST_LIMIT = 200;

type Page<Item> = { items: Item[]; next_cursor?: string | null | undefined };

/** For short lists that a choice shows whole. */
export async function allPages<Item>(
  pageAt: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let query: { limit: number; cursor?: string } | null = { limit: LIST_LIMIT };
  while (query) {
    const page: Page<Item> = await pageAt(query);
    items.push(...page.items);
    query = page.next_cursor ? { limit: LIST_LIMIT, cursor: page.next_cursor } : null;
  }
  return items;
}
