import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { Refused } from '../database/refused.ts'
import { unlessMissing } from '../media/folder.ts'
import { type Sum, sumOf, writeWhole } from './files.ts'

/** Names of what lies in a backup beside its photos. */
export const parts = { manifest: 'manifest.json', database: 'database.dump', media: 'media', secret: 'secret' } as const

const mostFaults = 20

const File = Type.Object({
  // from the backup's folder: never out of it
  path: Type.String({ pattern: '^(database\\.dump|secret|media/[0-9a-f-]{36}(/[0-9a-z-]+)+\\.jpg)$' }),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})

/** What a backup says of itself. */
export const Manifest = Type.Object({
  format: Type.Literal(1),
  madeAt: Type.String(),
  engine: Type.Enum(['embedded', 'server']),
  engineVersion: Type.String(),
  migrations: Type.Array(Type.String()),
  databaseId: Type.Union([Type.String({ pattern: '^[0-9a-f-]{36}$' }), Type.Null()]),
  counts: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
  /** Whether the service's secret is in it, or is a setting of its operator, or had not been made. */
  secret: Type.Enum(['file', 'setting', 'none']),
  files: Type.Array(File),
})
export type Manifest = Static<typeof Manifest>

/** The last of what is written: a backup without it was cut off. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const whole = { ...manifest, checksum: checksumOf(manifest) }
  await writeWhole(join(folder, parts.manifest), `${JSON.stringify(whole, null, 1)}\n`)
}

/** Reads a backup's manifest and all that it names. Throws, in words, where anything of it is not as it was written. */
export async function readBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, parts.manifest), 'utf8').catch(unlessMissing(null))
  if (text === null) throw new Refused(`${folder} is no backup, or one that was cut off: it has no ${parts.manifest}.`)
  const manifest = parse(text)
  if (!manifest) throw new Refused(`The ${parts.manifest} in ${folder} is damaged, or of another version of Nasaq.`)
  const faults: string[] = []
  for (const { path, ...written } of manifest.files) {
    const found = await sumOf(join(folder, path)).catch(unlessMissing(null))
    const fault = faultOf(written, found)
    if (fault) faults.push(`  ${path} ${fault}`)
  }
  const shown = [...faults.slice(0, mostFaults), ...(faults.length > mostFaults ? ['  …'] : [])]
  if (faults.length > 0)
    throw new Refused(`The backup is damaged, and nothing was restored (files: ${faults.length}):\n${shown.join('\n')}`)
  return manifest
}

function parse(text: string): Manifest | null {
  try {
    const { checksum, ...manifest } = JSON.parse(text) as Manifest & { checksum: unknown }
    return checksum === checksumOf(manifest) && Value.Check(Manifest, manifest) ? manifest : null
  } catch {
    return null
  }
}

function checksumOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
}

function faultOf(written: Sum, found: Sum | null): string | null {
  if (!found) return 'is missing'
  if (found.bytes !== written.bytes) return `has ${found.bytes} bytes instead of ${written.bytes}`
  return found.sha256 === written.sha256 ? null : 'was changed'
}
