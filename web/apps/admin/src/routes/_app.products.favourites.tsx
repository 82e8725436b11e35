import { createFileRoute } from '@tanstack/react-router';
import { favouritesFilter } from '../favourites/favourites-filter';
import { FavouritesPage } from '../favourites/favourites-page';
import { can, RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/favourites')({
  validateSearch: favouritesFilter,
  beforeLoad: RequireRoles('put_favourites'),
  component: Favourites,
});

function Favourites() {
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  return (
    <FavouritesPage
      store_id={Route.useSearch().store_id}
      onStore={(store_id) => void navigate({ search: { store_id }, replace: true })}
      mayChangeIn={(store_id) => can(session, 'put_favourites', store_id)}
    />
  );
}
