import { expect, it } from 'vitest'
import { contrast, seenOn } from './contrast.ts'
import { paletteOf } from './palette.ts'

const agencies = ['#b45309', '#1d6fd1', '#7c3f98', '#6b5b3e', '#c2410c', '#334155', '#64748b']

it('measures as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
  expect(contrast('#1b8354', '#ffffff')).toBeCloseTo(4.75, 1)
})

it('leaves a colour that can be seen, and lightens one that cannot', () => {
  const { road } = paletteOf('dark')
  expect(seenOn(road, '#ffd166')).toBe('#ffd166')
  for (const colour of agencies) expect(contrast(seenOn(road, colour), road)).toBeGreaterThanOrEqual(3)
  expect(seenOn(road, 'tomato')).toBe('tomato')
})

it.each(['light', 'dark'] as const)('the labels of the %s map stand out from their halo and their ground', (theme) => {
  const palette = paletteOf(theme)
  for (const label of [palette.label, palette.faint, palette.parkLabel, palette.wadiLabel, palette.violetLabel])
    for (const ground of [palette.halo, palette.ground]) expect(contrast(label, ground)).toBeGreaterThanOrEqual(4.5)
})

it.each(['light', 'dark'] as const)('the lines of the %s map stand out from street and ground', (theme) => {
  const palette = paletteOf(theme)
  for (const line of [palette.red, palette.green, palette.siteLine, palette.violet, palette.draft, palette.selected])
    for (const ground of [palette.road, palette.ground]) expect(contrast(line, ground)).toBeGreaterThanOrEqual(3)
})
