import type { Role } from './contract.ts'

/** The coordination office: may act for every agency. */
export function isOffice(role: Role | null | undefined): boolean {
  return role === 'planner' || role === 'admin'
}
