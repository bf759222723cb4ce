import { Ajv2020, type Options } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { App } from './app-types.ts'

const shared: Options = { allErrors: true, verbose: true, removeAdditional: false, useDefaults: true, strict: false }

/** Bodies are taken as they are; only what comes as text in an address is read as a number or a list. */
export function validation(app: App): void {
  const body = new Ajv2020({ ...shared, coerceTypes: false })
  const address = new Ajv2020({ ...shared, coerceTypes: 'array' })
  for (const ajv of [body, address]) (addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : address).compile(schema))
}
