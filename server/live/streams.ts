import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type ChangeKind, changeKinds } from './contract.ts'

export interface Pace {
  /** What changes within so many milliseconds is told together. */
  together: number
  /** So often a stream says that it is alive. */
  beat: number
}

const usualPace: Pace = { together: 250, beat: 20_000 }
const retryMilliseconds = 2000
/** Bytes that may wait for a client that does not read: beyond, its stream ends and it may come again. */
const mostWaiting = 16_384

/**
 * The open streams of one process. Changes are numbered, and what is told carries the number of the last: who comes back
 * with it is told what changed meanwhile, or to read everything anew (`refresh`) where that is not known.
 */
export class LiveStreams {
  readonly #pace: Pace
  readonly #open = new Set<Readable>()
  /** The number of the last change of each kind. */
  readonly #latest = new Map<ChangeKind, number>()
  readonly #waiting = new Set<ChangeKind>()
  /** Numbers of another process, or of this one before it was started anew, mean nothing here. */
  readonly #run = randomUUID()
  readonly #beats: NodeJS.Timeout
  #number = 0
  #told = 0
  /** The number at which something may have been missed. */
  #gap = 0
  #timer: NodeJS.Timeout | undefined
  #isOver = false

  constructor(pace: Pace = usualPace) {
    this.#pace = pace
    this.#beats = setInterval(() => this.#say(this.#message('beat', {})), pace.beat).unref()
  }

  get size(): number {
    return this.#open.size
  }

  /** Something of this kind is another. */
  changed(kind: ChangeKind): void {
    this.#latest.set(kind, ++this.#number)
    this.#waiting.add(kind)
    this.#tellSoon()
  }

  /** Something may have changed that nobody heard of. */
  missed(): void {
    this.#gap = ++this.#number
    this.#tellSoon()
  }

  /** A stream that begins with what changed since the event of this id. */
  open(since: string | undefined): Readable {
    const stream = new Readable({ read: () => undefined })
    if (this.#isOver) {
      stream.push(null)
      return stream
    }
    this.#open.add(stream)
    stream.once('close', () => this.#open.delete(stream))
    stream.push(`retry: ${retryMilliseconds}\n${this.#since(since)}`)
    return stream
  }

  /** Ends all of them: clients come back to whoever is there then. */
  end(): void {
    this.#isOver = true
    clearInterval(this.#beats)
    clearTimeout(this.#timer)
    for (const stream of this.#open) stream.push(null)
  }

  #since(id: string | undefined): string {
    if (id === undefined) return this.#message('change', { kinds: [] })
    const known = id.startsWith(`${this.#run}.`) ? Number(id.slice(this.#run.length + 1)) : Number.NaN
    if (!(known >= this.#gap && known <= this.#number)) return this.#message('refresh', {})
    return this.#message('change', { kinds: changeKinds.filter((kind) => (this.#latest.get(kind) ?? 0) > known) })
  }

  #tellSoon(): void {
    if (this.#isOver) return
    this.#timer ??= setTimeout(() => this.#tell(), this.#pace.together).unref()
  }

  #tell(): void {
    this.#timer = undefined
    const hasGap = this.#gap > this.#told
    const kinds = changeKinds.filter((kind) => this.#waiting.has(kind))
    this.#waiting.clear()
    this.#told = this.#number
    this.#say(hasGap ? this.#message('refresh', {}) : this.#message('change', { kinds }))
  }

  #message(event: 'change' | 'refresh' | 'beat', data: { kinds?: ChangeKind[] }): string {
    return `id: ${this.#run}.${this.#told}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  }

  #say(message: string): void {
    for (const stream of this.#open)
      if (stream.readableLength > mostWaiting) stream.destroy()
      else stream.push(message)
  }
}
