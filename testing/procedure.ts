import { expect } from 'vitest'
import type { App } from '../server/http/app-types.ts'
import type { Consultation, Procedure } from '../server/permits/contract.ts'
import type { Works } from '../server/works/contract.ts'
import type { SignedIn } from './service.ts'

/** Asks as somebody; `json` is what was answered. */
export function asking(app: App) {
  const send = (by: SignedIn | null, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: by?.headers ?? { 'accept-language': 'en' },
      ...(payload ? { payload } : {}),
    })
  const ok = async <T>(by: SignedIn | null, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
    const answer = await send(by, method, url, payload)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json<T>()
  }
  const due = async (office: SignedIn, id: string) => {
    const { fees } = await ok<Procedure>(office, 'GET', `/api/works/${id}/procedure`)
    return fees.filter(({ state }) => state === 'due')
  }
  const pay = (office: SignedIn, fee: string | undefined) =>
    ok(office, 'POST', `/api/fees/${fee}/settlement`, { reference: `BANK-${fee}`, reason: 'By bank transfer.' })
  return {
    app,
    send,
    ok,
    procedure: (by: SignedIn, id: string) => ok<Procedure>(by, 'GET', `/api/works/${id}/procedure`),
    /** The version that stands is the version that was seen. */
    event: async (by: SignedIn, id: string, event: string, more: object = {}) => {
      const { version } = await ok<Works>(by, 'GET', `/api/works/${id}`)
      return send(by, 'POST', `/api/works/${id}/events`, { event, version, ...more })
    },
    /** The office records that the fee has reached it. */
    paid: async (office: SignedIn, id: string) => {
      const [open] = await due(office, id)
      return pay(office, open?.id)
    },
    /** It records whatever is due, if anything is. */
    allPaid: async (office: SignedIn, id: string) => {
      for (const fee of await due(office, id)) await pay(office, fee.id)
    },
    answer: (by: SignedIn, id: string, more: object) =>
      send(by, 'POST', `/api/works/${id}/consultations/${by.agencyId}/answer`, { round: 1, ...more }),
    consulted: (procedure: Procedure, by: SignedIn) =>
      procedure.consultations.find(({ agencyId }) => agencyId === by.agencyId) as Consultation,
  }
}
