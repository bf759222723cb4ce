import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Head, readHeads, verifyAudit } from './audit/verify.ts'
import { verifyRegister } from './coordination/verify.ts'
import type { Db } from './database/connect.ts'
import { verifyGroups } from './dig-once/verify.ts'
import type { Env } from './env.ts'
import type { Box } from './geo/contract.ts'
import { verifyGeometries } from './geo/verify.ts'
import { verifyKeys } from './http/verify-keys.ts'
import { verifyLedger } from './inspections/ledger/verify.ts'
import { verifyPhotos } from './media/verify.ts'
import { verifyOutbox } from './notifications/verify.ts'
import { verifyDelegations } from './permits/delegation/verify.ts'
import { verifyFees } from './permits/fees/verify.ts'
import { verifyConsultations } from './permits/verify.ts'
import type { RulePack } from './policy/contract.ts'
import { verifyHistories } from './works/verify.ts'

/** What a check found: its counts by name, lines that say more, and whether all is well. */
interface Found {
  counts: Record<string, number>
  lines: string[]
  isWell: boolean
}

const mostLines = 20

/** Of a check that counts what it looked at, and names each fault. */
function faulty({ faults, ...counts }: { faults: string[] } & Record<string, number | string[]>): Found {
  return {
    counts: { ...(counts as Record<string, number>), faulty: faults.length },
    lines: faults.slice(0, mostLines),
    isWell: faults.length === 0,
  }
}

/** What a check is given besides the database. */
interface Given {
  pack: RulePack
  mediaDir: string
  /** Heads of an earlier run. */
  kept?: readonly Head[]
}

export const checks: Record<string, (db: Db, given: Given) => Promise<Found>> = {
  register: async (db, { pack }) => {
    const { examples, ...counts } = await verifyRegister(db, pack)
    return { counts, lines: examples, isWell: counts.missing + counts.extra + counts.differing + counts.misdated === 0 }
  },
  groups: async (db) => {
    const { linked, misplaced } = await verifyGroups(db)
    return {
      counts: { linked, misplaced: misplaced.length },
      lines: misplaced.slice(0, mostLines),
      isWell: misplaced.length === 0,
    }
  },
  ledger: async (db, { pack }) => {
    const { examples, ...counts } = await verifyLedger(db, pack)
    return { counts, lines: examples, isWell: counts.misentered + counts.mismeasured + counts.miscut === 0 }
  },
  audit: async (db, { kept }) => {
    const { entries, broken, unrecorded, heads } = await verifyAudit(db, kept)
    const faults = broken.map(({ regionId, sequence, why }) => `broken at ${regionId} ${sequence}: ${why}`)
    const counts = { entries, chains: heads.length, broken: broken.length, unrecorded }
    return {
      counts,
      lines: [...faults, ...heads.map((head) => `head ${head}`)],
      isWell: broken.length + unrecorded === 0,
    }
  },
  keys: async (db) => {
    const found = await verifyKeys(db)
    return { counts: { ...found }, lines: [], isWell: found.unanswered + found.repeated === 0 }
  },
  geometries: async (db, { pack: { box } }) => {
    const { geometries, faulty } = await verifyGeometries(db, box as Box)
    return {
      counts: { geometries, faulty: faulty.length },
      lines: faulty.slice(0, mostLines),
      isWell: faulty.length === 0,
    }
  },
  histories: async (db) => {
    const { works, illegal } = await verifyHistories(db)
    return {
      counts: { works, illegal: illegal.length },
      lines: illegal.slice(0, mostLines),
      isWell: illegal.length === 0,
    }
  },
  consultations: async (db) => faulty({ ...(await verifyConsultations(db)) }),
  delegations: async (db, { pack }) => faulty({ ...(await verifyDelegations(db, pack)) }),
  fees: async (db) => faulty({ ...(await verifyFees(db)) }),
  outbox: async (db) => faulty({ ...(await verifyOutbox(db)) }),
  photos: async (db, { mediaDir }) => faulty({ ...(await verifyPhotos(db, mediaDir)) }),
}

export const usage = `verify [--heads FILE]
    FILE is what an earlier run printed, kept where whoever can change the database cannot change it: a chain that was
    cut or rewritten together with its head is found by it.
`

interface Verifying {
  db: Db
  pack: RulePack
  env: Pick<Env, 'NASAQ_DATA_DIR'>
  args?: string[]
}

/** Proves what is stored, check by check, and says what was found. Changes nothing. Gives whether all is well. */
export async function verify({ db, pack, env, args = [] }: Verifying): Promise<boolean> {
  const { heads } = parseArgs({ args, options: { heads: { type: 'string' } } }).values
  const kept = heads === undefined ? [] : readHeads(readFileSync(heads, 'utf8'))
  if (heads !== undefined && kept.length === 0) throw new Error(`there are no heads in ${heads}`)
  const mediaDir = join(env.NASAQ_DATA_DIR, 'media')
  let allWell = true
  for (const [name, check] of Object.entries(checks)) {
    const { counts, lines, isWell } = await check(db, { pack, mediaDir, kept })
    allWell &&= isWell
    const said = Object.entries(counts).map(([what, count]) => `${what} ${count}`)
    process.stdout.write(`${[name, ...said].join('  ')}\n${lines.map((line) => `  ${line}\n`).join('')}`)
  }
  return allWell
}
