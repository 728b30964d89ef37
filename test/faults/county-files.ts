import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AREAS } from '../imports.ts';
import type { StorePlace } from '../store.ts';
import { must } from './killing.ts';

const EXPENSE_HEADER =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n';

/** Fills a store with the invented county and so many households of a group that has warning lines. */
export async function fillRegister(place: StorePlace, folder: string, households: number): Promise<void> {
  const areas = join(folder, 'areas.csv');
  const register = join(folder, 'households.csv');
  writeFileSync(areas, AREAS);
  const rows = Array.from(
    { length: households },
    (_, i) => `TC01,H${i},TC01-V1,non_poor_low_income,Head ${i},3\n`,
  );
  writeFileSync(register, `county_code,household_no,area_code,group,head_name,size\n${rows.join('')}`);
  await must(['import', 'areas', areas, ...place.options]);
  await must(['import', 'households', register, ...place.options]);
}

/** A file of bills whose numbers begin with `name`; every household gets its share. */
export function writeBills(folder: string, name: string, rows: number, households: number): string {
  const file = join(folder, `${name}.csv`);
  const lines = Array.from({ length: rows }, (_, i) => {
    const self = 5000 + ((i * 7919) % 90_000);
    return `TC01,${name}-${i},H${i % households},,medical,2017-0${1 + (i % 9)}-15,${self + 100}.50,100.50,${self},Hospital\n`;
  });
  writeFileSync(file, EXPENSE_HEADER + lines.join(''));
  return file;
}
