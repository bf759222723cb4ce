import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { addMonths, dayAt, startOfDay } from '../../time/rules.ts'

/** How often each of these organisations was fined in the months before, on all ground; one that never was is left out. */
export async function violationsOf(
  db: Db,
  liable: readonly string[],
  { months, now, zone }: { months: number; now: Date; zone: string },
): Promise<ReadonlyMap<string, number>> {
  if (liable.length === 0) return new Map()
  const since = startOfDay(addMonths(dayAt(now, zone), -months), zone)
  const found = await rows<{ who: string; count: number }>(
    db,
    'select who, count from violation_counts(cast(:liable as uuid[]), cast(:since as timestamptz))',
    { liable: [...liable], since },
  )
  return new Map(found.map(({ who, count }) => [who, count]))
}
