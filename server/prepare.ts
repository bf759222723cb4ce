import { loadDemo } from '../seeds/demo/load.ts'
import { ensureRoot } from './agencies/store.ts'
import { keeper } from './coordination/register.ts'
import type { Database } from './database/connect.ts'
import { ensureLeakproof } from './database/leakproof.ts'
import { migrate } from './database/migrate.ts'
import { keeper as groups } from './dig-once/keeper.ts'
import { freeFromOver } from './dig-once/over.ts'
import { finedNowhere } from './inspections/checklists/rules.ts'
import { currentChecklists, ensureChecklists } from './inspections/checklists/store.ts'
import { ensureLedger } from './inspections/ledger/keep.ts'
import type { RulePack } from './policy/contract.ts'

interface Preparing {
  demo: boolean
  now: Date
  mediaDir: string
  warn?: (words: string) => void
}

/** Brings a database to where the service can work: schema, root authority and, where asked for, the demo city. */
export async function prepare(
  { db }: Database,
  pack: RulePack,
  { demo, now, mediaDir, warn = () => undefined }: Preparing,
): Promise<void> {
  await migrate(db)
  const leaking = await ensureLeakproof(db)
  if (leaking.length > 0)
    warn(`${leaking.join(', ')}: not marked leakproof, searches are slow; see docs/decisions/0009`)
  await ensureRoot(db, pack)
  await ensureChecklists(db, now)
  for (const { article, kind, code } of finedNowhere(pack.inspections.violations.articles, await currentChecklists(db)))
    warn(`${article}: the checklist ${kind} has no item ${code}, nobody is fined by it; see docs/decisions/0033`)
  if (demo) await loadDemo(db, { pack, keeper, now, mediaDir })
  await ensureLedger(db, pack)
  await freeFromOver(db, { pack, keeper: groups })
}
