/** Who asks: nobody known, so the address counts; an account; a key of an agency's software. */
export const standings = ['visitor', 'account', 'key'] as const
export type Standing = (typeof standings)[number]

/** So many requests at once, which come back evenly over so many seconds. */
export interface Quota {
  requests: number
  seconds: number
}

/** What is counted together. */
export const quotaNames = ['files', 'tiles', 'reading', 'writing', 'reports', 'sign-in', 'live', 'exports'] as const
export type QuotaName = (typeof quotaNames)[number]

export type Quotas = Readonly<Record<QuotaName, Readonly<Record<Standing, Quota>>>>

const same = (quota: Quota): Record<Standing, Quota> => ({ visitor: quota, account: quota, key: quota })

/**
 * The quotas of a client, published with each operation. A visitor's are those of an address, which an office, a school
 * or all subscribers of a mobile network may share: they are wide, and who has an account is counted by it instead.
 */
const quotas: Quotas = {
  // The page with its fonts and scripts: some twenty files, from memory or disk.
  files: same({ requests: 1000, seconds: 10 }),
  // A screen of 4K shows 40 tiles of each of its three sources; zooming through ten levels asks for 1,200.
  tiles: same({ requests: 3000, seconds: 60 }),
  // The page asks for ten things when it opens and for two or three at each move. Software may ask 50 times a second.
  reading: {
    visitor: { requests: 300, seconds: 30 },
    account: { requests: 300, seconds: 30 },
    key: { requests: 200, seconds: 4 },
  },
  // Nobody writes ten times a second by hand; many rows at once are what imports are for.
  writing: {
    visitor: { requests: 30, seconds: 60 },
    account: { requests: 100, seconds: 10 },
    key: { requests: 100, seconds: 10 },
  },
  // A citizen sends ten in an hour at most; several stand behind one address.
  reports: same({ requests: 60, seconds: 3600 }),
  // An office of a hundred begins its day within five minutes. OWASP ASVS 5, 6.3.1: tries are slowed, not only locked.
  'sign-in': same({ requests: 120, seconds: 300 }),
  // Whole files: a few in a minute, one at a time.
  exports: same({ requests: 20, seconds: 300 }),
  // A window that comes into sight opens its stream of changes, and again after each break of the network.
  live: same({ requests: 120, seconds: 60 }),
}

/** Of an address: wrong passwords, over all accounts. Five for one account lock that account besides. */
const failedSignIns: Quota = { requests: 30, seconds: 300 }

interface Turning {
  most: Partial<Record<QuotaName, number>>
  longestMilliseconds: number
  /** The same for a file that is written as it is fetched. */
  longestFileMilliseconds: number
}

/**
 * How many requests of one client are worked on at the same time; its others wait for their turn. A browser opens six
 * connections. Of the 16 to the database a client takes a quarter at most, and of the four for tiles one is always free.
 */
const turns: Turning = {
  most: { tiles: 3, reading: 4, writing: 4, reports: 4, 'sign-in': 2, exports: 1 },
  // somewhat more than a statement may take: an answer that is slow to be fetched must not keep its client waiting for good
  longestMilliseconds: 20_000,
  longestFileMilliseconds: 600_000,
}

/**
 * Streams of changes that a client may hold open, and all of them in one process. A window in sight holds one; behind an
 * address may sit a whole office. They take no turn: they would never give it back.
 */
const streams: Limits['streams'] = { most: { visitor: 100, account: 20, key: 5 }, overall: 5000 }

/** A refusal is told only after about so long, or a client that asks again at once keeps the service busy with refusing. */
const refusal = { afterMilliseconds: 1000, mostHeld: 1000 } as const

/** Where the process itself cannot follow any more, requests are turned away before anything is done for them. */
const pressure = {
  /** A person notices a second. */
  eventLoopDelayMilliseconds: 1000,
  sampleMilliseconds: 1000,
  /** Share of the memory that the engine may take for its heap: beyond it collecting garbage is all it does. */
  heapShare: 0.9,
  retryAfterSeconds: 5,
} as const

export interface Limits {
  quotas: Quotas
  failedSignIns: Quota
  turns: Turning
  streams: { most: Record<Standing, number>; overall: number }
  refusal: { afterMilliseconds: number; mostHeld: number }
  pressure: {
    eventLoopDelayMilliseconds: number
    sampleMilliseconds: number
    heapShare: number
    retryAfterSeconds: number
  }
}

/** The limits as they are published. `null` in their place is none: for load tests, and tests of everything else. */
export const published: Limits = { quotas, failedSignIns, turns, streams, refusal, pressure }
