import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { aPhoto } from '../testing/form.ts'
import type { MortalService } from './service.ts'

interface Works {
  id: string
  title: string
  status: string
  version: number
}

/** What one writer was told is stored: it must be there, and nothing else of theirs. */
export interface Ledger {
  works: Map<string, Works>
  /** Numbers of reports, and the secrets they are followed by. */
  reports: Map<string, string>
  acknowledged: number
  /** Requests whose answer was lost, and that were sent again with the same key. */
  repeated: number
  refused: string[]
}

interface Asked {
  method: string
  path: string
  body: () => RequestInit
}

/** Writes one thing after another, and sends again with the same key what was not answered: as a careful client does. */
export class Writer {
  readonly ledger: Ledger = { works: new Map(), reports: new Map(), acknowledged: 0, repeated: 0, refused: [] }
  readonly #service: MortalService
  readonly #name: string
  #headers: Record<string, string> = {}
  #isWriting = true

  constructor(service: MortalService, name: string) {
    this.#service = service
    this.#name = name
  }

  async signIn(): Promise<void> {
    const answer = await fetch(`${this.#service.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${this.#name}@demo`, password: 'demo' }),
    })
    const { csrfToken } = (await answer.json()) as { csrfToken: string }
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    this.#headers = { cookie, 'x-csrf-token': csrfToken }
  }

  /** Goes on until `finish`; a request that is under way is seen through. */
  async write(): Promise<void> {
    for (let turn = 0; this.#isWriting; turn++) await this.#turn(turn)
  }

  finish(): void {
    this.#isWriting = false
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#service.address}${path}`, { headers: this.#headers })
  }

  async #turn(turn: number): Promise<void> {
    const mine = [...this.ledger.works.values()].filter(({ status }) => status !== 'cancelled')
    const one = mine[Math.floor(Math.random() * mine.length)]
    if (turn % 4 === 3) return this.#report()
    if (turn % 4 === 1 && one) return this.#change(one)
    if (turn % 12 === 6 && one) return this.#cancel(one)
    return this.#create()
  }

  async #create(): Promise<void> {
    const [west, south] = [46.1 + Math.random() * 0.5, 24.1 + Math.random() * 0.5]
    const route = { type: 'LineString', coordinates: [[west, south], [west + 0.002, south + 0.001]] } // biome-ignore format: one line
    const month = String(1 + Math.floor(Math.random() * 12)).padStart(2, '0')
    const period = { start: `2028-${month}-01`, end: `2028-${month}-20` }
    const works = {
      title: `Written by ${this.#name}`,
      category: 'planned',
      utility: 'water',
      status: 'planned',
      route,
      period,
    }
    this.#note(await this.#send('POST', '/api/works', works))
  }

  async #change({ id, version }: Works): Promise<void> {
    this.#note(await this.#send('PATCH', `/api/works/${id}`, { version, title: `Changed ${randomUUID()}` }))
  }

  async #cancel({ id, version }: Works): Promise<void> {
    this.#note(await this.#send('POST', `/api/works/${id}/events`, { event: 'cancel', version }))
  }

  async #report(): Promise<void> {
    const body = () => {
      const form = new FormData()
      form.set('lng', '46.3')
      form.set('lat', '24.3')
      form.set('category', 'potholes')
      form.set('photo', new Blob([new Uint8Array(aPhoto.bytes)], { type: 'image/jpeg' }), aPhoto.name)
      return { body: form }
    }
    const sent = (await this.#persist({ method: 'POST', path: '/api/reports', body })) as {
      number: string
      follow: string
    } | null
    if (sent) this.ledger.reports.set(sent.number, sent.follow)
  }

  #note(works: Works | null): void {
    if (works) this.ledger.works.set(works.id, works)
  }

  async #send(method: string, path: string, given: object): Promise<Works | null> {
    const body = () => ({ body: JSON.stringify(given), headers: { 'content-type': 'application/json' } })
    return (await this.#persist({ method, path, body })) as Works | null
  }

  /** Asks until there is an answer. What is refused is noted: none of these requests should be. */
  async #persist({ method, path, body }: Asked): Promise<unknown> {
    const key = randomUUID()
    for (let tries = 0; ; tries++) {
      const { headers, ...rest } = body()
      const init = { ...rest, method, headers: { ...this.#headers, ...(headers as object), 'idempotency-key': key } }
      const answer = await fetch(`${this.#service.address}${path}`, init).catch(() => null)
      const text = await answer?.text().catch(() => null)
      if (answer && typeof text === 'string' && answer.status < 300) {
        this.ledger.acknowledged += 1
        if (tries > 0) this.ledger.repeated += 1
        return JSON.parse(text)
      }
      if (answer && answer.status !== 503 && answer.status !== 409 && typeof text === 'string') {
        this.ledger.refused.push(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`)
        return null
      }
      await pause(50)
    }
  }
}
