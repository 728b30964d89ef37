/** What a database engine must offer; the embedded one and PostgreSQL each implement it. */

export interface QueryAnswer {
  readonly rows: Record<string, unknown>[];
  readonly affected: number;
}

export interface Connection {
  query(sql: string, parameters: readonly unknown[]): Promise<QueryAnswer>;
  /** Several statements at once, without parameters: migrations. */
  script(sql: string): Promise<void>;
  /** `COPY … FROM STDIN` of whole rows in text format. Answers the number of rows. */
  copyIn(target: string, rows: Uint8Array): Promise<number>;
  /** `COPY (query) TO STDOUT` in text format. */
  copyOut(query: string): Promise<Uint8Array>;
}

export interface Engine {
  readonly name: 'embedded' | 'postgresql';
  acquire(): Promise<Connection>;
  release(connection: Connection): Promise<void>;
  close(): Promise<void>;
}

/** Both engines hand out the same JavaScript types: int8 as bigint, days and instants as text. */
export const TYPE_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: BigInt,
  1082: String,
  1114: String,
  1184: String,
  1700: String,
};

/** Planner and memory settings a county's set-based statements need, and forms of text that no server may choose. */
export const SESSION_SETTINGS = `
  set jit = off;
  set work_mem = '256MB';
  set maintenance_work_mem = '512MB';
  set max_parallel_workers_per_gather = 0;
  set random_page_cost = 1.1;
  set timezone = 'Asia/Shanghai';
  set datestyle = 'ISO, YMD';
`;
