import type { App, Services } from '../http/app-types.ts'
import { TrenchWidths } from './contract.ts'

/** What of the rule pack those who plan works are told. */
export function policyRoutes(app: App, { pack }: Services): void {
  app.get(
    '/api/trench-widths',
    {
      config: { permission: 'works.write' },
      schema: {
        tags: ['works'],
        summary: 'Usual trench widths in metres, by method and utility, from the rule pack',
        response: { 200: TrenchWidths },
      },
    },
    async () => ({ pack: pack.name, metres: pack.trenchWidthMetres }),
  )
}
