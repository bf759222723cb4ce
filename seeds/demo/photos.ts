import type { Db } from '../../server/database/connect.ts'
import { photoFolder } from '../../server/media/folder.ts'
import { insertPhoto, keepPhoto } from '../../server/media/store.ts'
import type { RulePack } from '../../server/policy/contract.ts'

export interface Picturing {
  pack: RulePack
  mediaDir: string
  now: Date
}

/** Takes in a drawing as a photo is taken in; gives its id. */
export async function keepDrawing(db: Db, drawing: Buffer, { pack, mediaDir, now }: Picturing): Promise<string> {
  const kept = await keepPhoto(await photoFolder(db, mediaDir), drawing, pack.zone)
  if (kept.problem) throw new Error(`a drawing of the demo city was refused: ${JSON.stringify(kept.problem)}`)
  await insertPhoto(db, kept.value, { isPublic: false, now })
  return kept.value.id
}
