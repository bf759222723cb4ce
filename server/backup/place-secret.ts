import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Env } from '../env.ts'
import { secretFile } from '../notifications/webhooks/secret.ts'
import { copyWhole } from './files.ts'
import { type Manifest, parts } from './manifest.ts'

/** How the secret of the data folder, or of the settings, stands to that of a backup. */
export async function secretIs(env: Env, from: string): Promise<'missing' | 'same' | 'another'> {
  const path = secretFile(env.NASAQ_DATA_DIR)
  const here = env.NASAQ_SECRET ?? (existsSync(path) ? await readFile(path, 'utf8') : null)
  if (here === null) return 'missing'
  return here.trim() === (await readFile(join(from, parts.secret), 'utf8')).trim() ? 'same' : 'another'
}

export interface PlacedSecret {
  /** What was done, in words. */
  said: string
  /** Puts back what was there: where the database that it belongs to could not be placed. */
  takeBack: () => Promise<void>
}

const nothing = (said: string): PlacedSecret => ({ said, takeBack: async () => undefined })

export async function placeSecret(
  env: Env,
  from: string,
  { manifest, aside }: { manifest: Manifest; aside: string },
): Promise<PlacedSecret> {
  if (manifest.secret === 'none') return nothing('had not been made')
  if (manifest.secret === 'setting') return nothing('is not in the backup: NASAQ_SECRET must be what it was')
  const stands = await secretIs(env, from)
  if (stands === 'same') return nothing('is the backup’s already')
  if (env.NASAQ_SECRET)
    return nothing('NASAQ_SECRET is another than the backup’s: webhooks cannot be signed until it is that one')
  const path = secretFile(env.NASAQ_DATA_DIR)
  const former = join(aside, parts.secret)
  if (stands === 'another') {
    await mkdir(aside, { recursive: true, mode: 0o700 })
    await rename(path, former)
  }
  const takeBack = async () => (stands === 'another' ? rename(former, path) : rm(path, { force: true }))
  try {
    await copyWhole(join(from, parts.secret), path)
  } catch (error) {
    await takeBack()
    throw error
  }
  return { said: stands === 'another' ? `restored; the one that was here lies in ${aside}` : 'restored', takeBack }
}
