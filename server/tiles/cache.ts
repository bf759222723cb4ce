import { createHash } from 'node:crypto'

export interface Tile {
  bytes: Buffer
  etag: string
}

interface Kept {
  tile: Tile
  until: number
}

export interface Room {
  /** Bytes of tiles, addresses and what it takes to keep them. */
  bytes: number
  /**
   * Milliseconds after which a tile is made anew. What changes is told by `NOTIFY`, whichever process has written it, and
   * touches the cache; this bounds what is not told: another process's writes while the listening connection is down,
   * and tables without that trigger, such as places and boundaries.
   */
  milliseconds: number
}

const usualRoom: Room = { bytes: 128 * 1024 * 1024, milliseconds: 10_000 }
/** What an entry takes besides its tile and its address, about: an empty tile is not free. */
const entryBytes = 400

/**
 * Tiles by their address, filter and data version. Identical requests in flight share one making. The oldest go when
 * they are too old or take too much room.
 */
export class TileCache {
  readonly #room: Room
  readonly #kept = new Map<string, Kept>()
  readonly #making = new Map<string, Promise<Tile>>()
  #bytes = 0
  #version = 0

  constructor(room: Room = usualRoom) {
    this.#room = room
  }

  /** How many tiles it keeps. */
  get size(): number {
    return this.#kept.size
  }

  /** Says that something has been written: what was made before is not asked again. */
  touch(): void {
    this.#version += 1
    this.#kept.clear()
    this.#bytes = 0
  }

  async get(key: string, make: () => Promise<Buffer>): Promise<Tile> {
    const kept = this.#kept.get(key)
    if (kept && kept.until > Date.now()) return kept.tile
    const turn = `${this.#version} ${key}`
    return this.#making.get(turn) ?? this.#make(key, turn, make)
  }

  #make(key: string, turn: string, make: () => Promise<Buffer>): Promise<Tile> {
    const version = this.#version
    const making = make()
      .then((bytes) => {
        const tile = { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` }
        if (version === this.#version) this.#keep(key, { tile, until: Date.now() + this.#room.milliseconds })
        return tile
      })
      .finally(() => this.#making.delete(turn))
    this.#making.set(turn, making)
    return making
  }

  /** All are kept equally long, so the first of the map is the first to go. */
  #keep(key: string, kept: Kept): void {
    this.#drop(key)
    this.#kept.set(key, kept)
    this.#bytes += sizeOf(key, kept)
    const now = Date.now()
    for (const [oldest, { until }] of this.#kept) {
      if (this.#bytes <= this.#room.bytes && until > now) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#bytes -= sizeOf(key, kept)
    this.#kept.delete(key)
  }
}

function sizeOf(key: string, { tile }: Kept): number {
  return tile.bytes.length + key.length * 2 + entryBytes
}
