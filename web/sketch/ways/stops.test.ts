import { expect, it } from 'vitest'
import type { Position } from '../../../server/geo/contract.ts'
import { stopsOf } from './stops.ts'

const says: Record<string, string> = { 'way.beginning': 'beginning', 'way.end': 'end', 'list.joint': ', ' }
const speech = {
  say: (id: string, values?: { street?: string }) => says[id] ?? `corner of ${values?.street}`,
  name: ({ en }: { en: string }) => en,
} as unknown as Parameters<typeof stopsOf>[2]
const [west, middle, east] = [[46.7, 24.7], [46.705, 24.7], [46.71, 24.7]] as Position[] as [Position, Position, Position] // biome-ignore format: one line
const street = { line: { type: 'LineString' as const, coordinates: [west, middle, east] } }
const met = (en: string, place: Position) => ({ street: { id: en, name: { ar: en, en } }, place })
const labels = (...crossings: ReturnType<typeof met>[]) => stopsOf(street, crossings, speech).map(({ label }) => label)

it('names the ends and what meets the street between them', () => {
  expect(stopsOf(street, [met('A', middle)], speech)).toEqual([
    { place: west, label: 'beginning' },
    { place: middle, label: 'corner of A' },
    { place: east, label: 'end' },
  ])
})

it('names all that one place is, each once', () => {
  expect(labels(met('A', west), met('B', middle), met('C', middle), met('C', middle), met('D', east))).toEqual([
    'beginning — corner of A',
    'corner of B, C',
    'end — corner of D',
  ])
})

it('has one stop where a street ends at its beginning', () => {
  const ring = { line: { type: 'LineString' as const, coordinates: [west, middle, west] } }
  expect(stopsOf(ring, [met('A', middle)], speech).map(({ label }) => label)).toEqual([
    'beginning — end',
    'corner of A',
  ])
})
