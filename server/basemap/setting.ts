import { closeSync, openSync, readSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Basemap } from './contract.ts'

/** A base map as its setting names it. */
export interface BasemapSetting extends Basemap {
  /** The PMTiles file that this service serves. */
  file?: string
  /** Other hosts that the page asks for it: those that the operator has named, and no others. */
  origins: readonly string[]
}

/** Where a file of ours is served. */
export const folder = '/basemap/'
const magic = 'PMTiles'
const version = 3

function isPmtiles(path: string): boolean {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const head = Buffer.alloc(magic.length + 1)
    readSync(file, head, 0, head.length, 0)
    return head.toString('latin1', 0, magic.length) === magic && head[magic.length] === version
  } catch {
    return false
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function originOf(text: string): string | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null
  return new URL(text).origin
}

/**
 * Reads `NASAQ_BASEMAP`: a PMTiles file here, or the address of a MapLibre style or of a PMTiles file, with the further
 * hosts that the style leads to after it. An address of our own host begins with `/`.
 */
export function readBasemap(text = ''): { basemap: BasemapSetting | null; faults: string[] } {
  const [first = '', ...others] = text.trim().split(/\s+/)
  if (first === '') return { basemap: null, faults: [] }
  const isTiles = /\.pmtiles$/i.test(first)
  const origin = originOf(first)
  const origins = [first, ...others].map(originOf)
  const strange = others.filter((other) => originOf(other) === null)
  const faults = strange.map((other) => `${other} is not the address of a host (https://…)`)
  const named = [...new Set(origins.filter((one) => one !== null))]
  if (origin) return { basemap: { kind: isTiles ? 'tiles' : 'style', url: first, origins: named }, faults }
  if (isTiles) {
    const file = resolve(first)
    if (!isPmtiles(file)) faults.push(`${file} is not a PMTiles file of version ${version}`)
    const url = folder + encodeURIComponent(basename(file))
    return { basemap: { kind: 'tiles', url, file, origins: named }, faults }
  }
  if (!/^\/[^/]/.test(first)) faults.push(`${first} is neither an address (https://… or /…) nor a .pmtiles file`)
  return { basemap: { kind: 'style', url: first, origins: named }, faults }
}
