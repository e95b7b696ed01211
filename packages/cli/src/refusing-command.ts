import { Command, type ErrorOptions, type HelpContext } from 'commander';

/** A command that ends the process with 2 for whatever commander refuses, where commander itself would take 1. */
export class RefusingCommand extends Command {
  override createCommand(name?: string): Command {
    return new RefusingCommand(name);
  }

  override error(message: string, options: ErrorOptions = {}): never {
    return super.error(message, { ...options, exitCode: 2 });
  }

  /** Help is shown as an error where no command was named. */
  override help(context: HelpContext | ((help: string) => string) = { error: false }): never {
    const shown = typeof context === 'function' ? { error: false } : context;
    if (shown.error) process.exitCode = 2;
    return super.help(shown);
  }
}
