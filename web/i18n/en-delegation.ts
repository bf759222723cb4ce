import type { arDelegation } from './ar-delegation.ts'

/** The same ids as the Arabic messages. */
export const enDelegation: Record<keyof typeof arDelegation, string> = {
  'delegation.title': 'Answering on behalf of others',
  'delegation.counts': 'answer on your behalf: {answering}; you answer for: {answered}',
  'delegation.ours': 'Who answers on our behalf',
  'delegation.oursNone': 'Your agency has entrusted nobody with its answers.',
  'delegation.theirs': 'On whose behalf we answer',
  'delegation.theirsNone': 'No agency has entrusted yours with its answers.',
  'delegation.how':
    'Your agency still sees its consultations and may answer them itself, and is told of each answer on its behalf. Whoever answers for you cannot pass that on.',
  'delegation.new': 'Entrust an agency with answering',
  'delegation.newDetail':
    'On these days the agency answers consultations on behalf of yours, except about works in which it has an interest.',
  'delegation.delegate': 'Agency that answers',
  'delegation.choose': 'Choose the agency',
  'delegation.from': 'First day',
  'delegation.until': 'Last day',
  'delegation.hasEnd': 'The delegation has a last day',
  'delegation.untilFirst': 'The last day is before the first.',
  'delegation.note': 'Note (optional)',
  'delegation.noteHow': 'Such as the number of the authorisation letter; both agencies see it.',
  'delegation.entrust': 'Entrust',
  'delegation.days': '{first} to {last}',
  'delegation.openDays': 'from {first} until revoked',
  'delegation.by': 'Recorded by {who}, {when}',
  'delegation.someone': 'somebody unknown',
  'delegation.state.to_come': 'Not yet in force',
  'delegation.state.in_force': 'In force today',
  'delegation.state.over': 'Ended',
  'delegation.state.revoked': 'Revoked',
  'delegation.revoke': 'Revoke the delegation',
  'delegation.revokeAsked': 'Revoke the delegation of {name}?',
  'delegation.revokeDetail':
    'This agency no longer answers on behalf of yours from now on. Answers recorded before that stand.',
  'delegation.onBehalf': 'on behalf of {whom}',
  'delegation.answeredBy': 'Answered by {who} on behalf of {whom}',
  'delegation.youAnswer': 'You answer here on behalf of {whom}.',
  'delegation.stored': 'The answer on behalf of {whom} is recorded.',
  'delegation.filter': 'Agency consulted',
}
