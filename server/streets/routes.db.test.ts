import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { serviceOn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Street } from './contract.ts'
import { storeStreets } from './store.ts'

const db = databaseForTests()
let app: App

beforeEach(async () => {
  app = await serviceOn(db())
})

const names = [
  ['طريق الأمل', 'Hope Road'],
  ['شارع الأمل', 'Hope Street'],
  ['الأمل', 'Hope'],
  ['الأمل', 'Hope'],
  ['شارع أبي الأمل', 'Abu Hope Street'],
  ['النخيل', 'Palms'],
] as const

const streets = names.map(([ar, en], at) => ({
  id: uuidv7(),
  code: `hope-${at}`,
  name: { ar, en },
  streetClass: 'local' as const,
  line: {
    type: 'LineString' as const,
    coordinates: [[46.7, 24.7 + at / 100], [46.71, 24.7 + at / 100]] as [number, number][], // biome-ignore format: one line
  },
}))

async function found(query: string): Promise<{ items: Street[]; nextCursor: string | null }> {
  const answer = await app.inject({ url: `/api/streets?${query}` })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('GET /api/streets', () => {
  beforeEach(async () => {
    await storeStreets(db(), streets, pack)
  })

  it('begins with the streets of just that name, then those that begin with it, page by page', async () => {
    const seen: string[] = []
    const ids = new Set<string>()
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await found(`q=${encodeURIComponent('hope')}&limit=1${cursor && `&cursor=${cursor}`}`)
      for (const { id, name } of page.items) {
        seen.push(name.en)
        ids.add(id)
      }
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['Hope', 'Hope', 'Hope Street', 'Hope Road', 'Abu Hope Street'])
    expect(ids.size).toBe(seen.length)
  })

  it('takes a hamza, spaces around and signs of patterns as they are meant', async () => {
    expect((await found(`q=${encodeURIComponent(' الامل ')}`)).items).toHaveLength(0)
    expect((await found(`q=${encodeURIComponent('الامل')}`)).items.map(({ name }) => name.en)[0]).toBe('Hope')
    expect((await found('q=%25')).items).toEqual([])
  })

  it('says which municipality each is of', async () => {
    const root = await db()('municipality').where({ is_root: true }).first('id')
    expect((await found('q=palms')).items.map(({ municipalityId }) => municipalityId)).toEqual([root.id])
  })

  it('lists all by name where nothing is sought', async () => {
    const all = (await found('')).items.map(({ name }) => name.en)
    expect(all).toEqual(['Hope', 'Hope', 'Palms', 'Abu Hope Street', 'Hope Street', 'Hope Road'])
  })

  it.each([[['a', '0192b9f0-0000-7000-8000-000000000001']], [['x', 'a', '0192b9f0-0000-7000-8000-000000000001']]])(
    'refuses the cursor %j',
    async (values) => {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
      expect((await app.inject({ url: `/api/streets?cursor=${cursor}` })).statusCode).toBe(400)
    },
  )
})
