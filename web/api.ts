import type { Language } from '../server/language/contract.ts'
import { answeredFor, asking, keyFor } from './unanswered.ts'

/** An RFC 9457 problem as the server sends it; `offline` and `unreadable` are ours. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  errors?: { path: string; message: string }[]
  reasons?: { code: string; detail: string }[]
  /** Seconds after which the server wants to be asked again. */
  retryAfter?: number | undefined
  /** Both sides of a conflict over what was found at a site. */
  both?: unknown
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

const standing: { language: Language; csrfToken: string | null } = { language: 'ar', csrfToken: null }

export function speakTo(language: Language): void {
  standing.language = language
}

/** The session's token, sent with each write. */
export function trust(csrfToken: string | null): void {
  standing.csrfToken = csrfToken
}

/** Did the request perhaps arrive, and only its answer not? */
export function isLost({ status }: Problem): boolean {
  return status === 0 || status >= 500
}

type Query = Record<string, string | number | boolean | null | undefined>

export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = {
    type: '/problems/unreadable',
    title: response.statusText,
    status: response.status,
    retryAfter: Number(response.headers.get('retry-after')) || undefined,
  }
  if (!response.headers.get('content-type')?.includes('json')) return fallback
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null
  return { ...fallback, ...body }
}

/** How a request is carried: as `fetch` does it. */
export type Carrier = (path: string, init: RequestInit) => Promise<Response>
const byFetch: Carrier = (path, init) => fetch(path, init)

/** One request and its answer; `write` is for whoever waits for it. A token among its headers stands for the session's. */
export async function send<T>(path: string, init: RequestInit, carry = byFetch): Promise<Answer<T>> {
  const headers = new Headers(init.headers)
  headers.set('Accept-Language', standing.language)
  headers.set('Accept', 'application/json')
  if (init.method !== 'GET' && standing.csrfToken && !headers.has('X-CSRF-Token'))
    headers.set('X-CSRF-Token', standing.csrfToken)
  try {
    const response = await carry(path, { ...init, headers, credentials: 'same-origin' })
    if (!response.ok) return { ok: false, problem: await readProblem(response) }
    const empty = response.status === 204
    return { ok: true, value: (empty ? null : await response.json()) as T }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    return { ok: false, problem: { type: '/problems/offline', title: '', status: 0 } }
  }
}

let goingOn: Promise<void> | null = null
let goOn: (() => void) | null = null

/** From here on what is read waits: the session is over, and whoever reads now would be told less than whoever wrote. */
export function holdReading(): void {
  goingOn ??= new Promise((resolve) => {
    goOn = resolve
  })
}

export function goOnReading(): void {
  goOn?.()
  goingOn = null
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>> {
  if (goingOn && !path.startsWith('/api/session')) await goingOn
  return send<T>(withQuery(path, query), { method: 'GET', ...(signal ? { signal } : {}) })
}

const pauseMilliseconds = 1_000

/**
 * A write carries a key, so that it may be sent again where its answer was lost: the server does it once. One lost answer
 * is asked for again; after a second the person is told. Who presses again, with the same words and files, sends the same key.
 */
export async function write<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: { signal?: AbortSignal } = {},
): Promise<Answer<T>> {
  const form = body instanceof FormData
  const headers: Record<string, string> = {}
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json'
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = form ? body : JSON.stringify(body)
  const asked = asking(method, path, body)
  headers['Idempotency-Key'] = keyFor(asked)
  if (options.signal) init.signal = options.signal
  let isOpen = false
  try {
    let answer = await send<T>(path, init)
    if (!answer.ok && answer.problem.type === '/problems/offline') {
      await new Promise((done) => setTimeout(done, pauseMilliseconds))
      answer = await send<T>(path, init)
    }
    isOpen = !answer.ok && isPerhapsDone(answer.problem)
    return answer
  } finally {
    // nor is what was called off asked for again
    if (!isOpen) answeredFor(asked)
  }
}

/** Is what was asked perhaps done, or just being done? */
function isPerhapsDone(problem: Problem): boolean {
  return isLost(problem) || problem.type === '/problems/in-flight'
}

/** For queries, whose failed state carries the problem: the value, or a rejection with the problem itself. */
export async function answered<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer
  if (settled.ok) return settled.value
  throw settled.problem
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem
  }
}
