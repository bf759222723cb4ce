import type { Author, NewWorksFields, WorksFields } from './store.ts'

/** What a works is, as its columns are called. */
export function columns(fields: WorksFields) {
  return {
    external_reference: fields.externalReference,
    title: fields.title,
    description: fields.description,
    contractor_id: fields.contractorId,
    project_id: fields.projectId,
    category: fields.category,
    utility: fields.utility,
    method: fields.method,
    traffic_impact: fields.trafficImpact,
    connections: fields.connections,
    trench_width_metres: fields.trenchWidthMetres,
    trench_depth_metres: fields.trenchDepthMetres,
    status: fields.status,
    period_start: fields.period.start,
    period_end: fields.period.end,
  }
}

/** A new works as `insert.sql` takes it. */
export function newRow(works: NewWorksFields, place: number, author: Author, event: string) {
  const { route, actualPeriod, guaranteeUntil, createdAt, agencyId, ...told } = works
  return {
    id: works.id,
    place,
    agency_id: agencyId,
    ...columns(works),
    actual_start: actualPeriod?.start ?? null,
    actual_end: actualPeriod?.end ?? null,
    guarantee_until: guaranteeUntil ?? null,
    created_at: createdAt ?? author.at.toISOString(),
    event,
    user_id: author.userId,
    after: { ...told, route },
  }
}
