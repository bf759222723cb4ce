import type { Db } from './connect.ts'
import { rows } from './sql.ts'

/**
 * The comparisons that our searches put to an index. Under row security PostgreSQL uses an index only for functions that
 * are marked as leaking nothing of the rows they look at: these compare boxes and ranges, and tell nobody.
 */
const marks = {
  'geometry_overlaps(geometry,geometry)': 'alter function geometry_overlaps(geometry, geometry) leakproof',
  'range_overlaps(anyrange,anyrange)': 'alter function range_overlaps(anyrange, anyrange) leakproof',
} as const

/**
 * Marks them where this may be done (by a superuser; the embedded engine always), at each start: an upgrade of PostGIS or
 * a restore takes the marks away. Gives those that still leak: searches under row security then look at every row.
 */
export async function ensureLeakproof(db: Db): Promise<string[]> {
  const leaking = await rows<{ name: keyof typeof marks }>(
    db,
    `select f.name from unnest(cast(:compared as text[])) as f (name)
     join pg_proc p on p.oid = to_regprocedure(f.name) where not p.proleakproof`,
    { compared: Object.keys(marks) },
  )
  const names = leaking.map(({ name }) => name)
  if (names.length === 0) return []
  const [self] = await rows<{ rolsuper: boolean }>(db, 'select rolsuper from pg_roles where rolname = current_user')
  if (!self?.rolsuper) return names
  for (const name of names) await rows(db, marks[name])
  return []
}
