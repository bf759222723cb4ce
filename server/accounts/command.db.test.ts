import { afterEach, describe, expect, it, vi } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { serviceOn } from '../../testing/service.ts'
import { userCommand } from './command.ts'

const db = databaseForTests()
afterEach(() => vi.restoreAllMocks())

function run(...args: string[]) {
  const said: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  return userCommand({ db: db(), args }).then((isWell) => ({ isWell, said: said.join('') }))
}

const first = ['invite', '--email', 'first@authority.example', '--role', 'admin', '--name-ar', 'أول مدير']

describe('user invite', () => {
  it('lets the first administrator of a new installation in', async () => {
    const { isWell, said } = await run(...first, '--organisation', pack.root.code)
    vi.restoreAllMocks()
    expect(isWell, said).toBe(true)
    const secret = /^\/welcome#([\w-]{43}) \(until /.exec(said)?.[1]
    const app = await serviceOn(db(), { clock: () => new Date() })
    const password = 'three brown camels'
    expect((await app.inject({ method: 'POST', url: '/api/password', payload: { secret, password } })).statusCode).toBe(
      204,
    )
    const payload = { email: 'first@authority.example', password }
    const entered = await app.inject({ method: 'POST', url: '/api/session', payload })
    expect(entered.json().user).toMatchObject({ role: 'admin', everywhere: true })
  })

  it.each([
    [['invite'], /user invite --email/],
    [[...first, '--organisation', 'NOBODY'], /no organisation with the code NOBODY/],
    [
      ['invite', '--email', 'a@b.example', '--role', 'owner', '--name-ar', 'x', '--organisation', pack.root.code],
      /role: /,
    ],
    [
      ['invite', '--email', 'nobody', '--role', 'admin', '--name-ar', 'x', '--organisation', pack.root.code],
      /^email: /,
    ],
    [
      [
        'invite',
        '--email',
        'a@b.example',
        '--role',
        'admin',
        '--name-ar',
        'x'.repeat(201),
        '--organisation',
        pack.root.code,
      ],
      /^name\/ar: /,
    ],
  ])('%j says what is wrong', async (args, told) => {
    const { isWell, said } = await run(...args)
    expect(isWell).toBe(false)
    expect(said).toMatch(told)
  })
})
