import { useQuery } from '@tanstack/react-query';
import { places } from './places';

type Place = { store_id: string; register_id: string };

/** Where something happened: its store and register, and both in words. */
export function usePlaces() {
  const { data } = useQuery(places());
  const storeOf = ({ store_id }: Pick<Place, 'store_id'>) => data?.stores.find(({ id }) => id === store_id);
  const registerOf = ({ register_id }: Pick<Place, 'register_id'>) =>
    data?.registers.find(({ id }) => id === register_id);
  return {
    storeOf,
    registerOf,
    textOf: (place: Place) => [storeOf(place)?.name, registerOf(place)?.name].filter(Boolean).join(' · '),
  };
}
