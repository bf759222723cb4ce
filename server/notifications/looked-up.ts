import type { Facts } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { About } from './contract.ts'

/** What a notice needs to know of its subject: what the policy asks of it, and what it is called. */
export interface Sighted {
  facts: Facts
  /** The organisations that a case is between, or that have to mend a defect: any of them sees it. */
  parties?: readonly string[]
  about: About
}

interface WorksRow {
  id: string
  number: string
  title: string
  agency_id: string
  municipality_ids: string[]
  status: string
  is_published: boolean
  name_ar: string
  name_en: string
}

export async function findWorks(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Sighted>> {
  const found = await rows<WorksRow>(
    db,
    `select w.id, w.number, w.title, w.agency_id, w.municipality_ids, w.status, w.published_version is not null as is_published,
            o.name_ar, o.name_en
     from works w join organisation o on o.id = w.agency_id where w.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map((row) => [
      row.id,
      {
        facts: {
          agencyId: row.agency_id,
          municipalityIds: row.municipality_ids,
          status: row.status,
          isPublished: row.is_published,
        },
        about: { number: row.number, title: row.title, agency: { ar: row.name_ar, en: row.name_en } },
      },
    ]),
  )
}

type Found = Promise<ReadonlyMap<string, Sighted>>

export async function findCases(db: Db, ids: readonly string[]): Found {
  const found = await rows<{ id: string; number: string; municipality_ids: string[]; parties: string[] }>(
    db,
    `select c.id, c.number, c.municipality_ids, array(select p.agency_id from case_party p where p.case_id = c.id) as parties
     from coordination_case c where c.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map(({ id, number, municipality_ids: municipalityIds, parties }) => [
      id,
      { facts: { municipalityIds }, parties, about: { number } },
    ]),
  )
}

/** What an organisation is called, with the title of a call. */
interface Named {
  id: string
  agency_id: string
  title: string | null
  name_ar: string
  name_en: string
}

const named = ({ id, agency_id: agencyId, title, name_ar: ar, name_en: en }: Named): [string, Sighted] => [
  id,
  { facts: { agencyId }, about: { title, agency: { ar, en } } },
]

export async function findCalls(db: Db, ids: readonly string[]): Found {
  const found = await rows<Named>(
    db,
    `select c.id, c.agency_id, c.title, o.name_ar, o.name_en from interest_call c join organisation o on o.id = c.agency_id
     where c.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(found.map(named))
}

export async function findBans(db: Db, ids: readonly string[]): Found {
  const found = await rows<Named>(
    db,
    `select b.id, b.contractor_id as agency_id, null as title, o.name_ar, o.name_en
     from contractor_ban b join organisation o on o.id = b.contractor_id where b.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(found.map(named))
}

export async function findScored(db: Db, ids: readonly string[]): Found {
  const found = await rows<Named>(
    db,
    `select id, id as agency_id, null as title, name_ar, name_en from organisation where id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(found.map(named))
}

export async function findSamples(db: Db, ids: readonly string[]): Found {
  const found = await rows<{
    id: string
    number: string
    works: string
    laboratory_id: string
    agency_id: string
    contractor_id: string | null
    municipality_ids: string[]
  }>(
    db,
    `select s.id, s.number, w.number as works, s.laboratory_id, w.agency_id, w.contractor_id, w.municipality_ids
     from sample s join works w on w.id = s.works_id where s.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map((row) => [
      row.id,
      {
        facts: { municipalityIds: row.municipality_ids },
        parties: [row.laboratory_id, row.agency_id, ...(row.contractor_id ? [row.contractor_id] : [])],
        about: { number: row.number, works: row.works },
      },
    ]),
  )
}

interface DefectRow {
  id: string
  number: string
  title: string
  text_ar: string
  text_en: string
  agency_id: string
  contractor_id: string | null
  municipality_ids: string[]
}

export async function findDefects(db: Db, ids: readonly string[]): Found {
  const found = await rows<DefectRow>(
    db,
    `select d.id, d.number, w.title, d.text_ar, d.text_en, d.agency_id, d.contractor_id, d.municipality_ids
     from defect d join works w on w.id = d.works_id where d.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map(({ id, number, title, text_ar: ar, text_en: en, agency_id, contractor_id, municipality_ids }) => [
      id,
      {
        facts: { municipalityIds: municipality_ids },
        parties: contractor_id === null ? [agency_id] : [agency_id, contractor_id],
        about: { number, title, text: { ar, en } },
      },
    ]),
  )
}

export async function findViolations(db: Db, ids: readonly string[]): Found {
  const found = await rows<{
    id: string
    number: string
    title: string
    parties: string[]
    municipality_ids: string[]
  }>(
    db,
    `select v.id, w.number, w.title, w.municipality_ids, array[v.liable_id, w.agency_id] as parties
     from violation v join works w on w.id = v.works_id where v.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map(({ id, number, title, parties, municipality_ids: municipalityIds }) => [
      id,
      { facts: { municipalityIds }, parties, about: { number, title } },
    ]),
  )
}

export async function findReports(db: Db, ids: readonly string[]): Found {
  const found = await rows<{ id: string; number: string; agency_id: string; municipality_id: string }>(
    db,
    'select id, number, agency_id, municipality_id from report where id = any (cast(:ids as uuid[]))',
    { ids: [...ids] },
  )
  return new Map(
    found.map(({ id, number, agency_id: agencyId, municipality_id }) => [
      id,
      { facts: { agencyId, municipalityIds: [municipality_id] }, about: { number } },
    ]),
  )
}
