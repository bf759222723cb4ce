import { speaker } from '../language/speak.ts'
import { arNotices } from './messages-ar.ts'
import { enNotices } from './messages-en.ts'

export const sayNotices = speaker({ ar: arNotices, en: enNotices })
