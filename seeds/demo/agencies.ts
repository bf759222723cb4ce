import { type DemoAccount, demoAccounts, type OrganisationKind, type Role } from '../../server/agencies/contract.ts'
import { idOf } from './random.ts'
import type { DemoAgency, DemoUser } from './types.ts'

/** Who is consulted where traffic is hindered. */
export const trafficCode = 'DEMO-TRAFFIC'

/** Answers for its municipality alone; the office for the others, and for what lies in none. */
export const municipalityCode = 'DEMO-MUNICIPALITY'
export const itsGround = 'DMO-3'

/** The office comes first: it is the root authority of the demo city. */
const rows: readonly (readonly [
  code: string,
  kind: OrganisationKind,
  colour: string,
  arabic: string,
  english: string,
])[] = [
  [
    'NASAQ-OFFICE',
    'municipality',
    '#1b8354',
    'مكتب تنسيق الأعمال بأمانة مدينة نسق التجريبية',
    'Works Coordination Office, Nasaq Demo City',
  ],
  ['DEMO-ELEC', 'utility', '#b45309', 'شركة الكهرباء التجريبية', 'Demo Electricity Company'],
  ['DEMO-WATER', 'utility', '#1d6fd1', 'شركة المياه التجريبية', 'Demo Water Company'],
  ['DEMO-SEWER', 'utility', '#6b5b3e', 'شركة الصرف الصحي التجريبية', 'Demo Sewer Company'],
  ['DEMO-TEL', 'utility', '#7c3f98', 'شركة الاتصالات التجريبية', 'Demo Telecom Company'],
  ['DEMO-TEL2', 'utility', '#be185d', 'شركة الألياف التجريبية', 'Demo Fibre Company'],
  ['DEMO-GAS', 'utility', '#c2410c', 'شركة الغاز التجريبية', 'Demo Gas Company'],
  ['DEMO-COOL', 'utility', '#0e7490', 'شركة تبريد المناطق التجريبية', 'Demo District Cooling Company'],
  ['DEMO-ROADS', 'authority', '#334155', 'إدارة الطرق بالأمانة التجريبية', 'Demo Roads Department'],
  [trafficCode, 'authority', '#3730a3', 'إدارة المرور التجريبية', 'Demo Traffic Department'],
  ['DEMO-BUILD1', 'contractor', '#713f12', 'مقاولات الكثبان التجريبية', 'Demo Dunes Contracting'],
  ['DEMO-BUILD2', 'contractor', '#4d5b16', 'مقاولات الواحة التجريبية', 'Demo Oasis Contracting'],
  ['DEMO-INVEST', 'other', '#86198f', 'شركة الاستثمار التجريبية', 'Demo Investment Company'],
  ['DEMO-OWNER', 'other', '#9f1239', 'شركة الأملاك التجريبية', 'Demo Property Company'],
  ['DEMO-BUILD3', 'contractor', '#3f3f46', 'مقاولات السراب التجريبية', 'Demo Mirage Contracting'],
  ['DEMO-LAB', 'laboratory', '#475569', 'مختبر التربة والأسفلت التجريبي', 'Demo Soil and Asphalt Laboratory'],
  [municipalityCode, 'municipality', '#0f766e', 'بلدية الروضة التجريبية', 'Al-Rawdah Demo Municipality'],
]

const accounts: Record<DemoAccount, readonly [role: Role, agencyCode: string, arabic: string, english: string]> = {
  planner: ['planner', 'NASAQ-OFFICE', 'مخطط تجريبي', 'Demo planner'],
  electricity: ['utility', 'DEMO-ELEC', 'منسق الكهرباء التجريبي', 'Demo electricity coordinator'],
  water: ['utility', 'DEMO-WATER', 'منسق المياه التجريبي', 'Demo water coordinator'],
  telecom: ['utility', 'DEMO-TEL', 'منسق الاتصالات التجريبي', 'Demo telecom coordinator'],
  inspector: ['inspector', 'NASAQ-OFFICE', 'مفتش تجريبي', 'Demo inspector'],
  contractor: ['contractor', 'DEMO-BUILD1', 'مقاول تجريبي', 'Demo contractor'],
  laboratory: ['consultant', 'DEMO-LAB', 'فني مختبر تجريبي', 'Demo laboratory technician'],
  traffic: ['traffic', 'DEMO-TRAFFIC', 'ضابط مرور تجريبي', 'Demo traffic officer'],
  investor: ['investor', 'DEMO-INVEST', 'مستثمر تجريبي', 'Demo investor'],
  owner: ['owner', 'DEMO-OWNER', 'مالك تجريبي', 'Demo owner'],
  admin: ['admin', 'NASAQ-OFFICE', 'مدير النظام التجريبي', 'Demo administrator'],
  inspector2: ['inspector', 'NASAQ-OFFICE', 'مفتش تجريبي ثانٍ', 'Second demo inspector'],
  municipality: ['planner', municipalityCode, 'موظف بلدية تجريبي', 'Demo municipality officer'],
}

export const agencies = (): DemoAgency[] =>
  rows.map(([code, kind, colour, nameAr, nameEn], i) => ({
    id: idOf('agency', i),
    code,
    nameAr,
    nameEn,
    kind,
    colour,
  }))

export const users = (): DemoUser[] =>
  demoAccounts.map((name, i) => {
    const [role, agencyCode, nameAr, nameEn] = accounts[name]
    return { id: idOf('user', i), email: `${name}@demo`, nameAr, nameEn, role, agencyCode }
  })
