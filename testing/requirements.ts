import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const debian = '/usr/lib/postgresql'

function folders(): string[] {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
}

/** Folder with PostgreSQL's own programs and PostGIS beside them: Debian's newest, or on the path; null where there is none. */
export function findPostgres(): string | null {
  return (
    folders().find(
      (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')) && hasPostgis(folder),
    ) ?? null
  )
}

function hasPostgis(folder: string): boolean {
  const asked = existsSync(join(folder, 'pg_config'))
    ? execFileSync(join(folder, 'pg_config'), ['--sharedir']).toString().trim()
    : null
  const version = folder.split('/').at(-2) ?? ''
  return [asked, `/usr/share/postgresql/${version}`].some(
    (share) => share !== null && existsSync(join(share, 'extension/postgis.control')),
  )
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium to walk through the page with; `CHROMIUM_PATH` names another. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : null
  const paths = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => browsers.map((name) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

export interface Requirement {
  /** Vitest projects that need it. */
  projects: string[]
  isThere: boolean
  words: string
}

/** What some tests need beyond Node and npm, and how to get it. */
export function requirements(): Requirement[] {
  return [
    {
      projects: ['server'],
      isThere: findPostgres() !== null,
      words: 'PostgreSQL with PostGIS: the tests on the server engine (apt-get install postgresql-15-postgis-3)',
    },
    {
      projects: ['walks'],
      isThere: findChromium() !== null,
      words: 'Chromium: the walks through the page (apt-get install chromium, or set CHROMIUM_PATH)',
    },
  ]
}
