import { speaker } from '../language/speak.ts'
import { arNotices } from './messages-ar.ts'
import { enNotices } from './messages-en.ts'
import { arSiteNotices } from './messages-site-ar.ts'
import { enSiteNotices } from './messages-site-en.ts'

export const sayNotices = speaker({ ar: { ...arNotices, ...arSiteNotices }, en: { ...enNotices, ...enSiteNotices } })
