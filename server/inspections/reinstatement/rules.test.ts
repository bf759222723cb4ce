import { describe, expect, it } from 'vitest'
import type { NewReinstatement } from './contract.ts'
import { lacksOf, recordFault, standingOf } from './rules.ts'

const name = { ar: 'اسم', en: 'Name' }
const numbers = {
  materials: [
    { code: 'asphalt', course: 'surface' as const, name },
    { code: 'gravel', course: 'base' as const, name },
    { code: 'sand', course: 'fill' as const, name },
  ],
  surfaces: [{ code: 'carriageway', name }],
  slackMillimetres: 50,
}
const record: NewReinstatement = {
  kind: 'permanent',
  closedOn: '2026-11-20',
  areas: [{ fromMetres: 0, toMetres: 10, widthMetres: 1 }],
  depthMetres: 1.5,
  surface: 'carriageway',
  layers: [
    { material: 'asphalt', thicknessMillimetres: 100 },
    { material: 'gravel', thicknessMillimetres: 400 },
    { material: 'sand', thicknessMillimetres: 1000 },
  ],
}
const dug = { startedOn: '2026-11-10', today: '2026-11-24' }
const layersOf = (...layers: [string, number][]) => ({
  layers: layers.map(([material, thicknessMillimetres]) => ({ material, thicknessMillimetres })),
})

describe('recordFault', () => {
  it.each([
    ['as it should be', {}, null],
    ['closed today', { closedOn: '2026-11-24' }, null],
    ['closed tomorrow', { closedOn: '2026-11-25' }, { path: 'closedOn', code: 'not_yet' }],
    ['closed on the first day of digging', { closedOn: '2026-11-10' }, null],
    ['closed before anybody dug', { closedOn: '2026-11-09' }, { path: 'closedOn', code: 'before_digging' }],
    ['of a surface that nobody knows', { surface: 'moss' }, { path: 'surface', code: 'unknown_surface' }],
    ['of a material that nobody knows', layersOf(['asphalt', 50], ['rubble', 50]), { path: 'layers/1/material', code: 'unknown_material' }],
    ['for good, without a surface', layersOf(['gravel', 50], ['asphalt', 50]), { path: 'layers/0/material', code: 'no_surface' }],
    ['for the time being, without a surface', { kind: 'interim', ...layersOf(['gravel', 500]) }, null],
    ['thicker than deep, within the slack', layersOf(['asphalt', 150], ['sand', 1400]), null],
    ['thicker than deep', layersOf(['asphalt', 151], ['sand', 1400]), { path: 'layers', code: 'too_thick' }],
  ] as const)('%s', (_what, more, fault) =>
    expect(recordFault({ ...record, ...more } as NewReinstatement, dug, numbers)).toEqual(fault),
  ) // biome-ignore format: a table

  it('knows no first day where nobody has told one', () =>
    expect(recordFault({ ...record, closedOn: '2020-01-01' }, { ...dug, startedOn: null }, numbers)).toBeNull())
})

describe('lacksOf', () => {
  const permanent = { kind: 'permanent' as const, depthMetres: 1, photos: 2 }
  const all = { percent: 95, leastPercent: 90 }
  it.each([
    ['nothing recorded', [], { percent: 0, leastPercent: 0 }, ['record'], null],
    ['all of it', [permanent], all, [], { isWhole: true, isPermanent: true }],
    ['just enough ground', [permanent], { percent: 90, leastPercent: 90 }, [], { isWhole: true, isPermanent: true }],
    ['too little ground', [permanent], { percent: 89, leastPercent: 90 }, ['ground'], { isWhole: false, isPermanent: true }],
    ['a photo too few in one', [permanent, { ...permanent, photos: 1 }], all, ['photos'], { isWhole: false, isPermanent: true }],
    ['one for the time being', [permanent, { ...permanent, kind: 'interim' }], all, ['permanent'], { isWhole: true, isPermanent: false }],
  ] as const)('%s', (_what, records, covered, lacks, standing) => {
    expect(lacksOf(records, covered, { leastPhotos: 2 })).toEqual(lacks)
    expect(standingOf([...lacks])).toEqual(standing)
  }) // biome-ignore format: a table
})
