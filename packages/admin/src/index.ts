export { adminPage, type AdminPage, type AdminPageOptions } from './admin-page.ts';
export { nodeListener } from './node-listener.ts';
