import { type Column, type ImportKind, importFields, type Mapping } from './contract.ts'

/** Names under which other systems keep what we ask for, the most telling first; compared without case and marks. */
const knownNames: Record<string, readonly string[]> = {
  title: ['title', 'titel', 'name', 'subject', 'bezeichnung', 'projectname', 'project', 'عنوان', 'اسمالمشروع', 'الاسم'],
  start: [
    'start',
    'startdate',
    'begin',
    'begindate',
    'beginn',
    'from',
    'datefrom',
    'von',
    'plannedstart',
    'تاريخالبداية',
    'البداية',
  ],
  end: ['end', 'enddate', 'finish', 'ende', 'to', 'dateto', 'until', 'bis', 'plannedend', 'تاريخالنهاية', 'النهاية'],
  externalReference: [
    'externalreference',
    'reference',
    'ref',
    'permitnumber',
    'number',
    'id',
    'globalid',
    '@id',
    'objectid',
    'fid',
    'رقمالمرجع',
    'الرقم',
  ],
  agency: [
    'agency',
    'owner',
    'organisation',
    'organization',
    'promoter',
    'company',
    'operator',
    'verursacher',
    'bauherr',
    'الجهة',
  ],
  category: ['category', 'workscategory', 'worktype', 'الفئة'],
  utility: ['utility', 'network', 'sparte', 'المرفق'],
  method: ['method', 'bauweise'],
  trafficImpact: ['trafficimpact', 'impact'],
  description: ['description', 'details', 'info', 'notes', 'remarks', 'bemerkung', 'beschreibung', 'الوصف'],
  trenchWidthMetres: ['trenchwidthmetres', 'trenchwidth', 'width'],
  trenchDepthMetres: ['trenchdepthmetres', 'trenchdepth', 'depth'],
  connections: ['connections'],
  nameAr: ['namear', 'arabicname', 'tagsnamear', 'name', 'streetname', 'الاسم', 'اسمالشارع'],
  nameEn: ['nameen', 'englishname', 'tagsnameen', 'name', 'streetname'],
  code: ['code', 'osmid', 'streetcode', 'municipalitycode', 'id', '@id', 'objectid', 'الرمز'],
  streetClass: ['streetclass', 'highwaytype', 'highway', 'fclass', 'roadclass', 'class', 'tagshighway', 'type'],
  widthMetres: ['widthmetres', 'width', 'roadwidth', 'tagswidth'],
  region: ['region', 'regionid', 'regioncode'],
  surfaceKind: ['surfacekind', 'cutkind', 'kind', 'نوعالقطع'],
  guaranteeUntil: ['guaranteeuntil', 'guaranteeend', 'warrantyuntil', 'الضمانحتى', 'نهايةالضمان'],
  guarantor: ['guarantor', 'guaranteedby', 'الضامن'],
  assetKind: ['assetkind', 'networktype', 'network', 'utility', 'type', 'kind', 'class', 'نوعالشبكة', 'النوع'],
  assetState: ['assetstate', 'state', 'status', 'lifecyclestatus', 'condition', 'حالةالشبكة', 'الحالة'],
  depthMetres: ['depthmetres', 'depth', 'cover', 'coverdepth', 'العمق', 'عمقالغطاء'],
  layers: ['layers', 'materials', 'pavement', 'الطبقات'],
}

/**
 * A mapping from the names of the columns found, for a person to look over. Where the features' own geometries are
 * points or missing, a property that holds a geometry is proposed in their place.
 */
export function proposeMapping(kind: ImportKind, columns: readonly Column[], hasShapes: boolean): Mapping {
  const byName = new Map(columns.filter(({ type }) => type !== 'geometry').map(({ name }) => [plain(name), name]))
  const fields: Mapping['fields'] = {}
  for (const field of importFields[kind]) {
    const name = (knownNames[field] ?? []).find((known) => byName.has(known))
    const from = name === undefined ? undefined : byName.get(name)
    if (from !== undefined) fields[field] = { from }
  }
  const drawn = hasShapes ? undefined : columns.find(({ type }) => type === 'geometry')?.name
  return { fields, ...(drawn === undefined ? {} : { geometry: drawn }) }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s._:/-]/g, '')
}
