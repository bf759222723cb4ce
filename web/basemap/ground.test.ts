// @vitest-environment jsdom
import type { StyleSpecification } from 'maplibre-gl'
import { describe, expect, it, vi } from 'vitest'

// the map itself needs a worker, which only a browser has
window.URL.createObjectURL = vi.fn(() => '')
const { groundOfStyle } = await import('./ground.ts')

describe('the ground of a style', () => {
  it('has its sources and layers under ids of their own, without words and pictures', () => {
    const style: StyleSpecification = {
      version: 8,
      sources: {
        land: { type: 'vector', tiles: ['../t/{z}/{x}/{y}.mvt'] },
        sky: { type: 'raster', url: 'https://tiles.example/sky.json' },
      },
      layers: [
        { id: 'back', type: 'background', paint: { 'background-color': '#eee' } },
        { id: 'water', type: 'fill', source: 'land', 'source-layer': 'water' },
        { id: 'wood', type: 'fill', source: 'land', 'source-layer': 'wood', paint: { 'fill-pattern': 'tree' } },
        { id: 'names', type: 'symbol', source: 'land', 'source-layer': 'place' },
      ],
    }
    expect(groundOfStyle(style, 'https://maps.example/styles/city.json')).toEqual({
      sources: {
        'basemap-land': { type: 'vector', tiles: ['https://maps.example/t/{z}/{x}/{y}.mvt'] },
        'basemap-sky': { type: 'raster', url: 'https://tiles.example/sky.json' },
      },
      layers: [
        { id: 'basemap-back', type: 'background', paint: { 'background-color': '#eee' } },
        { id: 'basemap-water', type: 'fill', source: 'basemap-land', 'source-layer': 'water' },
      ],
    })
  })
})
