import { uuidv7 } from 'uuidv7'
import { mayDo } from '../access/permissions.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { catalogue } from './catalogue.ts'
import { type Choice, choicesOf } from './choices.ts'
import type { About } from './contract.ts'
import { type Person, reach, softwareOf } from './people.ts'
import { keyOf, lookAt, type Sighted, seesSubject } from './sight.ts'
import type { Telling } from './tell.ts'

interface Delivering {
  now: Date
  mails: boolean
}

/**
 * Makes of one telling a notice for everybody whom it is for, the e-mails that they want at once, and a delivery to each
 * webhook. Nobody is told who may not do what the kind is for, or may not see the subject; nor who did it.
 */
export async function deliver(db: Db, happeningId: string, telling: Telling, delivering: Delivering): Promise<void> {
  const { kind, subject, by } = telling
  const sighted = (await lookAt(db, [subject])).get(keyOf(subject))
  if (!sighted) return
  const reached = await reach(db, telling.to)
  const people = reached.people.filter(
    ({ actor }) =>
      actor.userId !== by && mayDo(actor, catalogue[kind].permission) && seesSubject(actor, subject, sighted),
  )
  const about = { ...sighted.about, ...telling.about }
  await giveNotices(db, happeningId, { ...telling, about }, people, delivering)
  for (const agencyId of reached.agencies)
    await giveWebhooks(db, happeningId, telling, { agencyId, sighted, ...delivering })
}

async function giveNotices(
  db: Db,
  happeningId: string,
  { kind, subject, about, at }: Telling & { about: About },
  people: readonly Person[],
  { now, mails }: Delivering,
): Promise<void> {
  const choices = await choicesOf(
    db,
    people.map(({ actor }) => actor.userId),
    kind,
  )
  const wanted = people.flatMap((person) => {
    const { app, mail } = choices.get(person.actor.userId) as Choice
    const sent = mails && !person.isDemo ? mail : 'none'
    return app || sent !== 'none' ? { userId: person.actor.userId, app, mail: sent } : []
  })
  if (wanted.length === 0) return
  const given = (await db('notice')
    .insert(
      wanted.map(({ userId, app, mail }) => ({
        id: uuidv7(),
        happening_id: happeningId,
        user_id: userId,
        kind,
        subject_type: subject.type,
        subject_id: subject.id,
        about: JSON.stringify(about),
        at,
        in_app: app,
        mail,
      })),
    )
    .onConflict(['happening_id', 'user_id', 'kind', 'subject_id'])
    .ignore()
    .returning(['id', 'user_id', 'mail'])) as { id: string; user_id: string; mail: string }[]
  const atOnce = given.filter(({ mail }) => mail === 'now')
  if (atOnce.length > 0)
    await db('mail').insert(
      atOnce.map(({ id, user_id }) => ({ id: uuidv7(), user_id, kind, notice_id: id, created_at: now, next_at: now })),
    )
}

/** One that is paused has it waiting for when it is taken up again. */
async function giveWebhooks(
  db: Db,
  happeningId: string,
  { kind, subject, at }: Telling,
  { agencyId, sighted, now }: { agencyId: string; sighted: Sighted; now: Date },
): Promise<void> {
  const hooks = await rows<{ id: string }>(
    db,
    // one that is disabled meanwhile has its messages given up, these too: it waits for this, or this for it
    `select id from webhook where agency_id = cast(:agencyId as uuid) and state <> 'disabled' and :kind = any (kinds)
     order by id for share`,
    { agencyId, kind },
  )
  if (hooks.length === 0) return
  const software = await softwareOf(db, agencyId)
  if (!mayDo(software, catalogue[kind].permission) || !seesSubject(software, subject, sighted)) return
  await db('webhook_delivery')
    .insert(
      hooks.map(({ id }) => ({
        id: uuidv7(),
        webhook_id: id,
        happening_id: happeningId,
        kind,
        subject_type: subject.type,
        subject_id: subject.id,
        at,
        created_at: now,
        next_at: now,
      })),
    )
    .onConflict(['webhook_id', 'happening_id', 'kind', 'subject_id'])
    .ignore()
}
