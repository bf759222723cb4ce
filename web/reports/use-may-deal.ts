import { roleMay } from '../../server/access/rules.ts'
import { useUser } from '../agencies/queries.ts'

/** Whether whoever looks deals with reports at all. */
export function useMayDeal(): boolean {
  const user = useUser()
  return user !== null && roleMay(user.role, 'reports.manage')
}
