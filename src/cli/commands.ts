import type { Command } from 'commander';
import { studyCommands } from './study-commands.ts';
import type { Store } from '../platform/index.ts';
import type { Context, GlobalOptions, Terminal } from './context.ts';
import { allocateCommand } from './allocate-command.ts';
import { compensationCommands } from './compensation-commands.ts';
import { demoCommands } from './demo-commands.ts';
import { findingCommands } from './finding-commands.ts';
import { importCommands } from './import-commands.ts';
import { policyCommands } from './policy-commands.ts';
import { registerCommands } from './register-commands.ts';
import { serveCommand } from './serve-command.ts';
import { screenCommand } from './screen-commands.ts';

/** Runs a command line on a store that is already open. */
export type RunCommand = (argv: readonly string[], terminal: Terminal, store: Store) => Promise<number>;

/** Adds commands to the program; `begin` makes the context once the options are known. */
export type Define = (
  program: Command,
  begin: (options: GlobalOptions) => Context,
  runCommand: RunCommand,
) => void;

export const COMMANDS: readonly Define[] = [
  importCommands,
  demoCommands,
  serveCommand,
  screenCommand,
  compensationCommands,
  policyCommands,
  studyCommands,
  findingCommands,
  allocateCommand,
  registerCommands,
];
