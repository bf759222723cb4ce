import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ar } from './ar.ts'
import { arAdministration } from './ar-administration.ts'
import { arCitizen } from './ar-citizen.ts'
import { arPlanning } from './ar-planning.ts'

const start = fileURLToPath(new URL('../reports/CitizenPage.tsx', import.meta.url))

/** A file of the page and all that it brings along. */
function broughtBy(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known
  known.add(file)
  const text = readFileSync(file, 'utf8').replace(/^import type .*$/gm, '')
  for (const [, path = ''] of text.matchAll(/(?:from |import\()'(\.[^']+\.tsx?)'/g)) {
    const other = join(file, '..', path)
    if (existsSync(other) && !other.includes('/i18n/')) broughtBy(other, known)
  }
  return known
}

it('gives the form of citizens every word that it says, before the words of the rest are there', () => {
  const others = Object.keys({ ...ar, ...arAdministration, ...arPlanning })
  const files = [...broughtBy(start)]
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  const whole = new Set([...text.matchAll(/'([a-z]\w*\.[\w.]+)'/g)].map(([, id]) => id))
  const begun = [...text.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/g)].map(([, prefix = '']) => prefix)
  expect(files.length).toBeGreaterThan(20)
  expect(begun).toContain('report.category.')
  expect(others.filter((id) => whole.has(id) || begun.some((prefix) => id.startsWith(prefix)))).toEqual([])
  expect(Object.keys(arCitizen).filter((id) => whole.has(id)).length).toBeGreaterThan(30)
})
