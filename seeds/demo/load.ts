import { hashPassword } from '../../server/accounts/passwords.ts'
import { insertConstraint } from '../../server/coordination/restrictions.ts'
import type { Db } from '../../server/database/connect.ts'
import { allowLongStatements } from '../../server/database/long-statements.ts'
import { rows } from '../../server/database/sql.ts'
import { storeOpportunities } from '../../server/opportunities/store.ts'
import { storePlaces } from '../../server/places/store.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { storeReports } from '../../server/reports/store.ts'
import { createProtectedSurface } from '../../server/streets/protection.ts'
import { storeStreets } from '../../server/streets/store.ts'
import { dayAt } from '../../server/time/rules.ts'
import { insertWorks, type NewWorksFields, type WorksKeeper } from '../../server/works/store.ts'
import { itsGround, municipalityCode, trafficCode } from './agencies.ts'
import { storeApplications } from './applications.ts'
import { storeDemoAssets } from './assets.ts'
import { storeBans, withBannedContractor } from './bans.ts'
import { storeCases } from './cases.ts'
import { generateCity } from './city.ts'
import { storeConnections } from './connections.ts'
import { storeDefects } from './defects.ts'
import { storeDelegations } from './delegations.ts'
import { storeFees } from './fees.ts'
import { storeHandover } from './handover.ts'
import { storeInspections, storeKept } from './inspections.ts'
import { beSilent, storeNotices } from './notices.ts'
import { storePavement } from './pavement.ts'
import { storeSamples } from './samples.ts'
import { storeScores } from './scores.ts'
import { storeSharing } from './sharing.ts'
import { progressOne, storeTraffic } from './traffic.ts'
import type { DemoCity, DemoWorks } from './types.ts'
import { storeViolations } from './violations.ts'

const password = 'demo'
const loadMilliseconds = 120_000

interface Loading {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
  /** Where photos of what was found are kept. */
  mediaDir: string
}

/** Advisory lock that two processes which start at once take turns by. */
const loadLock = 7_208_331

/** Loads the demo city into an empty database, in one transaction; gives false where anything but the root stands in it. */
export function loadDemo(db: Db, loading: Loading): Promise<boolean> {
  return db.transaction(async (trx) => {
    await rows(trx, 'select pg_advisory_xact_lock(:loadLock)', { loadLock })
    if (!(await isEmpty(trx))) return false
    const city = generateCity(dayAt(loading.now, loading.pack.zone))
    await allowLongStatements(trx, loadMilliseconds, () => store(trx, city, loading))
    return true
  })
}

async function isEmpty(db: Db): Promise<boolean> {
  const [found] = await rows<{ something: boolean }>(
    db,
    `select exists (select 1 from app_user) or exists (select 1 from street) or exists (select 1 from works)
         or exists (select 1 from report) or exists (select 1 from municipality where not is_root) as something`,
  )
  return found?.something === false
}

async function store(db: Db, city: DemoCity, loading: Loading): Promise<void> {
  await beSilent(db, true)
  await storeOrganisations(db, city)
  await storeMunicipalities(db, city)
  await storeStreets(
    db,
    city.streets.map(({ nameAr, nameEn, ...street }) => ({
      ...street,
      name: { ar: nameAr, en: nameEn },
    })),
    loading.pack,
  )
  await storePlaces(db, city.places)
  await storeWorks(db, city, loading)
  await storeConnections(db, loading)
  await storeApplications(db, city.works, loading)
  await storeDelegations(db, city, loading)
  await storeSharing(db, city, loading)
  await storeFees(db, loading)
  await storeTraffic(db, loading)
  await progressOne(db, loading)
  await storeRestrictions(db, city, loading.pack)
  await storePavement(db, city, loading)
  await storeDemoAssets(db, city, loading)
  await storeBans(db, city, loading)
  await storeViolations(db, city, loading)
  await storeReports(db, city.reports, loading.pack)
  await escalateBefore(db, loading.now)
  await storeOpportunities(
    db,
    city.opportunities.map(({ titleAr, titleEn, ...site }) => ({ ...site, title: { ar: titleAr, en: titleEn } })),
    loading,
  )
  await storeInspections(db, city, loading)
  await storeHandover(db, loading)
  await storeCases(db, loading)
  await storeSamples(db, city, loading)
  await storeDefects(db, loading)
  await storeKept(db, city, loading)
  await storeScores(db, city, loading)
  await beSilent(db, false)
  await storeNotices(db, loading)
}

