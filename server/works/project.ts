import { type Actor, answersForGround } from '../access/actor.ts'
import { isOffice } from '../agencies/rules.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import { sayWorks } from './messages.ts'

/**
 * Works of one project do not meet: a project that another agency has begun is the office's to join, or a clash could be
 * hidden by borrowing its id.
 */
export async function foreignProject(
  db: Db,
  projectId: string | null | undefined,
  agencyId: string | null,
  actor: Actor,
): Promise<Outcome<never> | null> {
  if (!projectId || (isOffice(actor.role) && answersForGround(actor))) return null
  const [found] = await rows<{ foreign: boolean }>(
    db,
    'select project_is_foreign(cast(:projectId as uuid), cast(:agencyId as uuid)) as foreign',
    { projectId, agencyId },
  )
  return found?.foreign ? faultAt('projectId', sayWorks('project_foreign')) : null
}
