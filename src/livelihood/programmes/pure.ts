/** The module's door for the browser: the words of its closed lists. */
export * from './names.ts';
export { INVENTORY_CLASSES, OWNER_LEVELS, USES } from './inventories/rules.ts';
export * from './links/model.ts';
