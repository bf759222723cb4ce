import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { addOrganisation } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import { keeper } from '../app.ts'
import { rows } from '../database/sql.ts'
import { importLimits, routeTypes, takeIn } from '../geo/intake.ts'
import { loadRulePack } from '../policy/load.ts'
import { insertWorks } from '../works/store.ts'
import { invalidities } from './validity.ts'

const db = databaseForTests()
it('x', async () => {
  const pack = loadRulePack('generic')
  await ensureRoot(db(), pack)
  const a = await addOrganisation(db(), 'AAA')
  const fs = JSON.parse(readFileSync('/work/shared/data/works/karlsruhe_works_geom.geojson', 'utf8')).features
  const good = fs.flatMap((f: any, place: number) => {
    const t = takeIn(f.geometry, { ...importLimits, types: routeTypes, box: pack.box as any })
    return t.geometry ? [{ place, member: '', geometry: t.geometry }] : []
  })
  const bad = await invalidities(db(), good)
  const works: any[] = good
    .filter((g: any) => !bad.has(g.place))
    .map((g: any) => ({
      id: uuidv7(),
      agencyId: a,
      route: g.geometry,
      title: 'abc',
      externalReference: null,
      description: null,
      contractorId: null,
      projectId: null,
      category: 'planned',
      utility: 'other',
      method: 'open_cut',
      trafficImpact: 'minor',
      connections: null,
      trenchWidthMetres: null,
      trenchDepthMetres: null,
      period: { start: '2026-01-01', end: '2026-02-01' },
      status: 'planned',
    }))
  for (const n of [1, 20, 50, 100, 150, works.length]) {
    const r = await insertWorks(
      db(),
      works.slice(0, n).map((w) => ({ ...w, id: uuidv7() })),
      { userId: null, at: new Date() },
      { pack, keeper, event: 'x' },
    )
    console.log(
      n,
      r.length,
      await rows(db(), 'select count(*) from works'),
      await rows(db(), 'select count(*) from works_history'),
    )
  }
}, 60000)
