import type { RulePack } from '../policy/contract.ts'
import { dueAfter } from '../time/working-days.ts'
import type { Category } from './contract.ts'

const millisecondsOfHour = 3_600_000

/** By when the office should have decided on what it received: on its working days, but by the hour of an emergency. [B] */
export function reviewDue(category: Category, received: Date, pack: RulePack): Date {
  const hours = pack.reviewHours[category]
  if (category === 'emergency') return new Date(received.getTime() + hours * millisecondsOfHour)
  return dueAfter(received, hours, pack)
}
