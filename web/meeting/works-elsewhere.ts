import { createContext } from 'react'

/** Whether works that an item names are opened on their own page: where `sel` says which meeting is read. */
export const WorksElsewhere = createContext(false)
