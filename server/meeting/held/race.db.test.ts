import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addMeeting } from '../../../testing/meetings.ts'
import { addMunicipality, addOrganisation, now } from '../../../testing/service.ts'
import type { Actor } from '../../access/actor.ts'
import { ensureRoot } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import type { Polygon } from '../../geo/contract.ts'
import { tellSettling } from '../../notifications/settling-told.ts'
import { noteOutcome } from './minute.ts'
import { findMeeting } from './read.ts'

/** Two people write at once: over two connections where the engine has two, in turn over the one of the embedded engine. */
const clients: Db[] = []
let [water, officeId, municipality] = [] as unknown as [string, string, string]

const ground: Polygon = { type: 'Polygon', coordinates: [[[46.6, 24.6], [46.8, 24.6], [46.8, 24.8], [46.6, 24.8], [46.6, 24.6]]] } // biome-ignore format: one line

beforeAll(async () => {
  clients.push(openDatabase(), ...(engineKind() === 'server' ? [openDatabase()] : []))
  const [db] = clients as [Db]
  await ensureRoot(db, pack)
  water = await addOrganisation(db, `WATER-${uuidv7()}`)
  officeId = await addOrganisation(db, `TOWN-${uuidv7()}`, 'municipality')
  municipality = await addMunicipality(db, `NORTH-${uuidv7()}`, officeId, ground)
})
afterAll(async () => {
  const [db] = clients as [Db]
  await takeAllAway(db)
  await Promise.all(clients.map((client) => client.destroy()))
})

const holding = () => {
  const actor: Actor = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId: officeId, ground: [municipality], scopes: null } // biome-ignore format: one line
  return { actor, now, pack }
}
const [first, last] = [<T>(all: readonly T[]) => all[0] as T, <T>(all: readonly T[]) => all.at(-1) as T]

describe('two at once', () => {
  it('note one outcome over the revision that both saw; the other learns which stands', async () => {
    const db = first(clients)
    for (let round = 0; round < 6; round++) {
      const id = await addMeeting(db, { agencyId: water, officeId, municipality, area: ground })
      const said = ['Water moves first.', 'Power moves first.']
      const answers = await Promise.all(
        [first(clients), last(clients)].map((client, at) =>
          client.transaction((trx) =>
            noteOutcome(trx, { id, item: 1 }, { revision: 0, outcome: 'agreed', words: said[at] as string }, holding()),
          ),
        ),
      )
      const stored = answers.flatMap(({ value }) => value ?? [])
      expect(stored).toHaveLength(1)
      expect(answers.flatMap(({ problem }) => problem ?? [])).toMatchObject([
        { name: 'version', more: { currentVersion: 1 } },
      ])
      const meeting = await findMeeting(db, id, { viewer: holding().actor, language: 'en' })
      expect(meeting?.minutes).toEqual(stored)
    }
  })

  it('remind of what is to be settled once', async () => {
    const db = first(clients)
    const id = await addMeeting(db, { agencyId: water, officeId, municipality, area: ground })
    const settle = { revision: 0, outcome: 'to_settle', words: 'Other dates.', settlerId: water, settleBy: '2026-12-13' } as const // biome-ignore format: one line
    await db.transaction((trx) => noteOutcome(trx, { id, item: 1 }, settle, holding()))
    const late = { pack, now: new Date('2026-12-14T06:00:00Z') }
    const told = await Promise.all([first(clients), last(clients)].map((client) => tellSettling(client, late)))
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(1)
  })
})
