import { uuidv7 } from 'uuidv7'
import { expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { storePlaces } from '../places/store.ts'
import { storeStreets } from '../streets/store.ts'
import { mapDrawing } from './map.ts'

const db = databaseForTests()

const line = (latitude: number) => ({
  type: 'LineString' as const,
  coordinates: [[46.7, latitude], [46.702, latitude]] as [number, number][], // biome-ignore format: one line
})
const square = (west: number, south: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [[west, south], [west + 2e-4, south], [west + 2e-4, south + 2e-4], [west, south + 2e-4], [west, south]],
  ] as [number, number][][], // biome-ignore format: one line
})

async function ground(): Promise<void> {
  const name = { ar: 'طريق المَلِك <فهد>', en: 'King Fahd & Sons Road' }
  await storeStreets(db(), [{ id: uuidv7(), code: 'S1', name, streetClass: 'arterial', line: line(24.7002) }], pack)
  const building = { kind: 'building' as const, nameAr: null, nameEn: null }
  await storePlaces(db(), [
    { id: uuidv7(), ...building, geometry: square(46.7005, 24.7006) },
    { id: uuidv7(), ...building, geometry: square(47.9, 24.7006) },
  ])
}

const asked = {
  shapes: [{ geometry: line(24.7), style: 'works' as const, mark: '7' }],
  size: { width: 720, height: 360 },
}

it('draws streets by name, buildings, the works, north and a scale from the database', async () => {
  await ground()
  const svg = await mapDrawing(db(), asked)
  expect(svg).toMatch(/^<svg .*<\/svg>$/)
  // the name as text, without harakat, never as markup
  expect(svg).toContain('طريق الملك &lt;فهد&gt;')
  expect(svg).toContain('King Fahd &amp; Sons Road')
  expect(svg).toContain('>50 m<')
  expect(svg).toContain('url(#hatch)')
  expect(svg).toContain('>7<')
  // the building that is there, and not the one beyond the frame
  expect(svg.match(/stroke="#bdb5a4"/g)).toHaveLength(1)
})

it('draws a place of which nothing is known', async () => {
  expect(await mapDrawing(db(), asked)).toContain('url(#hatch)')
})
