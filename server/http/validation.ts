import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import { Ajv2020, type Options } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import type { App } from './app-types.ts'

const shared: Options = { allErrors: true, verbose: true, removeAdditional: false, useDefaults: true, strict: false }

function ajv(coerceTypes: boolean | 'array'): Ajv2020 {
  const made = new Ajv2020({ ...shared, coerceTypes })
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(made)
  return made
}

/** Shapes that are written where a route is are new objects each time, with the same text. */
function once<Compiled>(compile: (shape: object) => Compiled): (shape: object) => Compiled {
  const byShape = new WeakMap<object, Compiled>()
  const byText = new Map<string, Compiled>()
  return (shape) => {
    const known = byShape.get(shape)
    if (known) return known
    const text = JSON.stringify(shape)
    const compiled = byText.get(text) ?? compile(shape)
    byText.set(text, compiled)
    byShape.set(shape, compiled)
    return compiled
  }
}

/** Bodies are taken as they are; only what comes as text in an address is read as a number or a list. */
const body = ajv(false)
const address = ajv('array')
const ofBody = once((schema) => body.compile(schema))
const ofAddress = once((schema) => address.compile(schema))
const validator: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? ofBody : ofAddress)(schema)

const selected = SerializerSelector()({}, {})
const ofAnswer = once(
  (schema) =>
    selected({ schema, method: '', url: '', httpStatus: '' }) as ReturnType<FastifySerializerCompiler<object>>,
)
const serializer: FastifySerializerCompiler<object> = ({ schema }) => ofAnswer(schema)

/**
 * How requests are judged and answers written. Each shape is compiled once in a process, however often a service is
 * built in it: that took a second, and tests build one each.
 */
export function validation(app: App): void {
  app.setValidatorCompiler(validator)
  app.setSerializerCompiler(serializer)
}
