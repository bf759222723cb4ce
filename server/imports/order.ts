import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Problem } from '../http/problem.ts'
import { type ImportKind, importKinds, type Mapping } from './contract.ts'
import { endings, formatOf } from './formats/index.ts'
import { readMapping } from './mapping.ts'
import { sayImports } from './messages.ts'

/** What the command line asks for. */
export interface Order {
  kind: ImportKind
  file: string
  fileBytes: number
  format: string
  mapping: Mapping | null
  agency: string | null
  commit: boolean
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  kind: text,
  file: text,
  mapping: text,
  agency: text,
  commit: flag,
  help: { ...flag, short: 'h' },
} as const

/** Reads the arguments, before any database is opened: what is wrong with them comes as text. */
export function readOrder(args: string[]): Order | 'help' | { wrong: string } {
  try {
    const { kind: named, file, mapping: mappingFile, agency, commit, help } = parseArgs({ args, options }).values
    if (help) return 'help'
    const kind = importKinds.find((one) => one === named)
    if (!kind) return { wrong: 'name the kind' }
    if (!file) return { wrong: 'name the file' }
    const format = formatOf(file)?.name
    if (!format) return { wrong: sayImports('unknown_format', { formats: endings.join(', ') })('en') }
    const mapping = readMapping(mappingFile === undefined ? undefined : readFileSync(mappingFile, 'utf8'), undefined)
    if (mapping.problem) return { wrong: faultsOf(mapping.problem) }
    const asked = { kind, file, fileBytes: statSync(file).size, format, mapping: mapping.value }
    return { ...asked, agency: agency ?? null, commit: commit ?? false }
  } catch (error) {
    // an option that is none, a file that is not there: each says which
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** The faults of a mapping, a line each. */
export function faultsOf({ name, errors }: Problem): string {
  return (errors ?? []).map(({ path, message }) => `${path}: ${message('en')}`).join('\n') || name
}
