import type { User } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import { isOffice } from '../http/permissions.ts'
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
  user: User,
): Promise<Outcome<never> | null> {
  if (!projectId || isOffice(user.role)) return null
  const foreign = await db('works').where({ project_id: projectId }).whereNot({ agency_id: agencyId }).first('id')
  return foreign ? faultAt('projectId', sayWorks('project_foreign')) : null
}
