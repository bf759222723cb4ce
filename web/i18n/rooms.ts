// Apart from the language itself: whoever sends a report fetches none of these, nor where they are.
import { type Catalogue, learn } from './language.tsx'

const administration: Catalogue = {
  ar: () => import('./ar-administration.ts').then((file) => file.arAdministration),
  en: () => import('./en-administration.ts').then((file) => file.enAdministration),
}

/** Fetches a page together with the words of accounts, keys and audit, which visitors never read. */
export function withAdministration<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(administration)]))[0]
}

const planning: Catalogue = {
  ar: () => import('./ar-planning.ts').then((file) => file.arPlanning),
  en: () => import('./en-planning.ts').then((file) => file.enPlanning),
}

/** Fetches a page together with the words of agencies who plan: their own works, the conflict explorer. */
export function withPlanning<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(planning)]))[0]
}

const permits: Catalogue = {
  ar: () => import('./ar-permits.ts').then((file) => file.arPermits),
  en: () => import('./en-permits.ts').then((file) => file.enPermits),
}

const delegation: Catalogue = {
  ar: () => import('./ar-delegation.ts').then((file) => file.arDelegation),
  en: () => import('./en-delegation.ts').then((file) => file.enDelegation),
}

/** Fetches what belongs to applications and permits together with its words, and those of who answers for whom: the first page is without them. */
export function withPermits<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(permits), learn(delegation)]))[0]
}

const cases: Catalogue = {
  ar: () => import('./ar-cases.ts').then((file) => file.arCases),
  en: () => import('./en-cases.ts').then((file) => file.enCases),
}

/** Fetches what belongs to coordination cases together with its words, and those of applications that it uses. */
export function withCases<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return withPermits(async () => (await Promise.all([load(), learn(cases)]))[0])
}

const digOnce: Catalogue = {
  ar: () => import('./ar-sharing.ts').then((file) => file.arSharing),
  en: () => import('./en-sharing.ts').then((file) => file.enSharing),
}

/** Fetches what belongs to sharing a trench together with its words. */
export function withDigOnce<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(digOnce)]))[0]
}

const defects: Catalogue = {
  ar: () => import('./ar-defects.ts').then((file) => file.arDefects),
  en: () => import('./en-defects.ts').then((file) => file.enDefects),
}

/** Fetches what belongs to defects together with its words. */
export function withDefects<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(defects)]))[0]
}

const reports: Catalogue = {
  ar: () => import('./ar-reports.ts').then((file) => file.arReports),
  en: () => import('./en-reports.ts').then((file) => file.enReports),
}

/** Fetches what is done with reports together with its words. */
export function withReports<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(reports)]))[0]
}

const office: Catalogue = {
  ar: () => import('./ar-office.ts').then((file) => file.arOffice),
  en: () => import('./en-office.ts').then((file) => file.enOffice),
}

/** Fetches a page of the coordination office together with its words. */
export function withOffice<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(office)]))[0]
}

const notifications: Catalogue = {
  ar: () => import('./ar-notifications.ts').then((file) => file.arNotifications),
  en: () => import('./en-notifications.ts').then((file) => file.enNotifications),
}

/** Fetches what tells people and software together with its words. */
export function withNotifications<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(notifications)]))[0]
}

const ledger: Catalogue = {
  ar: () => import('./ar-ledger.ts').then((file) => file.arLedger),
  en: () => import('./en-ledger.ts').then((file) => file.enLedger),
}

/** Fetches what reads the ledger of the pavement together with its words. */
export function withLedger<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(ledger)]))[0]
}

const assets: Catalogue = {
  ar: () => import('./ar-assets.ts').then((file) => file.arAssets),
  en: () => import('./en-assets.ts').then((file) => file.enAssets),
}

/** Fetches what shows an agency its own networks together with its words. */
export function withAssets<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(assets)]))[0]
}

const violations: Catalogue = {
  ar: () => import('./ar-violations.ts').then((file) => file.arViolations),
  en: () => import('./en-violations.ts').then((file) => file.enViolations),
}

/** Fetches what belongs to violations together with its words, and those of clocks and fees that it uses. */
export function withViolations<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return withPermits(async () => (await Promise.all([load(), learn(violations)]))[0])
}

const inspections: Catalogue = {
  ar: () => import('./ar-inspections.ts').then((file) => file.arInspections),
  en: () => import('./en-inspections.ts').then((file) => file.enInspections),
}

/** Fetches what belongs to visits and inspections, on the phone and in the office, together with its words. */
export function withInspections<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(inspections)]))[0]
}

const outbox: Catalogue = {
  ar: () => import('./ar-outbox.ts').then((file) => file.arOutbox),
  en: () => import('./en-outbox.ts').then((file) => file.enOutbox),
}

/** Fetches what shows what lies on a phone together with its words, and those of inspections that it uses. */
export function withOutbox<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return withInspections(async () => (await Promise.all([load(), learn(outbox)]))[0])
}

const laboratory: Catalogue = {
  ar: () => import('./ar-laboratory.ts').then((file) => file.arLaboratory),
  en: () => import('./en-laboratory.ts').then((file) => file.enLaboratory),
}

/** Fetches what belongs to laboratories and the quality of works together with its words, and those of applications that it uses. */
export function withLaboratory<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return withPermits(async () => (await Promise.all([load(), learn(laboratory)]))[0])
}

const handover: Catalogue = {
  ar: () => import('./ar-handover.ts').then((file) => file.arHandover),
  en: () => import('./en-handover.ts').then((file) => file.enHandover),
}

/** Fetches what belongs to the way of works back to the city together with its words, and those of applications that it uses. */
export function withHandover<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return withPermits(async () => (await Promise.all([load(), learn(handover)]))[0])
}
