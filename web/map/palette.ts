import type { Theme } from '../settings/theme.ts'

type Colour = `#${string}`

/** The colours of the ground and of what is drawn on it; those of the agencies come with their features. */
const light = {
  ground: '#f5f2ec',
  building: '#e7e0d4',
  parcel: '#e9e4d9',
  park: '#dbe7d0',
  wadi: '#d3ddd2',
  water: '#cfe0e8',
  shore: '#b9d2de',
  market: '#f3e6cf',
  yard: '#ece4d6',
  boundary: '#a79e8e',
  road: '#ffffff',
  casing: '#d9d2c5',
  label: '#44403a',
  faint: '#71695d',
  parkLabel: '#4f6b3c',
  wadiLabel: '#4c6a63',
  marketLabel: '#7d5a12',
  halo: '#fdfcf9',
  lineHalo: '#ffffff',
  selected: '#14573a',
  red: '#d92d20',
  gold: '#dba102',
  blue: '#1570ef',
  green: '#1b8354',
  siteLine: '#14573a',
  violet: '#7c3f98',
  violetLabel: '#5f2d77',
  draft: '#c2410c',
  few: '#dcefe3',
  some: '#86c5a2',
  many: '#1b8354',
  most: '#0f4a30',
  cellEdge: '#ffffff',
  cellLabel: '#0f4a30',
  cellHalo: '#ffffff',
} as const

export type Palette = Readonly<Record<keyof typeof light, Colour>>

const dark: Palette = {
  ground: '#171a1e',
  building: '#23272d',
  parcel: '#23272d',
  park: '#1d2a20',
  wadi: '#1c2829',
  water: '#1b2a33',
  shore: '#2b3d47',
  market: '#2d261a',
  yard: '#242422',
  boundary: '#6b6f76',
  road: '#30353d',
  casing: '#101215',
  label: '#d3d6da',
  faint: '#a3a8b0',
  parkLabel: '#a6c795',
  wadiLabel: '#9cc2ba',
  marketLabel: '#dcbb7c',
  halo: '#121417',
  lineHalo: '#0d0f12',
  selected: '#8ad9b3',
  red: '#f97066',
  gold: '#e3b341',
  blue: '#53a3fd',
  green: '#38a874',
  siteLine: '#5cc593',
  violet: '#c08bdb',
  violetLabel: '#d9b8ea',
  draft: '#fb8a4f',
  few: '#1d3d2d',
  some: '#25674a',
  many: '#38a874',
  most: '#8ad9b3',
  cellEdge: '#171a1e',
  cellLabel: '#eafaf2',
  cellHalo: '#0b1a13',
}

const palettes: Record<Theme, Palette> = { light, dark }

export function paletteOf(theme: Theme): Palette {
  return palettes[theme]
}
