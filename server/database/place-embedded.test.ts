import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { databaseOf, finishPlacing, loadedBeside, putInPlace } from './place-embedded.ts'

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
    // both were
    ['SIGKILL', 'restored'],
    [0, 'restored'],
  ])
})

it('takes nothing for restored that nobody has looked at', () => {
  rmSync(databaseOf(dataDir), { recursive: true })
  finishPlacing(dataDir)
  expect([readIn(databaseOf(dataDir)), readIn(loadedBeside(dataDir))]).toEqual([null, 'restored'])
})
