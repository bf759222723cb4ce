/** Who is judged: whoever digs, whose works they are, and laboratories that test them. */
export const partyKinds = ['contractor', 'agency', 'consultant'] as const
export type PartyKind = (typeof partyKinds)[number]

/** What a score is made of. */
export const partCodes = [
  'inspections',
  'defects',
  'mended_in_time',
  'disputes',
  'samples',
  'overruns',
  'violations',
  'reports',
  'results_in_time',
  'results_right',
] as const
export type PartCode = (typeof partCodes)[number]

/** Parts whose figure is so many for each kilometre or works; of the others it is a share. */
export const rates = ['defects', 'violations', 'reports'] as const satisfies readonly PartCode[]

/** What a case of a score is. */
export const caseKinds = ['inspection', 'defect', 'sample', 'works', 'violation', 'report'] as const
