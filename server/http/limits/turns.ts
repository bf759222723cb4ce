/** A place in a line: `here` when its turn has come, `leave` when it is over or nobody waits for it any more. */
export interface Turn {
  here: Promise<void>
  leave: () => void
}

interface Line {
  inside: number
  waiting: Set<() => void>
}

/** Lets a few requests of each client in at a time. The others of that client wait, and nobody else does. */
export class Turns {
  private readonly lines = new Map<string, Line>()
  private readonly longest: number

  constructor({ longestMilliseconds }: { longestMilliseconds: number }) {
    this.longest = longestMilliseconds
  }

  take(client: string, most: number): Turn {
    const line = this.lines.get(client) ?? { inside: 0, waiting: new Set() }
    this.lines.set(client, line)
    let over: (() => void) | undefined
    const come = () => {
      line.inside++
      const timer = setTimeout(() => over?.(), this.longest).unref()
      over = () => {
        clearTimeout(timer)
        over = undefined
        this.next(client, line)
      }
    }
    if (line.inside < most) {
      come()
      return { here: Promise.resolve(), leave: () => over?.() }
    }
    let enter: () => void = () => undefined
    const here = new Promise<void>((done) => {
      enter = () => {
        come()
        done()
      }
    })
    line.waiting.add(enter)
    return { here, leave: () => (line.waiting.delete(enter) ? undefined : over?.()) }
  }

  /** How many clients have something going on. */
  get size(): number {
    return this.lines.size
  }

  private next(client: string, line: Line): void {
    line.inside--
    const [first] = line.waiting
    if (first) {
      line.waiting.delete(first)
      first()
    } else if (line.inside === 0) this.lines.delete(client)
  }
}
