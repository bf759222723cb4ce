import { loadDemo } from '../seeds/demo/load.ts'
import { ensureRoot } from './agencies/store.ts'
import { keeper } from './coordination/register.ts'
import type { Database } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import type { RulePack } from './policy/contract.ts'

/** Brings a database to where the service can work: schema, root authority and, where asked for, the demo city. */
export async function prepare(
  { db }: Database,
  pack: RulePack,
  { demo, now }: { demo: boolean; now: Date },
): Promise<void> {
  await migrate(db)
  await ensureRoot(db, pack)
  if (demo) await loadDemo(db, { pack, keeper, now })
}
