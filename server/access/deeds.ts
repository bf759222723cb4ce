import type { Role } from '../agencies/contract.ts'
import { agencies, office, type Permission, permissions } from './permissions.ts'

/**
 * On which objects a role may do something:
 * - `permitted`: works that have a permit, and what became of them;
 * - `published`: works that their agency has shown to others;
 * - `own_agency`: what belongs to the actor's organisation;
 * - `own_ground`: what lies in a municipality that the actor's organisation answers for;
 * - `mainly_own_ground`: what lies mostly in such a municipality: the one that decides, where several are touched;
 * - `everywhere`: anything, for whoever acts for the root authority.
 */
export type Scope = 'permitted' | 'published' | 'own_agency' | 'own_ground' | 'mainly_own_ground' | 'everywhere'

/** `to: null` is everybody, with or without an account. */
export interface Grant {
  to: readonly Role[] | null
  scope: Scope
}

/** An administrator manages the people and software of their own organisation; the root authority's, everybody's. */
export const adminRole: readonly Role[] = ['admin']
const ofOwnOrganisation = [
  { to: adminRole, scope: 'own_agency' },
  { to: adminRole, scope: 'everywhere' },
] as const satisfies readonly Grant[]

/** Who may do what with which objects. Any one grant is enough; without one the answer is no. */
export const policy = {
  'works.see': [
    { to: null, scope: 'permitted' },
    { to: agencies, scope: 'published' },
    { to: agencies, scope: 'own_agency' },
    { to: office, scope: 'own_ground' },
  ],
  // what its owner does with it; in the owner's place, the office that decides, and no other that it touches
  'works.change': [
    { to: ['planner', 'utility', 'admin'], scope: 'own_agency' },
    { to: office, scope: 'mainly_own_ground' },
  ],
  // what is between its owner and the offices: the words and the money of its procedure
  'works.procedure': [
    { to: ['planner', 'utility', 'admin'], scope: 'own_agency' },
    { to: office, scope: 'own_ground' },
  ],
  'works.decide': [{ to: office, scope: 'mainly_own_ground' }],
  // the words behind what happened to it: as whose it is or as who digs it, and on the ground of the office
  'works.words': [
    { to: agencies, scope: 'own_agency' },
    { to: ['planner', 'inspector', 'admin'], scope: 'own_ground' },
  ],
  // whoever owes it; an office records what reached it, waives and pays back as who decides
  'fees.pay': [{ to: ['planner', 'utility', 'admin'], scope: 'own_agency' }],
  'consultations.answer': [{ to: permissions['consultations.answer'], scope: 'own_agency' }],
  // who lets another answer, and takes that back: whoever would answer
  'consultations.entrust': [{ to: permissions['consultations.answer'], scope: 'own_agency' }],
  // of the organisations whose works are in a case, and the municipalities that these touch
  'cases.see': [
    { to: agencies, scope: 'own_agency' },
    { to: office, scope: 'own_ground' },
  ],
  'cases.take_part': [{ to: permissions['cases.write'], scope: 'own_agency' }],
  'restrictions.change': [{ to: office, scope: 'own_ground' }],
  'pavement.enter': [{ to: office, scope: 'mainly_own_ground' }],
  // where networks lie is guarded: not even the office of the ground is told
  'assets.change': [{ to: permissions['assets.write'], scope: 'own_agency' }],
  // a ban is the imposing office's own
  'bans.change': [
    { to: office, scope: 'own_agency' },
    { to: office, scope: 'everywhere' },
  ],
  // of the agencies whose works are on the agenda or who came, and of the offices of its ground
  'meetings.see': [
    { to: agencies, scope: 'own_agency' },
    { to: office, scope: 'own_ground' },
  ],
  'meetings.hold': [{ to: office, scope: 'mainly_own_ground' }],
  'opportunities.change': [{ to: office, scope: 'own_ground' }],
  // one list for the whole jurisdiction: contractors are judged alike wherever they dig
  'checklists.publish': [{ to: office, scope: 'everywhere' }],
  // whose works it was, or who dug it, and whoever inspects that ground
  'inspections.see': [
    { to: agencies, scope: 'own_agency' },
    { to: permissions['inspections.write'], scope: 'mainly_own_ground' },
  ],
  'inspections.make': [{ to: permissions['inspections.write'], scope: 'mainly_own_ground' }],
  'visits.plan': [{ to: office, scope: 'mainly_own_ground' }],
  // as whose works it is or as who digs it, and on the ground of the office
  'defects.see': [
    { to: agencies, scope: 'own_agency' },
    { to: permissions['inspections.write'], scope: 'own_ground' },
  ],
  'defects.answer': [{ to: permissions['defects.answer'], scope: 'own_agency' }],
  'defects.judge': [{ to: permissions['inspections.write'], scope: 'mainly_own_ground' }],
  'defects.decide': [{ to: office, scope: 'mainly_own_ground' }],
  // of the laboratory, of whose works it is and of who digs them; of an office, what lies on its ground
  'samples.see': [
    { to: agencies, scope: 'own_agency' },
    { to: ['planner', 'inspector', 'admin'], scope: 'own_ground' },
  ],
  // what a score is made of: whoever is scored, and offices
  'quality.see': [
    { to: agencies, scope: 'own_agency' },
    { to: ['planner', 'inspector', 'admin'], scope: 'own_ground' },
  ],
  'quality.appeal': [{ to: permissions['quality.appeal'], scope: 'own_agency' }],
  'quality.decide': [{ to: office, scope: 'everywhere' }],
  'samples.write': [
    { to: ['consultant'], scope: 'own_agency' },
    { to: office, scope: 'mainly_own_ground' },
  ],
  'reinstatements.record': [
    { to: permissions['reinstatements.write'], scope: 'own_agency' },
    { to: office, scope: 'mainly_own_ground' },
  ],
  // whoever digs says what is done; whose works it is, and the office, do that and more
  'connections.mark': [
    { to: ['planner', 'utility', 'admin'], scope: 'own_agency' },
    { to: office, scope: 'mainly_own_ground' },
  ],
  'connections.dig': [{ to: ['contractor'], scope: 'own_agency' }],
  // of who answers for it or has the works, and of the ground where it was done
  'violations.see': [
    { to: agencies, scope: 'own_agency' },
    { to: ['planner', 'inspector', 'admin'], scope: 'own_ground' },
  ],
  'violations.decide': [{ to: office, scope: 'mainly_own_ground' }],
  'violations.object': [{ to: permissions['violations.object'], scope: 'own_agency' }],
  'reports.details': [
    { to: agencies, scope: 'own_agency' },
    { to: ['planner', 'inspector', 'admin'], scope: 'own_ground' },
  ],
  // as whom it was passed to; to whom it goes, and that it is none, is the office's to say
  'reports.deal': [{ to: permissions['reports.manage'], scope: 'own_agency' }],
  'reports.decide': [{ to: ['planner', 'inspector', 'admin'], scope: 'own_ground' }],
  'accounts.manage': ofOwnOrganisation,
  'keys.manage': ofOwnOrganisation,
  'webhooks.manage': ofOwnOrganisation,
} as const satisfies Record<string, readonly Grant[]>

