import { describe, expect, it } from 'vitest'
import { type DraftPart, gapOf, newPart, partOf } from './parts.ts'

const period = { start: '2027-01-10', end: '2027-01-29' }
const part: DraftPart = { title: 'Main', category: 'planned', from: '', to: '', period }

describe('a part of a project', () => {
  it.each([
    ['all that is left', {}, null],
    ['a stretch', { from: '0', to: '120' }, null],
    ['in Arabic digits', { from: '١٠', to: '٢٠٫٥' }, null],
    ['to the end, rounded up', { from: '10', to: '301' }, null],
    ['beyond the end', { from: '10', to: '302' }, 'metres'],
    ['backwards', { from: '20', to: '10' }, 'metres'],
    ['from somewhere to the end', { from: '20' }, null],
    ['from the beginning', { to: '20' }, null],
    ['from beyond the end', { from: '301' }, 'metres'],
    ['no figure', { from: 'a', to: 'b' }, 'metres'],
    ['no title', { title: ' ' }, 'title'],
    ['days turned round', { period: { start: period.end, end: period.start } }, 'days'],
  ] as const)('%s', (_name, more, expected) => expect(gapOf({ ...part, ...more }, 300.4)).toBe(expected))

  it('begins where the one before it ends, and the first at the beginning', () => {
    const project = { title: 'Main', period, route: { type: 'LineString' as const, coordinates: [] } }
    expect(newPart(project)).toMatchObject({ from: '0', to: '' })
    expect(newPart(project, { ...part, to: '١٢٠' })).toMatchObject({ from: '١٢٠', to: '' })
    const area = { ...project, route: { type: 'Polygon' as const, coordinates: [] } }
    expect(newPart(area)).toMatchObject({ from: '', to: '' })
  })

  it('is sent with figures, and without a stretch where it is all', () => {
    expect(partOf(part)).toEqual({ title: 'Main', category: 'planned', period })
    expect(partOf({ ...part, from: '0' })).toEqual({ title: 'Main', category: 'planned', period })
    expect(partOf({ ...part, from: '10' })).toEqual({ title: 'Main', category: 'planned', period, fromMetres: 10 })
    expect(partOf({ ...part, from: '١٠', to: '20' })).toMatchObject({ fromMetres: 10, toMetres: 20 })
  })
})
