/** The command line: `npx tsx server/cli.ts <verb>`. Works on the same settings, and beside a running service. */

import { userCommand, usage as userUsage } from './accounts/command.ts'
import { backupCommand, backupUsage, restoreCommand, restoreUsage } from './backup/command.ts'
import { rebuildRegister } from './coordination/register.ts'
import { attach } from './database/attach.ts'
import type { Db } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import { type Env, readEnv } from './env.ts'
import { importCommand, usage } from './imports/command.ts'
import { rebuildLedger } from './inspections/ledger/keep.ts'
import { noticesCommand, noticesUsage } from './notifications/command.ts'
import type { RulePack } from './policy/contract.ts'
import { loadRulePack } from './policy/load.ts'
import { verify, usage as verifyUsage } from './verify.ts'

export interface Command {
  db: Db
  pack: RulePack
  env: Env
  args: string[]
}

/** Gives whether all is well: the exit code. Works on a database that is open, or opens it as it needs it. */
type Verb = { words: string; usage?: string } & (
  | { run: (command: Command) => Promise<boolean> }
  | { runDetached: (command: Omit<Command, 'db'>) => Promise<boolean> }
)

const verbs: Record<string, Verb> = {
  backup: {
    words: 'writes database, photos and secret to a new folder',
    usage: backupUsage,
    runDetached: backupCommand,
  },
  import: {
    words: 'judges a file row by row, and stores the good rows with --commit',
    usage,
    run: importCommand,
  },
  migrate: {
    words: 'brings the schema up to date',
    run: async ({ db }) => {
      const names = await migrate(db)
      process.stdout.write(names.length ? `ran ${names.join(', ')}\n` : 'up to date\n')
      return true
    },
  },
  notices: {
    words: 'has told again what was given up',
    usage: noticesUsage,
    run: noticesCommand,
  },
  rebuild: {
    words: 'makes every row of the conflict register and of the pavement ledger anew, after a change of the rule pack',
    run: async ({ db, pack }) => {
      process.stdout.write(`ledger  entries ${await rebuildLedger(db, pack)}\n`)
      process.stdout.write(`register  works ${await rebuildRegister(db, pack)}\n`)
      return true
    },
  },
  restore: {
    words: 'puts a backup in place, and proves what is stored then',
    usage: restoreUsage,
    runDetached: restoreCommand,
  },
  user: {
    words: 'invites somebody, such as the first administrator',
    usage: userUsage,
    run: userCommand,
  },
  verify: {
    words: 'proves what is stored: register, ledger, audit, idempotency keys, geometries, histories, photos',
    usage: verifyUsage,
    run: verify,
  },
}

const [name = '', ...args] = process.argv.slice(2)
const verb = verbs[name]
if (verb && args.includes('--help'))
  process.stdout.write(`npx tsx server/cli.ts ${name}: ${verb.words}\n${verb.usage ?? ''}`)
else if (!verb) {
  const list = Object.entries(verbs).map(([one, { words }]) => `  ${one.padEnd(10)}${words}`)
  process.stdout.write(`npx tsx server/cli.ts <verb>\n${list.join('\n')}\n`)
  process.exitCode = name === '' || name === 'help' ? 0 : 2
} else {
  const env = readEnv(process.env)
  const command = { env, args, pack: loadRulePack(env.NASAQ_RULE_PACK) }
  try {
    process.exitCode = (await ('run' in verb ? attached(verb.run, command) : verb.runDetached(command))) ? 0 : 1
  } catch (error) {
    if (!isOfArguments(error)) throw error
    process.stderr.write(`${error.message}\n${verb.usage ?? ''}`)
    process.exitCode = 2
  }
}

/** An option that is none, or has no value: Node says which. */
function isOfArguments(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}

async function attached(run: (command: Command) => Promise<boolean>, command: Omit<Command, 'db'>): Promise<boolean> {
  const { db, close } = await attach(command.env)
  return run({ db, ...command }).finally(close)
}
