import { ApiError } from '@novapos/api';

const LIST_LIMIT = 200;
/** Of a choice that is shown whole: 10,000 rows, as many as a shop may have of users or registers. */
const PAGES_MAX = 50;

type Page<Item> = { items: Item[]; next_cursor?: string | null | undefined };

/** For short lists that a choice shows whole. Throws `list_too_long` where there are more: half a choice must not be taken for a whole one. */
export async function allPages<Item>(
  pageAt: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let query: { limit: number; cursor?: string } = { limit: LIST_LIMIT };
  for (let count = 0; count < PAGES_MAX; count += 1) {
    const page = await pageAt(query);
    items.push(...page.items);
    if (!page.next_cursor) return items;
    query = { limit: LIST_LIMIT, cursor: page.next_cursor };
  }
  throw new ApiError({ code: 'list_too_long', detail: '', status: 0 });
}
