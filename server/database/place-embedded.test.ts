import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hasEmbedded } from './dump-embedded.ts'
import { databaseOf, finishPlacing, loadedBeside, putInPlace } from './place-embedded.ts'
import { Refused } from './refused.ts'

let dataDir: string
let aside: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nasaq-place-'))
  aside = join(dataDir, 'replaced')
  for (const [folder, words] of [
    [databaseOf(dataDir), 'former'],
    [loadedBeside(dataDir), 'restored'],
  ] as const) {
    // biome-ignore format: one line
    mkdirSync(folder)
    writeFileSync(join(folder, 'PG_VERSION'), words)
  }
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const readIn = (folder: string) => {
  const path = join(folder, 'PG_VERSION')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** A restore that is killed while it brings something to the disk for the given time; gives by what it ended. */
async function killedAt(turn: number): Promise<unknown> {
  const module = new URL('./place-embedded.ts', import.meta.url).href
  const script = `
    import { putInPlace } from ${JSON.stringify(module)}
    let turn = 0
    const sync = async () => { if (++turn === ${turn}) process.kill(process.pid, 'SIGKILL') }
    await putInPlace(${JSON.stringify(dataDir)}, { aside: ${JSON.stringify(aside)}, sync })`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'inherit' })
  const [code, signal] = await once(child, 'exit')
  return signal ?? code
}

it('gives the restored database its place and puts the other aside', async () => {
  await putInPlace(dataDir, { aside, sync: async () => undefined })
  expect([readIn(databaseOf(dataDir)), readIn(join(aside, 'database'))]).toEqual(['restored', 'former'])
  expect(readdirSync(dataDir).sort()).toEqual(['database', 'replaced'])
})

it('is finished by the next start wherever it is killed once the former is out of its place', async () => {
  let turn = 0
  const ends: unknown[] = []
  for (let ended: unknown = 'SIGKILL'; ended === 'SIGKILL'; ) {
    ended = await killedAt(++turn)
    finishPlacing(dataDir)
    ends.push([ended, readIn(databaseOf(dataDir))])
    // as it was, for the next one
    rmSync(dataDir, { recursive: true, force: true })
    for (const [folder, words] of [
      [databaseOf(dataDir), 'former'],
      [loadedBeside(dataDir), 'restored'],
    ] as const) {
      // biome-ignore format: one line
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'PG_VERSION'), words)
    }
  }
  expect(ends).toEqual([
    // nothing was moved yet
    ['SIGKILL', 'former'],
    ['SIGKILL', 'former'],
    // neither was in its place
    ['SIGKILL', 'restored'],
    ['SIGKILL', 'restored'],
    ['SIGKILL', 'restored'],
    [0, 'restored'],
  ])
})

it('takes nothing for restored that nobody has looked at', () => {
  rmSync(databaseOf(dataDir), { recursive: true })
  finishPlacing(dataDir)
  expect([readIn(databaseOf(dataDir)), readIn(loadedBeside(dataDir))]).toEqual([null, 'restored'])
})

/** Does something at one of the times when a restore waits for the disk. */
const syncWith = (turn: number, doing: () => void) => {
  let at = 0
  return async () => {
    if (++at === turn) doing()
  }
}
const turns = [1, 2, 3, 4, 5]

it.each(turns)('is not kept from its place by somebody who looks whether there is a database, at %i', async (turn) => {
  const seen: boolean[] = []
  await putInPlace(dataDir, { aside, sync: syncWith(turn, () => seen.push(hasEmbedded(dataDir))) })
  expect(seen).toEqual([true])
  expect([readIn(databaseOf(dataDir)), readIn(join(aside, 'database'))]).toEqual(['restored', 'former'])
})

it('is refused where a service starts on the former one meanwhile, which goes on', async () => {
  const sync = syncWith(2, () => finishPlacing(dataDir))
  await expect(putInPlace(dataDir, { aside, sync })).rejects.toThrow(Refused)
  expect([readIn(databaseOf(dataDir)), readIn(join(aside, 'database'))]).toEqual(['former', null])
})

it.each([3, 4, 5])('is in its place where a start comes once the former one is out of it, at %i', async (turn) => {
  await putInPlace(dataDir, { aside, sync: syncWith(turn, () => finishPlacing(dataDir)) })
  expect([readIn(databaseOf(dataDir)), readIn(join(aside, 'database'))]).toEqual(['restored', 'former'])
  expect(readdirSync(dataDir).sort()).toEqual(['database', 'replaced'])
})

it.each(turns)(
  'leaves the former one in its place, for the next start too, where the disk fails at %i',
  async (turn) => {
    const fail = () => {
      throw new Error('EIO')
    }
    await expect(putInPlace(dataDir, { aside, sync: syncWith(turn, fail) })).rejects.toThrow('EIO')
    for (const _of of ['now', 'after the next start']) {
      expect(readIn(databaseOf(dataDir))).toBe('former')
      finishPlacing(dataDir)
    }
  },
)

it('is placed by no start where the disk fails and there was none before', async () => {
  rmSync(databaseOf(dataDir), { recursive: true })
  const fail = () => {
    throw new Error('EIO')
  }
  await expect(putInPlace(dataDir, { aside, sync: syncWith(2, fail) })).rejects.toThrow('EIO')
  finishPlacing(dataDir)
  expect(readIn(databaseOf(dataDir))).toBeNull()
})

it('throws where what was loaded is gone, and leaves the former one', async () => {
  const sync = syncWith(4, () => rmSync(loadedBeside(dataDir), { recursive: true }))
  await expect(putInPlace(dataDir, { aside, sync })).rejects.toThrow()
  expect(readIn(databaseOf(dataDir))).toBe('former')
})
