import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPostgres } from '../testing/requirements.ts'
import { startCluster } from '../testing/server-engine.ts'
import { MortalService, verified } from './service.ts'
import { Writer } from './writers.ts'

const kills = Number(process.env.NASAQ_KILLS ?? 20)
const names = ['electricity', 'water', 'telecom'] as const

/** A random moment in the middle of writing: some answers after the start, and somewhere within the next request. */
async function moment(writers: readonly Writer[]): Promise<void> {
  const acknowledged = () => writers.reduce((total, { ledger }) => total + ledger.acknowledged, 0)
  const enough = acknowledged() + 4 + Math.floor(Math.random() * 20)
  while (acknowledged() < enough) await pause(5)
  await pause(Math.random() * 60)
}

interface Counts {
  kills: number
  acknowledged: number
  repeated: number
  lost: number
  works: number
  reports: number
}

/** Kills the service again and again while writers write; gives what they were told, and what of it is not there. */
async function crashes(service: MortalService): Promise<{ counts: Counts; wrong: string[] }> {
  const writers = names.map((name) => new Writer(service, name))
  for (const writer of writers) await writer.signIn()
  const writing = writers.map((writer) => writer.write())
  for (let kill = 0; kill < kills; kill++) {
    await moment(writers)
    await service.kill()
    await service.start()
  }
  for (const writer of writers) writer.finish()
  await Promise.all(writing)
  const wrong = (await Promise.all(writers.map(missing))).flat()
  const sum = (of: (writer: Writer) => number) => writers.reduce((total, writer) => total + of(writer), 0)
  const counts = {
    kills,
    acknowledged: sum(({ ledger }) => ledger.acknowledged),
    repeated: sum(({ ledger }) => ledger.repeated),
    lost: wrong.length,
    works: sum(({ ledger }) => ledger.works.size),
    reports: sum(({ ledger }) => ledger.reports.size),
  }
  return { counts, wrong: [...wrong, ...writers.flatMap(({ ledger }) => ledger.refused)] }
}

/** What a writer was told is stored and is not there as it was told. */
async function missing(writer: Writer): Promise<string[]> {
  const wrong: string[] = []
  for (const { id, title, status, version } of writer.ledger.works.values()) {
    const found = (await (await writer.get(`/api/works/${id}`)).json()) as Record<string, unknown>
    if (found.title !== title || found.status !== status || found.version !== version)
      wrong.push(
        `works ${id}: told ${status} ${version} ${title}, found ${found.status} ${found.version} ${found.title}`,
      )
  }
  for (const [number, follow] of writer.ledger.reports) {
    const found = (await (await writer.get(`/api/reports/follow/${follow}`)).json()) as { number?: string }
    if (found.number !== number) wrong.push(`report ${number}: found ${found.number}`)
  }
  return wrong
}

/** How many works and reports of the writers there are in all: one for each that they were told of, and no more. */
async function storedBy(service: MortalService): Promise<{ works: number; reports: number }> {
  const asked = new Writer(service, 'admin')
  await asked.signIn()
  const total = async (path: string) => ((await (await asked.get(path)).json()) as { total: number }).total
  return {
    works: await total('/api/works?limit=1&bbox=46,24,46.7,24.7'),
    reports: await total('/api/reports?limit=1&bbox=46.29,24.29,46.31,24.31'),
  }
}

function survives(name: string, isThere: boolean, environment: () => Record<string, string>): void {
  it.runIf(isThere)(`loses nothing of what it acknowledged, and does nothing twice: ${name}`, async () => {
    const env = environment()
    const service = new MortalService(env)
    await service.start()
    try {
      const before = await storedBy(service)
      const { counts, wrong } = await crashes(service)
      const after = await storedBy(service)
      process.stdout.write(`crashes on the ${name} engine: ${JSON.stringify(counts)}\n`)
      expect(wrong).toEqual([])
      expect(after).toEqual({ works: before.works + counts.works, reports: before.reports + counts.reports })
      expect(counts.acknowledged).toBeGreaterThan(kills * 5)
      expect(counts.repeated).toBeGreaterThan(0)
      expect(verified(env)).toMatch(/keys {2}keys [1-9]\d* {2}unanswered 0 {2}repeated 0/)
    } finally {
      await service.stop()
    }
  })
}

describe('a service that is killed at random under load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nasaq-crash-'))
  const bin = findPostgres()
  let cluster: Awaited<ReturnType<typeof startCluster>> | undefined
  beforeAll(async () => {
    if (bin) cluster = await startCluster(bin, ['fsync=on'])
  })
  afterAll(async () => {
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  survives('embedded', true, () => ({ NASAQ_DATA_DIR: join(folder, 'embedded') }))
  survives('server', bin !== null, () => ({ NASAQ_DATA_DIR: join(folder, 'server'), DATABASE_URL: cluster?.url ?? '' }))
})
