import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import { orTakeBack, type Steps } from '../http/write.ts'
import type { RulePack } from '../policy/contract.ts'
import { photoFolder } from './folder.ts'
import { discardUnwritten, insertPhoto, type KeptPhoto, keepPhoto } from './store.ts'

interface Writing<T> {
  photo: Buffer | null
  /** Everybody may see what it belongs to. */
  isPublic?: boolean
  status: number
  /** Asked before the photo is made anew, which costs. */
  look?: (db: Db) => Promise<Outcome<unknown>>
  /** Writes what the photo belongs to. */
  work: (db: Db, photo: KeptPhoto | null) => Promise<Outcome<T>>
}

/** Writes something with a photo, where there is one: the file first, then the rows; what is refused leaves no file. */
export async function withPhoto<T>(
  { photo, isPublic = false, status, look, work }: Writing<T>,
  { within, once, pack, mediaDir, now }: Steps & { pack: RulePack; mediaDir: string; now: Date },
): Promise<Outcome<T>> {
  const seen = await within(async (db) => {
    await once.look(db)
    return look ? look(db) : null
  })
  if (seen?.problem) return seen
  const kept: Outcome<KeptPhoto | null> = photo
    ? await keepPhoto(await within((db) => photoFolder(db, mediaDir)), photo, pack.zone)
    : { value: null }
  if (kept.problem) return kept
  try {
    return await within((db) =>
      once(db, status, async () => {
        if (kept.value) await insertPhoto(db, kept.value, { isPublic, now })
        return work(db, kept.value)
      }).then(orTakeBack),
    )
  } catch (error) {
    if (kept.value) await discardUnwritten(kept.value, error)
    throw error
  }
}
