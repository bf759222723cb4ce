import { uuidv7 } from 'uuidv7'
import { troubleOf } from '../store/database.ts'
import { tell } from '../store/told.ts'
import type { InspectionDraft } from './draft.ts'
import { BegunBefore, type DraftOwner, editionKept, KeptElsewhere, keepDraft, readDraft } from './drafts.ts'
import type { Sheet } from './sheet.ts'
import { together } from './together.ts'

/** Why the last changes are not kept. */
export type DraftTrouble = 'full' | 'no_store' | 'failed' | 'begun_before' | 'let_go'

/** What the form is told. */
export interface ToldOfDraft {
  onKept: (draft: InspectionDraft) => void
  onTrouble: (trouble: DraftTrouble | null) => void
  /** What another window has kept is taken over; `both`: what was changed in both at once. */
  onJoined: (join: (now: InspectionDraft) => InspectionDraft, both: readonly string[]) => void
  /** Photos that were taken in another window. */
  onFiles: (files: ReadonlyMap<string, Blob>) => void
  /** Whether the map that was taken along has made way for it. */
  onFreed: (freed: boolean) => void
}

export interface KeptOrigin extends DraftOwner {
  sheet: Sheet
  first: { draft: InspectionDraft; edition: string | null }
}

/**
 * Writes each state of a draft, one after the other: the last one wins whatever takes longest. Where another window has kept the
 * same draft meanwhile, neither writes over the other: what each of them changed is put together.
 */
export class DraftKeeper {
  readonly #owner: DraftOwner
  readonly #sheet: Sheet
  readonly #told: ToldOfDraft
  #latest: InspectionDraft
  #onDisk: KeptOrigin['first']
  #queue = Promise.resolve(true)
  #isStopped = false

  constructor({ key, userId, sheet, first }: KeptOrigin, told: ToldOfDraft) {
    this.#owner = { key, userId }
    this.#sheet = sheet
    this.#told = told
    this.#latest = first.draft
    this.#onDisk = first
  }

  keep(draft: InspectionDraft): void {
    this.#latest = draft
    void this.#inTurn(() => this.#keepLatest())
  }

  /** Takes over what another window has kept. Gives whether there was nothing; `isTold`: one has just said that there is something. */
  look(isTold: boolean): Promise<boolean> {
    return this.#inTurn(() => this.#lookNow(isTold))
  }

  /** Nothing was kept elsewhere that is not here. A store that cannot be read now keeps nobody from signing. */
  isLatest(): Promise<boolean> {
    return this.#inTurn(() => this.#lookNow(false).catch(() => true))
  }

  /** Nothing more is written. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#queue
  }

  #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    this.#queue = this.#queue
      .then(async () => !this.#isStopped && (await work()))
      .catch((error) => {
        this.#told.onTrouble(error instanceof BegunBefore ? 'begun_before' : troubleOf(error))
        return false
      })
    return this.#queue
  }

  async #keepLatest(): Promise<boolean> {
    const now = this.#latest
    try {
      if (now !== this.#onDisk.draft) await this.#write(now)
    } catch (error) {
      if (!(error instanceof KeptElsewhere)) throw error
      await this.#takeOver()
      return false
    }
    this.#told.onKept(now)
    this.#told.onTrouble(null)
    return true
  }

  async #write(draft: InspectionDraft): Promise<void> {
    const { draft: before, edition: seen } = this.#onDisk
    const named = new Set(draft.photos.map(({ id }) => id))
    const takenBack = before.photos.filter(({ id }) => !named.has(id)).map(({ id }) => id)
    const edition = uuidv7()
    const kept = { ...this.#owner, sheet: this.#sheet, draft, changedAt: new Date().toISOString(), edition }
    this.#told.onFreed(await keepDraft(kept, { takenBack, edition: seen }))
    this.#onDisk = { draft, edition }
    tell('drafts')
  }

  async #lookNow(isTold: boolean): Promise<boolean> {
    const there = await editionKept(this.#owner)
    // a photo that was just taken may lie there before anything of its draft was kept
    if ((there ?? '') === (this.#onDisk.edition ?? '')) return true
    if (there !== null) await this.#takeOver()
    // what was merely cleared away by the browser is kept again with the next change
    else if (!isTold) return true
    else {
      this.#isStopped = true
      this.#told.onTrouble('let_go')
    }
    return false
  }

  async #takeOver(): Promise<void> {
    const theirs = await readDraft(this.#owner)
    const { draft: before } = this.#onDisk
    if (theirs?.draft.id !== before.id) throw new BegunBefore()
    const own = this.#latest
    const { draft: joined, both } = together(before, own, theirs.draft)
    this.#onDisk = { draft: theirs.draft, edition: theirs.edition }
    this.#latest = joined
    this.#told.onFiles(theirs.files)
    this.#told.onJoined((now) => (now === own ? joined : together(before, now, theirs.draft).draft), both)
  }
}
