import { useSpeech } from '../i18n/language.tsx'
import type { Counts } from './counts.ts'

/** `1 blocking · 2 warnings · 1 chance` */
export function FindingCounts({ counts }: { counts: Counts }) {
  const { say } = useSpeech()
  const parts = [
    counts.blocking ? say('conflict.blockingCount', { count: counts.blocking }) : null,
    counts.warning ? say('conflict.warningCount', { count: counts.warning }) : null,
    counts.info ? say('conflict.infoCount', { count: counts.info }) : null,
    counts.waived ? say('conflict.waivedCount', { count: counts.waived }) : null,
    counts.chances ? say('conflict.chanceCount', { count: counts.chances }) : null,
  ].filter(Boolean)
  return <span className="counts">{parts.join(' · ')}</span>
}
