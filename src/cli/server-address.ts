import type { OptionLine, Options } from './register-options.ts';

const ADDRESS = 'http://localhost:3000';

/** Where people reach the server, for what is printed on paper. */
export const ADDRESS_OPTION: OptionLine = [
  '--address <url>',
  `where people reach the server (default: ${ADDRESS})`,
];
export const addressOf = (options: Options): string => (options['address'] ?? ADDRESS).replace(/\/+$/, '');
