/** In development the apps are served by Vite and the API by the one binary, as one origin like in production. */
const server = process.env['NOVAPOS_URL'] ?? 'http://localhost:8080';

const paths = [
  '/auth',
  '/users',
  '/shop',
  '/stores',
  '/registers',
  '/categories',
  '/products',
  '/imports',
  '/catalog',
  '/stock',
  '/tax',
  '/orders',
  '/livez',
];

export const apiProxy = Object.fromEntries(paths.map((path) => [path, { target: server }]));
