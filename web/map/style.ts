import arabic500 from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-500-normal.woff2?url'
import arabic600 from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url'
import latin500 from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-500-normal.woff2?url'
import latin600 from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-600-normal.woff2?url'
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'

export const mediumFont = ['Plex Medium']
export const boldFont = ['Plex Semibold']

const arabicRange = ['U+0600-06FF', 'U+0750-077F', 'U+FB50-FDFF', 'U+FE70-FE74', 'U+FE76-FEFC', 'U+200C-200E']
const latinRange = ['U+0000-00FF', 'U+02C6', 'U+2000-200B', 'U+2010-206F', 'U+2191', 'U+2193', 'U+2212', 'U+2215']

/** The point inside an area that its name stands at, from a layer that has both. */
export const namePoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point']

/** From the ground up: each feature puts its layers below the slot it names, so that the order never depends on who mounts first. */
export const slots = [
  'slot-basemap',
  'slot-ground',
  'slot-roads',
  'slot-areas',
  'slot-works',
  'slot-marks',
  'slot-labels',
  'slot-draft',
  'slot-top',
] as const

/** The style that the map begins with; `GroundColour` follows the theme from there. */
export const baseStyle = (ground: string): StyleSpecification => ({
  version: 8,
  'font-faces': {
    'Plex Medium': [
      { url: arabic500, 'unicode-range': arabicRange },
      { url: latin500, 'unicode-range': latinRange },
    ],
    'Plex Semibold': [
      { url: arabic600, 'unicode-range': arabicRange },
      { url: latin600, 'unicode-range': latinRange },
    ],
  },
  sources: {},
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': ground } },
    ...slots.map((id) => ({ id, type: 'background' as const, layout: { visibility: 'none' as const } })),
  ],
})
