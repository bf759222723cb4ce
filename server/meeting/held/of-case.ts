import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { CaseMeeting, ItemOutcome, MeetingState } from './contract.ts'
import { type SettledRow, settledColumns, settledItems, settledOf } from './settled.ts'
import { meetingSight, sightOfItems, sightOfMeetings } from './sight.ts'

interface Row extends SettledRow {
  id: string
  number: string
  held_on: string
  state: MeetingState
  item: number
  outcome: ItemOutcome | null
  words: string | null
  settler_id: string | null
  settle_by: string | null
  revision: number
}

/** So many are told: a case is on a meeting of each quarter until it ends. */
const most = 40

/** The meetings on whose agenda a case stood, as whoever asks may see them, the latest first; and what came of it there. */
export async function meetingsOfCase(db: Db, caseId: string, viewer: Actor): Promise<CaseMeeting[]> {
  const found = await rows<Row>(
    db,
    `select m.id, m.number, m.held_on, m.state, i.number as item, i.outcome, i.words, i.settler_id, i.settle_by, i.revision, ${settledColumns}
     from meeting_item i join meeting m on m.id = i.meeting_id ${settledItems}
     where i.case_id = cast(:caseId as uuid) and i.point = 'cases' and ${sightOfMeetings} and ${sightOfItems}
     order by m.held_on desc, m.id desc limit :most`,
    { caseId, most, ...meetingSight(viewer) },
  )
  return found.map(({ id, number, held_on, state, item, outcome, words, settler_id, settle_by, revision, ...row }) => ({
    ...{ id, number, heldOn: held_on, state },
    minute: {
      ...{ item, outcome, words, settlerId: settler_id, settleBy: settle_by, revision },
      ...{ settled: settledOf(row), turn: row.turn },
    },
  }))
}
