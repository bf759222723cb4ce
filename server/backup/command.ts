import { parseArgs } from 'node:util'
import { Refused } from '../database/refused.ts'
import type { Env } from '../env.ts'
import type { RulePack } from '../policy/contract.ts'
import { backUp } from './back-up.ts'
import { restore } from './restore.ts'

export const backupUsage = `backup FOLDER
    FOLDER must not be there yet: database, photos and the service's secret are written to it, with checksums. The
    service may run meanwhile; with the embedded engine it waits while the database's files are copied.
`

export const restoreUsage = `restore FOLDER [--replace]
    FOLDER is what backup wrote. The service must be stopped. Without --replace only an empty database is restored to.
    With it, a PostgreSQL database is emptied; an embedded one is put aside in the data folder.
`

interface Asked {
  env: Env
  pack: RulePack
  args: string[]
}

/** Where the lines go: what was done, and why something was not. */
interface Printing {
  say: (line: string) => void
  complain: (line: string) => void
}

const terminal: Printing = {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
}

export function backupCommand({ env, args }: Asked, printing: Printing = terminal): Promise<boolean> {
  return told(printing, async () => {
    const [folder] = read(args, {}, backupUsage).positionals
    return backUp(env, folder as string, { now: new Date(), say: printing.say })
  })
}

export function restoreCommand({ env, pack, args }: Asked, printing: Printing = terminal): Promise<boolean> {
  return told(printing, async () => {
    const { positionals, values } = read(args, { replace: { type: 'boolean' } }, restoreUsage)
    const replace = values.replace === true
    return restore(env, positionals[0] as string, { pack, replace, now: new Date(), say: printing.say })
  })
}

function read(args: string[], options: Record<string, { type: 'boolean' }>, usage: string) {
  try {
    const given = parseArgs({ args, options, allowPositionals: true })
    if (given.positionals.length === 1) return given
  } catch (error) {
    throw new Refused(`${(error as Error).message}\n${usage}`)
  }
  throw new Refused(usage)
}

/** What is refused is told, and not thrown. */
async function told({ complain }: Printing, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    complain(error.message)
    return false
  }
}
