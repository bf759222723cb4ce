import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../testing/database.ts'
import type { Db } from '../database/connect.ts'
import { writePhoto } from './folder.ts'
import { sweepOrphans } from './sweep.ts'

let db: Db
let mediaDir: string
beforeAll(() => {
  db = openDatabase(3)
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
})
afterAll(async () => {
  await db.destroy()
  rmSync(mediaDir, { recursive: true, force: true })
})

it('several services sweep at once, and files that went meanwhile stop none of them', async () => {
  const folder = join(mediaDir, randomUUID())
  const photo = { large: Buffer.from('large'), small: Buffer.from('small') }
  for (let n = 0; n < 40; n++) await writePhoto(folder, randomUUID(), photo)
  const inTwoDays = new Date(Date.now() + 2 * 86_400_000)
  const moved = await Promise.all([1, 2, 3].map(() => sweepOrphans(db, folder, inTwoDays)))
  expect(moved.reduce((sum, { putAside }) => sum + putAside, 0)).toBe(80)
})
