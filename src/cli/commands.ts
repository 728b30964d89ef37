import type { Command } from 'commander';
import type { Context, GlobalOptions } from './context.ts';
import { importCommands } from './import-commands.ts';

/** Adds commands to the program; `begin` makes the context once the options are known. */
export type Define = (program: Command, begin: (options: GlobalOptions) => Context) => void;

export const COMMANDS: readonly Define[] = [importCommands];
