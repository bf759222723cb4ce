import { formOf } from '../form.ts'
import type { Asked } from './operations.ts'

/** A request as it goes over the wire. */
export interface Wire {
  method: string
  url: string
  headers: Record<string, string>
  payload: Buffer | null
}

export interface FilePart {
  name: string
  bytes: Buffer
}

const depth = 20_000
/** What JSON text can say and no value of ours can: infinity, and lists in lists that no stack is deep enough for. */
export const unspeakable = {
  '@endless@': '1e999',
  '@deep@': `${'['.repeat(depth)}1${']'.repeat(depth)}`,
  '@proto@': '{"__proto__":{"role":"admin"}}',
} as const

export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  return Object.entries(unspeakable).reduce((said, [mark, meant]) => said.replaceAll(`"${mark}"`, meant), text)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : jsonText(value)
}

/** An address takes whole characters only; a half of a pair goes as three bytes that are no text. */
function encoded(value: unknown): string {
  return encodeURIComponent(Buffer.from(textOf(value)).toString())
}

export function wired({ method, path, params, query, headers, body }: Asked): Wire {
  const address = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encoded(params[name] ?? ''))
  const asks = Object.entries(query)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one: unknown) => [name, one] as const))
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
  const url = asks.length > 0 ? `${address}?${asks.join('&')}` : address
  if (!body) return { method, url, headers, payload: null }
  if (body.type === 'form') {
    const form = formOf(membersOf(body.value))
    return { method, url, headers: { ...form.headers, ...headers }, payload: form.payload }
  }
  const payload = Buffer.from(jsonText(body.value))
  return { method, url, headers: { 'content-type': 'application/json', ...headers }, payload }
}

function isFile(value: unknown): value is FilePart {
  return typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes)
}

function membersOf(value: unknown): Record<string, string | FilePart> {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(given.map(([name, one]) => [name, isFile(one) ? one : textOf(one)]))
}
