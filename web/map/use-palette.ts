import { useCallback } from 'react'
import { useTheme } from '../settings/theme.ts'
import { seenOn } from './contrast.ts'
import { type Palette, paletteOf } from './palette.ts'

/** The map's colours by the reader's theme. */
export function usePalette(): Palette {
  return paletteOf(useTheme())
}

/** Gives the colour of an agency as it can be seen in the reader's theme, on the map and beside it. */
export function useSeenColour(): (colour: string) => string {
  const theme = useTheme()
  return useCallback((colour) => (theme === 'dark' ? seenOn(paletteOf(theme).road, colour) : colour), [theme])
}
