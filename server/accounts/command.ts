import { parseArgs } from 'node:util'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Role } from '../agencies/contract.ts'
import { roles } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import { inviteAccount } from './actions.ts'
import { type AccountWithTicket, NewAccount } from './contract.ts'

export const usage = `  user invite --email ADDRESS --role ROLE --organisation CODE --name-ar NAME [--name-en NAME]
    invites somebody, the first administrator of a new installation above all: prints the address at which they set
    their password. ROLE is one of ${roles.join(', ')}.
`

/** Whoever has the machine acts for the root authority. */
const operator = {
  userId: null,
  keyId: null,
  role: 'admin',
  isAdmin: true,
  agencyId: null,
  ground: 'everywhere',
  scopes: null,
} as const

const options = {
  email: { type: 'string' },
  role: { type: 'string' },
  organisation: { type: 'string' },
  'name-ar': { type: 'string' },
  'name-en': { type: 'string' },
} as const

/** `user invite`: gives whether somebody was invited. */
export async function userCommand({ db, args }: { db: Db; args: string[] }): Promise<boolean> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const { email, role, organisation, 'name-ar': ar } = values
  if (positionals[0] !== 'invite' || !email || !organisation || !ar || !isRole(role)) {
    process.stderr.write(usage)
    return false
  }
  const given = { email, role, name: { ar, en: values['name-en'] ?? ar } }
  const faults = faultsOf(given)
  if (faults.length > 0) {
    process.stderr.write(`${faults.join('\n')}\n`)
    return false
  }
  const invited = await invite(db, { ...given, organisation })
  if (!invited) process.stderr.write(`There is no organisation with the code ${organisation}.\n`)
  else if (invited.problem) {
    const faults = (invited.problem.errors ?? []).map(({ path, message }) => `${path}: ${message('en')}`)
    process.stderr.write(`${faults.join('\n') || invited.problem.name}\n`)
  } else process.stdout.write(`/welcome#${invited.value.ticket?.secret} (until ${invited.value.ticket?.until})\n`)
  return invited?.value !== undefined
}

/** What the route would refuse by its shape: nobody signs in by what is no address. */
function faultsOf(given: Omit<NewAccount, 'agencyId'>): string[] {
  const errors = Value.Errors(Type.Omit(NewAccount, ['agencyId']), given)
  return errors.map(({ instancePath, message }) => `${instancePath.slice(1)}: ${message}`)
}

function isRole(role: string | undefined): role is Role {
  return (roles as readonly (string | undefined)[]).includes(role)
}

function invite(
  db: Db,
  { organisation, ...given }: { email: string; role: Role; organisation: string; name: { ar: string; en: string } },
): Promise<Outcome<AccountWithTicket> | null> {
  return db.transaction(async (trx) => {
    const found = (await trx('organisation').where({ code: organisation }).first('id')) as { id: string } | undefined
    return found ? inviteAccount(trx, { ...given, agencyId: found.id }, { actor: operator, now: new Date() }) : null
  })
}
