import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PaymentOutcome } from './contract.ts'

/** What a provider says of a payment, once it is sure that it says so itself. */
export interface ProviderNotice {
  paymentId: string
  outcome: PaymentOutcome
  amount: number
  currency: string
  /** The provider's own name for it; the receipt that whoever paid has in hand. */
  reference: string
}

export interface AskedPayment {
  paymentId: string
  amount: number
  currency: string
}

/** Whoever takes money for the city: three verbs. What a card is stays with it. */
export interface PaymentProvider {
  name: string
  /** True where no money moves. */
  isTest: boolean
  /** The page where one pays. Asked twice for the same payment it gives the same. */
  pageOf: (payment: AskedPayment) => Promise<string>
  /** Reads a call-back; null where it was not the provider who called. */
  read: (headers: Readonly<Record<string, unknown>>, body: Readonly<Record<string, unknown>>) => ProviderNotice | null
  /** Pays back a part of a payment. Asked twice for the same payment it pays once. */
  payBack: (payment: AskedPayment & { reference: string }) => Promise<void>
}

export const signatureHeader = 'nasaq-signature'

export interface TestProvider extends PaymentProvider {
  /** A call-back as this provider would send it. */
  callBack: (notice: ProviderNotice) => { headers: Record<string, string>; body: Record<string, unknown> }
}

export function isTestProvider(provider: PaymentProvider | null): provider is TestProvider {
  return provider?.isTest === true
}

/**
 * The provider of demonstrations and tests: no money moves, and its page says so. It signs what it says with a key of this
 * process, as others sign with the key that they share with the city.
 */
export function testProvider(key: Buffer = randomBytes(32)): TestProvider {
  const sign = ({ paymentId, outcome, amount, currency, reference }: ProviderNotice) =>
    createHmac('sha256', key).update([paymentId, outcome, amount, currency, reference].join('\n')).digest()
  return {
    name: 'test',
    isTest: true,
    pageOf: ({ paymentId }) => Promise.resolve(`/pay/${paymentId}`),
    payBack: () => Promise.resolve(),
    callBack: (notice) => ({ headers: { [signatureHeader]: sign(notice).toString('hex') }, body: { ...notice } }),
    read: (headers, body) => {
      const notice = noticeIn(body)
      if (!notice) return null
      const shown = Buffer.from(String(headers[signatureHeader] ?? ''), 'hex')
      const right = sign(notice)
      return shown.length === right.length && timingSafeEqual(shown, right) ? notice : null
    },
  }
}

function noticeIn(body: Readonly<Record<string, unknown>>): ProviderNotice | null {
  const { paymentId, outcome, amount, currency, reference } = body
  if (outcome !== 'paid' && outcome !== 'failed') return null
  if (typeof paymentId !== 'string' || typeof currency !== 'string' || typeof reference !== 'string') return null
  return typeof amount === 'number' ? { paymentId, outcome, amount, currency, reference } : null
}
