import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { satisfies } from 'semver'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const rooms = ['server', 'web', 'migrations', 'seeds', 'testing', 'bench', 'e2e', 'faults', 'house']

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [relative(root, path)]
  })
}

const files = rooms.flatMap((room) => walk(join(root, room)))
const code = files.filter((file) => /\.tsx?$/.test(file))
const isTest = (file: string) => /\.(test|e2e|fault)\.tsx?$/.test(file)
const text = (file: string) => readFileSync(join(root, file), 'utf8')

/** Data tables may be as long as their data: messages, catalogues, names. */
const dataTables = /(messages|matrix\/examples|i18n\/(ar|en)|names|words)[^/]*\.ts$/
const longest = 250

describe('the house', () => {
  it('has no room without a meaning', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.tsx?$)/.test(file))).toEqual([])
  })

  it(`has no file longer than ${longest} lines but data tables and tests`, () => {
    const long = code.filter(
      (file) => !isTest(file) && !dataTables.test(file) && text(file).split('\n').length > longest + 1,
    )
    expect(long).toEqual([])
  })

  it('tests every set of rules', () => {
    const rules = code.filter((file) => file.endsWith('/rules.ts'))
    expect(rules.filter((file) => !files.includes(file.replace(/\.ts$/, '.test.ts')))).toEqual([])
  })

  it('lets the page import from the service only its contracts and its rules', () => {
    const foreign = code
      .filter((file) => file.startsWith('web/'))
      .flatMap((file) =>
        [...text(file).matchAll(/from '(?:\.\.\/)+server\/([^']+)'/g)].map(([, path]) => `${file} -> ${path}`),
      )
    expect(foreign.filter((line) => !/\/(contract|rules)\.ts$/.test(line))).toEqual([])
  })

  it('keeps a feature’s routes to itself', () => {
    const borrowed = code
      .filter(
        (file) =>
          file.startsWith('server/') &&
          !['server/app.ts', 'server/inspections/features.ts'].includes(file) &&
          !isTest(file),
      )
      .filter((file) => /from '[^']*\/routes\.ts'/.test(text(file)))
    expect(borrowed).toEqual([])
  })

  it('does not let works know of coordination, nor streets of works', () => {
    const imports = (folder: string, other: string) =>
      code.filter(
        (file) => file.startsWith(`server/${folder}/`) && !isTest(file) && text(file).includes(`'../${other}/`),
      )
    expect(imports('works', 'coordination')).toEqual([])
    expect(imports('streets', 'works')).toEqual([])
    expect(imports('streets', 'coordination')).toEqual([])
  })

  it('writes raw SQL from constants and bindings only', () => {
    const suspicious = code.filter(
      (file) => file.startsWith('server/') && !isTest(file) && /\.raw\(\s*`[^`]*\$\{/.test(text(file)),
    )
    expect(suspicious).toEqual([])
  })

  it('leaves nothing unfinished, switched off or mocked', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|\.skip\(|\.only\(|@ts-(ignore|nocheck)|vi\.mock\(/
    expect(code.filter((file) => !file.startsWith('house/') && marks.test(text(file)))).toEqual([])
  })
})

describe('the lock file', () => {
  const lock = JSON.parse(text('package-lock.json')) as {
    packages: Record<string, { engines?: { node?: string }; resolved?: string; license?: string; dev?: boolean }>
  }
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '')

  /** Known to run on Node 20.19 whatever it says: its code needs nothing newer, and walks go through it. */
  const harmless = ['@mapbox/jsonlint-lines-primitives', 'cookie']

  it('names no package that excludes Node 20.19, but those known to be harmless', () => {
    const excluding = packages
      .filter(([, { engines }]) => engines?.node && !satisfies('20.19.0', engines.node))
      .map(([name]) => name.split('node_modules/').at(-1) ?? name)
    expect(excluding.filter((name) => !harmless.includes(name))).toEqual([])
  })

  it('names no host', () => expect(packages.filter(([, { resolved }]) => resolved).map(([name]) => name)).toEqual([]))

  it('holds only licences that we may ship', () => {
    const allowed = /MIT|BSD|ISC|Apache-2|MPL|OFL|CC0|CC-BY-4|0BSD|Unlicense|BlueOak|Python-2|Zlib|LGPL-3.0-or-later/
    const others = packages
      .filter(([, { license, dev }]) => license && !dev && !allowed.test(license))
      .map(([name, { license }]) => `${name} ${license}`)
    expect(others).toEqual([])
  })
})