async function storeOrganisations(db: Db, { agencies, users }: DemoCity): Promise<void> {
  await db('organisation').insert(
    agencies.map(({ id, code, nameAr, nameEn, kind, colour }) => ({
      id,
      code,
      name_ar: nameAr,
      name_en: nameEn,
      kind,
      colour,
      asked_on_traffic: code === trafficCode,
    })),
  )
  const organisations = idsByCode(agencies)
  const passwordHash = await hashPassword(password)
  await db('app_user').insert(
    users.map(({ id, email, nameAr, nameEn, role, agencyCode }) => ({
      id,
      email,
      name_ar: nameAr,
      name_en: nameEn,
      role,
      is_demo: true,
      password_hash: passwordHash,
      organisation_id: organisations.get(agencyCode) ?? null,
    })),
  )
}

function idsByCode(agencies: DemoCity['agencies']): Map<string, string> {
  return new Map(agencies.map(({ code, id }) => [code, id]))
}

async function storeMunicipalities(db: Db, { municipalities, agencies, regionId }: DemoCity): Promise<void> {
  const office = agencies.find(({ kind }) => kind === 'municipality')?.id
  const municipality = agencies.find(({ code }) => code === municipalityCode)?.id
  await rows(
    db,
    `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
     select m.id, case when m.code = :itsGround then cast(:municipality as uuid) else cast(:office as uuid) end, :regionId, m.code, m."nameAr", m."nameEn", ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(m.boundary), 4326))
     from jsonb_to_recordset(cast(:municipalities as jsonb))
       as m (id uuid, code text, "nameAr" text, "nameEn" text, boundary jsonb)`,
    { office, municipality, itsGround, regionId, municipalities: JSON.stringify(municipalities) },
  )
  // in the demo the office answers for the ground outside every boundary as well: it is the whole authority
  await db('municipality').where({ is_root: true }).update({ organisation_id: office })
}

async function storeWorks(db: Db, city: DemoCity, { pack, keeper, now }: Loading): Promise<void> {
  const organisations = idsByCode(city.agencies)
  const works = withBannedContractor(city.works).map((one) => fieldsOf(one, organisations))
  await insertWorks(db, works, { userId: null, at: now }, { pack, keeper, event: 'create' })
}

function fieldsOf(
  { agencyCode, contractorCode, createdOn, ...works }: DemoWorks,
  organisations: Map<string, string>,
): NewWorksFields {
  return {
    ...works,
    agencyId: organisations.get(agencyCode) as string,
    contractorId: contractorCode === null ? null : (organisations.get(contractorCode) ?? null),
    projectId: null,
    createdAt: `${createdOn}T08:00:00Z`,
  }
}

async function storeRestrictions(db: Db, city: DemoCity, pack: RulePack): Promise<void> {
  for (const { id, ...given } of city.protectedStreets) {
    const made = await createProtectedSurface(db, given, { pack }, id)
    if (made.problem) throw new Error(`protected street ${id}: ${made.problem.name}`)
  }
  for (const { id, nameAr, nameEn, area, note, ...constraint } of city.constraintAreas)
    await insertConstraint(
      db,
      {
        ...constraint,
        ...(note === null ? {} : { note }),
        name: { ar: nameAr, en: nameEn },
        area,
      },
      area,
      pack,
      id,
    )
}

/** What of the demo is late already was told of when it was: nobody is told of all of it at the first start. */
async function escalateBefore(db: Db, now: Date): Promise<void> {
  await db('report')
    .where('due_at', '<=', now)
    .update({ escalated_at: db.ref('due_at') })
}
