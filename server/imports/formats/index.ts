import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { geojson } from './geojson.ts'

const formats: readonly Format[] = [geojson, csv]

/** The endings of the files that can be read: `.geojson`, `.csv`. */
export const endings = formats.flatMap((format) => format.endings)

/** The format of a file, by its name. */
export function formatOf(fileName: string): Format | undefined {
  return formats.find((format) => format.endings.some((ending) => fileName.toLowerCase().endsWith(ending)))
}

export function formatNamed(name: string): Format | undefined {
  return formats.find((format) => format.name === name)
}
