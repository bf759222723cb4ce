const query = 'Q'.charCodeAt(0)
const spoken = /^\s*listen\s+(?:"([^"]+)"|(\w+))/i
/** Letter, length and process of a notification: its channel comes next, up to a nought. */
const channelAt = 9

/**
 * Who listens to what among the connections of one embedded engine. They share its one session, which tells a
 * notification to whoever happens to speak; here it goes to those who have said `listen`, as on a server.
 */
export class Ears {
  readonly #ways = new Map<number, (message: Uint8Array) => void>()
  readonly #channels = new Map<number, Set<string>>()

  /** A connection, and how something is said to it. */
  welcome(handlerId: number, say: (message: Uint8Array) => void): void {
    this.#ways.set(handlerId, say)
  }

  forget(handlerId: number): void {
    this.#ways.delete(handlerId)
    this.#channels.delete(handlerId)
  }

  /** Notes a `listen` among what a connection says. */
  note(handlerId: number, message: Uint8Array): void {
    if (message[0] !== query) return
    const [, quoted, plain] = spoken.exec(Buffer.from(message.subarray(5, 200)).toString()) ?? []
    const channel = quoted ?? plain?.toLowerCase()
    if (channel === undefined) return
    const channels = this.#channels.get(handlerId) ?? new Set()
    this.#channels.set(handlerId, channels.add(channel))
  }

  /** Passes a notification on, as the engine wrote it. */
  tell(message: Uint8Array): void {
    const channel = Buffer.from(message.subarray(channelAt, message.indexOf(0, channelAt))).toString()
    for (const [handlerId, channels] of this.#channels)
      if (channels.has(channel)) this.#ways.get(handlerId)?.(Buffer.from(message))
  }
}
