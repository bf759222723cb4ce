import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addOrganisation } from '../../testing/service.ts'
import { importCommand } from './command.ts'

const db = databaseForTests()
const folder = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const row = (reference: string, to: string, north: number) => ({
  type: 'Feature',
  geometry: {
    type: 'LineString',
    coordinates: [
      [46.7, north],
      [46.701, north],
    ],
  },
  properties: { reference, title: `Main ${reference}`, from: '2027-01-10', to },
})
const file = join(folder, 'works.geojson')
const features = [row('a', '2027-01-29', 24.7), row('b', 'soon', 24.71), row('c', '2027-01-29', 24.72)]
writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }))

let said: string[]
let complained: string[]
beforeEach(async () => {
  said = []
  complained = []
  await addOrganisation(db(), 'WATER')
})

function run(...args: string[]): Promise<boolean> {
  const say = (line: string) => said.push(line)
  const complain = (line: string) => complained.push(line)
  return importCommand({ db: db(), pack, args }, { say, complain })
}

async function left(): Promise<number[]> {
  const counted = async (table: string) => ((await db()(table).count({ n: '*' })) as [{ n: number }])[0].n
  return [await counted('works'), await counted('import_job')]
}

const works = ['--kind', 'works', '--file', file, '--agency', 'WATER']

describe('import from the command line', () => {
  it('prints the verdict on each bad row and the counts, and keeps nothing without --commit', async () => {
    expect(await run(...works)).toBe(true)
    expect(said).toContainEqual(expect.stringMatching(/^2\tb\trefused\tnot_a_day\t/))
    expect(said.at(-1)).toBe('checked  rows 3  ok 2  warning 0  refused 1')
    expect(complained).toEqual([])
    expect(await left()).toEqual([0, 0])
  })

  it('stores the good rows with --commit, once', async () => {
    expect(await run(...works, '--commit')).toBe(true)
    expect(said.at(-1)).toBe('stored 2')
    expect(await left()).toEqual([2, 1])
    expect(await run(...works, '--commit')).toBe(false)
    expect(said.at(-1)).toBe('checked  rows 3  ok 0  warning 0  refused 3')
    expect(await left()).toEqual([2, 1])
  })

  it('takes a mapping of its own', async () => {
    const mapping = join(folder, 'mapping.json')
    const fields = {
      title: { from: 'name' },
      start: { from: 'from' },
      end: { from: 'to', values: { soon: '2027-02-01' } },
    }
    writeFileSync(mapping, JSON.stringify({ fields, defaults: { title: 'Main' } }))
    expect(await run(...works, '--mapping', mapping)).toBe(true)
    expect(said.at(-1)).toBe('checked  rows 3  ok 3  warning 0  refused 0')
    writeFileSync(mapping, JSON.stringify({ fields, defaults: { agency: 'NOBODY' } }))
    expect(await run(...works, '--mapping', mapping)).toBe(false)
    expect(complained.at(-1)).toContain('mapping/defaults/agency: unknown agency: NOBODY')
  })

  it('tells what is only a warning from what refuses a row, and how unknown agencies are made', async () => {
    const mapping = join(folder, 'agencies.json')
    const fields = {
      title: { from: 'title' },
      start: { from: 'from' },
      end: { from: 'to' },
      agency: { from: 'reference' },
    }
    writeFileSync(mapping, JSON.stringify({ fields }))
    expect(await run(...works, '--mapping', mapping)).toBe(true)
    expect(said).toContainEqual(expect.stringMatching(/^2\t-\twarning\tagency_default\t/))
    expect(said).toContainEqual(expect.stringMatching(/^2\t-\trefused\tnot_a_day\t/))
    expect(said.at(-1)).toContain('"createAgencies": true')
    writeFileSync(mapping, JSON.stringify({ fields, createAgencies: true }))
    expect(await run(...works, '--mapping', mapping)).toBe(true)
    expect(said.at(-1)).toBe('checked  rows 3  ok 2  warning 0  refused 1')
  })

  it('explains itself', async () => {
    expect(await run('--help')).toBe(true)
    expect(said.at(-1)).toContain('--commit')
    expect(complained).toEqual([])
  })

  it.each([
    ['no kind', ['--file', file], 'name the kind'],
    ['no file', ['--kind', 'works'], 'name the file'],
    ['a file that is not there', ['--kind', 'works', '--file', join(folder, 'none.geojson')], 'no such file'],
    ['a file of no known format', ['--kind', 'works', '--file', 'a.dwg'], 'not supported'],
    ['an option that is none', [...works, '--force'], '--force'],
    ['an agency that is none', ['--kind', 'works', '--file', file, '--agency', 'NOBODY'], 'unknown agency NOBODY'],
  ])('complains of %s', async (_name, args, words) => {
    expect(await run(...args)).toBe(false)
    expect(complained.join('\n')).toContain(words)
    expect(await left()).toEqual([0, 0])
  })
})
