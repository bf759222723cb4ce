import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Value } from 'typebox/value'
import { RulePack } from './contract.ts'

type Json = Record<string, unknown>

const folder = fileURLToPath(new URL('../../seeds/rule-packs/', import.meta.url))

/** What a pack says replaces what the pack it extends says, member by member; lists are replaced whole. */
function merge(base: Json, own: Json): Json {
  const merged: Json = { ...base }
  for (const [key, value] of Object.entries(own)) {
    const below = base[key]
    merged[key] = isMembers(below) && isMembers(value) ? merge(below, value) : value
  }
  return merged
}

function isMembers(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function read(name: string): Json {
  const isPath = name.endsWith('.json')
  const path = isPath ? (isAbsolute(name) ? name : resolve(name)) : `${folder}${name}.json`
  const own = JSON.parse(readFileSync(path, 'utf8')) as Json
  return typeof own.extends === 'string' ? merge(read(own.extends), own) : own
}

/**
 * Loads a rule pack by its name (`ksa`, `generic`) or from a `.json` file of the city's own.
 * Throws with every member that is missing or wrong.
 */
export function loadRulePack(name: string): RulePack {
  const pack = read(name)
  if (Value.Check(RulePack, pack)) return Object.freeze(pack)
  const faults = Value.Errors(RulePack, pack).map((fault) => `${fault.instancePath || '/'} ${fault.message}`)
  throw new Error(`Rule pack ${name} is not valid:\n  ${faults.join('\n  ')}`)
}
