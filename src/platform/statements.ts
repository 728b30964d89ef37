/**
 * Names for statements that come again, so that a session parses and plans each of them once: planning a read under
 * row-level security costs many times what running it does. A text that holds values instead of parameters comes
 * once; the number of names is bounded all the same, because a session keeps what has one.
 */
export class Statements {
  readonly #once = new Set<string>();
  readonly #names = new Map<string, string>();

  /** Undefined: the statement is planned for this time only. */
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size === NAMES_MAX || !IS_PLANNED.test(sql)) return known;
    if (!this.#once.delete(sql)) {
      if (this.#once.size === NAMES_MAX) this.#once.clear();
      this.#once.add(sql);
      return undefined;
    }
    const name = `terrace_${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}

const NAMES_MAX = 500;
const IS_PLANNED = /^\s*(select|insert|update|delete|with)\b/i;
