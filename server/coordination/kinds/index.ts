import { clash } from './clash.ts'
import { guarantee } from './guarantee.ts'
import type { PairRule } from './kind.ts'
import { moratorium } from './moratorium.ts'
import { proximity } from './proximity.ts'
import { repeatDig } from './repeat-dig.ts'

/** The kinds of findings between two works. A new one is one new file and a line here. */
export const pairRules: readonly PairRule[] = [clash, proximity, repeatDig, moratorium, guarantee]
