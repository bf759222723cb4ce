import fc from 'fast-check'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import { checks } from '../../server/verify.ts'
import { pack } from '../database.ts'
import { mediaOfTests } from '../service.ts'
import { type Answer, ask } from './ask.ts'
import type { City } from './city.ts'
import { faultOf } from './judge.ts'
import { type Operation, operationsOf } from './operations.ts'
import type { Wire } from './wire.ts'

const longestShown = 2_000

/** A request that a failure shows as it was sent. */
export interface Case {
  wire: Wire
  [fc.toStringMethod]: () => string
}

export function shown<T extends { wire: Wire }>(given: T): T & Case {
  const { method, url, headers, payload } = given.wire
  const told = [`${method} ${url}`, JSON.stringify(headers), payload?.toString() ?? '']
  return { ...given, [fc.toStringMethod]: () => told.map((text) => text.slice(0, longestShown)).join('\n') }
}

/** A city that is asked again and again, and as it was at the beginning whenever that is wanted. */
export class Siege {
  readonly #city: City
  readonly #db: Db
  readonly #operations: readonly Operation[]

  constructor(db: Db, city: City) {
    this.#db = db
    this.#city = city
    this.#operations = operationsOf(city.app)
  }

  /** From here on `restore` leads back to this moment. */
  async begin(): Promise<void> {
    await rows(this.#db, 'savepoint siege')
  }

  /** Everything is as it was; whatever a broken request left behind in the transaction is gone too. */
  async restore(): Promise<void> {
    await rows(this.#db, 'rollback to savepoint siege')
  }

  /** Throws where the answer is none of ours. */
  async ask(sent: Wire): Promise<Answer> {
    const wire = awaited(sent)
    const answer = await ask(this.#city.app, wire, () => this.restore())
    const path = pathOf(wire)
    const operation = this.#operations.find(
      ({ method, path: known }) => method === wire.method && formOf(known).test(path),
    )
    const fault = faultOf(answer, wire, operation)
    if (fault) throw new Error(`${fault}: ${answer.text.slice(0, longestShown)}`)
    return answer
  }

  /** Throws where what is stored cannot be right: the register, the chain of changes, the shapes. */
  async verify(): Promise<void> {
    // the photos of its city are rows alone
    const { photos: _, ...ofRows } = checks
    for (const [name, check] of Object.entries(ofRows)) {
      const { isWell, lines, counts } = await check(this.#db, { pack, mediaDir: mediaOfTests })
      if (!isWell) throw new Error(`${name} is not well: ${JSON.stringify(counts)} ${lines.join('; ')}`)
    }
  }
}

function pathOf({ url }: Wire): string {
  return url.split('?')[0] ?? ''
}

const forms = new Map<string, RegExp>()

function formOf(path: string): RegExp {
  const known = forms.get(path)
  if (known) return known
  const form = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
  forms.set(path, form)
  return form
}

/** Work in the background has no connection of its own in a test: the answer waits until it is done. */
function awaited(wire: Wire): Wire {
  const [path = '', query = ''] = wire.url.split(/\?(.*)/s)
  if (!path.startsWith('/api/imports') || wire.method === 'GET') return wire
  const asks = query.split('&').filter((one) => one !== '' && one !== 'wait=false')
  const isSaid = asks.some((one) => one.startsWith('wait='))
  return { ...wire, url: `${path}?${[...asks, ...(isSaid ? [] : ['wait=true'])].join('&')}` }
}
