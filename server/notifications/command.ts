import type { Db } from '../database/connect.ts'

export const noticesUsage = `notices revive
    has everything told again that the service could not tell and has given up, once what hindered it is mended.
`

/** Gives whether it was understood. */
export async function noticesCommand({ db, args }: { db: Db; args: string[] }): Promise<boolean> {
  if (args.length !== 1 || args[0] !== 'revive') {
    process.stderr.write(noticesUsage)
    return false
  }
  process.stdout.write(`revived  happenings ${await reviveHappenings(db)}\n`)
  return true
}

/** What was given up is tried anew from the first rung of its ladder, by any service that runs. Gives how many. */
export function reviveHappenings(db: Db): Promise<number> {
  return db('happening')
    .whereNotNull('dead_at')
    .update({ dead_at: null, tries: 0, next_at: db.raw("'-infinity'"), error: null })
}
