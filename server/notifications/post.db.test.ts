import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { box } from '../../testing/notices.ts'
import { addOrganisation, now, serviceOn, signedIn } from '../../testing/service.ts'
import type { deaf } from '../database/listen.ts'
import { keepPosting } from './post.ts'
import { tell } from './tell.ts'

const db = databaseForTests()
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

it('a mail server that says nothing keeps nobody from being told', async () => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket))
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
  const { port } = silent.address() as AddressInfo
  const app = await serviceOn(db())
  const water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  await db()('notice_choice').insert({ user_id: water.userId, kind: 'conflicts_many', app: true, mail: 'now' })
  const subject = { type: 'agency', id: water.agencyId as string } as const
  const happen = () =>
    tell(db(), [{ kind: 'conflicts_many', subject, to: [{ userId: water.userId }], about: { count: 7 }, at: now }])
  await happen()

  let wake = () => undefined as unknown
  const mail = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'nasaq@nasaq.example', publicUrl: 'https://nasaq.example' }
  const listen: typeof deaf = (_channel, { heard }) => {
    wake = () => heard('')
    return async () => undefined
  }
  const posting = { db: db(), listen, clock: () => now, pack, mail, box, reach: {} }
  const end = keepPosting(posting, () => undefined)
  ends.push(end, () => silent.close(), () => sockets.map((socket) => socket.destroy())) // biome-ignore format: one line
  const patience = { timeout: 8000, interval: 50 }
  const notices = async () => Number((await db()('notice').count('* as n'))[0]?.n)
  wake()
  await vi.waitFor(() => expect(sockets).toHaveLength(1), { ...patience, timeout: 15_000 })
  await happen()
  wake()
  await vi.waitFor(async () => expect(await notices()).toBe(2), patience)
}, 40_000)
