import type { arKept } from './ar-kept.ts'

/** The same ids as the Arabic catalogue. */
export const enKept: Record<keyof typeof arKept, string> = {
  'report.kept.title': 'Your report is kept on this device',
  'report.kept.needsYou': 'A report waits for you',
  'report.kept.none': 'No reports on this device',
  'report.kept.detail':
    'It has not arrived yet. It is sent by itself once there is a network, while this page is open or when you open it again.',
  'report.kept.another': 'Another report',
  'report.kept.list': 'Reports on this device',
  'report.kept.privacy':
    'Only those who use this device see them. Photo, note and place are deleted from it as soon as the report arrives; the link to follow it stays until you remove it.',
  'report.kept.waiting': 'Waiting to be sent',
  'report.kept.sending': 'Sending…',
  'report.kept.refused': 'Not accepted',
  'report.kept.unsure': 'It may have arrived before. If you send it now, it may be recorded twice.',
  'report.kept.arrived': 'Arrived',
  'report.kept.sendNow': 'Send now',
  'report.kept.sendAgain': 'Send again',
  'report.kept.change': 'Change the report',
  'report.kept.changeLater': 'To change it, first send the report that you have begun below.',
  'report.kept.discard': 'Delete the report',
  'report.kept.discardAsked': 'Delete the report from this device?',
  'report.kept.discardDetail':
    'This report has not arrived. Its photo and what you wrote are deleted and cannot be restored.',
  'report.kept.forget': 'Remove from the device',
  'report.kept.forgetAsked': 'Remove the link from this device?',
  'report.kept.forgetDetail':
    'The report has arrived and is dealt with. Copy the link first if you want to follow it: it is not shown again.',
  'report.kept.keep': 'Keep it',
}
