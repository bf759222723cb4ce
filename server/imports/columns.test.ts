import { describe, expect, it } from 'vitest'
import { ColumnCount, valueAt } from './columns.ts'
import { proposeMapping } from './proposal.ts'

const feature = {
  id: 'A1',
  geometry: { type: 'Point', coordinates: [1, 2] },
  properties: {
    'a.b': 1,
    tags: { 'name:en': 'Quba', 'x.y': { z: 3 } },
    none: null,
    area: { type: 'Polygon', coordinates: [] },
  },
}

describe('valueAt', () => {
  it.each([
    ['@id', 'A1'],
    ['a.b', 1],
    ['tags.name:en', 'Quba'],
    ['tags.x.y.z', 3],
    ['none', null],
    ['missing', undefined],
    ['tags.missing.deeper', undefined],
    ['__proto__', undefined],
    ['constructor.name', undefined],
  ])('finds %s', (column, value) => expect(valueAt(feature, column)).toEqual(value))
})

describe('the columns of a file', () => {
  const count = new ColumnCount()
  count.add(feature)
  count.add({ properties: { 'a.b': 'text', tags: { 'name:en': 'Quba' } } })

  it('are counted with their types and samples', () => {
    expect(count.hasShapes).toBe(false)
    expect(count.list()).toContainEqual({
      name: 'tags.name:en',
      type: 'text',
      filled: 2,
      distinct: 1,
      samples: ['Quba'],
    })
    expect(count.list()).toContainEqual({ name: 'a.b', type: 'mixed', filled: 2, distinct: 2, samples: ['1', 'text'] })
    expect(count.list()).toContainEqual({ name: 'area', type: 'geometry', filled: 1, distinct: 0, samples: [] })
  })

  it('propose a mapping, with the column that holds the shape', () => {
    const column = (name: string, type: 'text' | 'geometry' = 'text') => ({
      name,
      type,
      filled: 1,
      distinct: 1,
      samples: [],
    })
    const columns = [
      column('id'),
      column('titel'),
      column('von'),
      column('bis'),
      column('Verursacher'),
      column('area', 'geometry'),
    ]
    expect(proposeMapping('works', columns, false)).toEqual({
      geometry: 'area',
      fields: {
        title: { from: 'titel' },
        start: { from: 'von' },
        end: { from: 'bis' },
        externalReference: { from: 'id' },
        agency: { from: 'Verursacher' },
      },
    })
    expect(proposeMapping('streets', [column('highway_type'), column('osm_id'), column('name')], true).fields).toEqual({
      nameAr: { from: 'name' },
      nameEn: { from: 'name' },
      code: { from: 'osm_id' },
      streetClass: { from: 'highway_type' },
    })
  })
})
