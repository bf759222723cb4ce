import { createHash } from 'node:crypto'

export interface Tile {
  bytes: Buffer
  etag: string
}

interface Kept {
  tile: Tile
  version: number
  until: number
}

/** Kept at most so long, so that what another process writes shows soon: milliseconds. */
const longestMilliseconds = 10_000
const mostBytes = 128 * 1024 * 1024

/**
 * Tiles by their address, filter and data version. Identical requests in flight share one making. The oldest go when
 * there are too many bytes.
 */
export class TileCache {
  readonly #kept = new Map<string, Kept>()
  readonly #making = new Map<string, Promise<Tile>>()
  #bytes = 0
  #version = 0

  /** Says that something has been written: what was made before is not asked again. */
  touch(): void {
    this.#version += 1
  }

  async get(key: string, make: () => Promise<Buffer>): Promise<Tile> {
    const kept = this.#kept.get(key)
    if (kept && kept.version === this.#version && kept.until > Date.now()) return kept.tile
    const turn = `${this.#version} ${key}`
    const making = this.#making.get(turn) ?? this.#make(key, turn, make)
    return making
  }

  #make(key: string, turn: string, make: () => Promise<Buffer>): Promise<Tile> {
    const version = this.#version
    const making = make()
      .then((bytes) => {
        const tile = { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` }
        this.#keep(key, { tile, version, until: Date.now() + longestMilliseconds })
        return tile
      })
      .finally(() => this.#making.delete(turn))
    this.#making.set(turn, making)
    return making
  }

  #keep(key: string, kept: Kept): void {
    this.#drop(key)
    this.#kept.set(key, kept)
    this.#bytes += kept.tile.bytes.length
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#bytes -= kept.tile.bytes.length
    this.#kept.delete(key)
  }
}
