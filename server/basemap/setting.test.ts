import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { tinyPmtiles } from '../../testing/pmtiles.ts'
import { readEnv } from '../env.ts'
import { readBasemap } from './setting.ts'

const folder = mkdtempSync(join(tmpdir(), 'nasaq-basemap-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('NASAQ_BASEMAP', () => {
  it('is nothing, a style of our own host, or one elsewhere with the hosts that it leads to', () => {
    expect(readBasemap()).toEqual({ basemap: null, faults: [] })
    expect(readBasemap('/styles/city.json').basemap).toEqual({ kind: 'style', url: '/styles/city.json', origins: [] })
    expect(
      readBasemap('https://maps.example/style.json https://tiles.example:8443/x https://maps.example').basemap,
    ).toEqual({
      kind: 'style',
      url: 'https://maps.example/style.json',
      origins: ['https://maps.example', 'https://tiles.example:8443'],
    })
    expect(readBasemap('https://maps.example/city.pmtiles').basemap).toMatchObject({
      kind: 'tiles',
      origins: ['https://maps.example'],
    })
  })

  it('may be a PMTiles file', () => {
    expect(readBasemap(join(folder, 'city.pmtiles')).faults).toHaveLength(1)
    writeFileSync(join(folder, 'other.pmtiles'), 'SQLite format 3')
    expect(readBasemap(join(folder, 'other.pmtiles')).faults).toHaveLength(1)
    writeFileSync(join(folder, 'city.pmtiles'), tinyPmtiles())
    const { basemap, faults } = readBasemap(join(folder, 'city.pmtiles'))
    expect(faults).toEqual([])
    expect(basemap).toEqual({
      kind: 'tiles',
      url: '/basemap/city.pmtiles',
      file: join(folder, 'city.pmtiles'),
      origins: [],
    })
  })

  it('that is nothing of these is refused with the other settings', () => {
    expect(() => readEnv({ PORT: 'x', NASAQ_BASEMAP: '//maps.example/style.json' })).toThrow(
      /PORT: [\s\S]*NASAQ_BASEMAP: \/\/maps.example\/style.json is neither/,
    )
    expect(() => readEnv({ NASAQ_BASEMAP: "https://maps.example/a.json 'unsafe-eval'" })).toThrow(/is not the address/)
  })
})