export type Deed = keyof typeof policy

/** What a key must have been made for, to do it as its organisation. */
export const scopeOf: Record<Deed, Permission> = {
  'works.see': 'works.read',
  'works.change': 'works.write',
  'works.procedure': 'works.write',
  'works.decide': 'works.decide',
  'works.words': 'works.read',
  'fees.pay': 'works.write',
  'consultations.answer': 'consultations.answer',
  'consultations.entrust': 'consultations.answer',
  'cases.see': 'cases.read',
  'cases.take_part': 'cases.write',
  'restrictions.change': 'restrictions.write',
  'pavement.enter': 'imports.reference',
  'assets.change': 'assets.write',
  'bans.change': 'bans.write',
  'meetings.see': 'conflicts.read',
  'meetings.hold': 'meetings.write',
  'opportunities.change': 'opportunities.write',
  'checklists.publish': 'checklists.publish',
  'inspections.see': 'inspections.read',
  'inspections.make': 'inspections.write',
  'visits.plan': 'visits.plan',
  'defects.see': 'inspections.read',
  'defects.answer': 'defects.answer',
  'defects.judge': 'inspections.write',
  'defects.decide': 'works.decide',
  'samples.see': 'works.read',
  'samples.write': 'samples.write',
  'quality.see': 'works.read',
  'quality.appeal': 'quality.appeal',
  'quality.decide': 'quality.decide',
  'reinstatements.record': 'reinstatements.write',
  'connections.mark': 'works.write',
  'connections.dig': 'works.write',
  'violations.see': 'works.read',
  'violations.decide': 'violations.decide',
  'violations.object': 'violations.object',
  'reports.details': 'reports.manage',
  'reports.deal': 'reports.manage',
  'reports.decide': 'reports.manage',
  'accounts.manage': 'accounts.manage',
  'keys.manage': 'keys.manage',
  'webhooks.manage': 'webhooks.manage',
}
