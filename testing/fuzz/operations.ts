import fc from 'fast-check'
import type { App } from '../../server/http/app-types.ts'
import { fromSchema, type Known, type Schema } from './from-schema.ts'

interface Content {
  schema?: Schema
}

interface Parameter {
  in: string
  name: string
  required?: boolean
  schema: Schema
}

interface Description {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, Content> }
  responses: Record<string, { content?: Record<string, Content> }>
}

/** One operation of the description that the service makes of itself. */
export interface Operation {
  method: string
  /** With its parameters in braces. */
  path: string
  pathSchema: Schema
  querySchema: Schema
  headerSchema: Schema
  body: { type: 'json' | 'form'; schema: Schema } | null
  /** By status. */
  answers: Record<string, Schema | null>
}

/** A request in parts that can be spoilt one by one. */
export interface Asked {
  method: string
  path: string
  params: Record<string, unknown>
  query: Record<string, unknown>
  headers: Record<string, string>
  body: { type: 'json' | 'form'; value: unknown } | null
}

/** Every operation of a service: a new route is asked without anybody's doing. */
export function operationsOf(app: App): Operation[] {
  const paths = app.swagger().paths as unknown as Record<string, Record<string, Description>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, description]) => operation(path, method, description)),
  )
}

function operation(path: string, method: string, { parameters = [], requestBody, responses }: Description): Operation {
  const [contentType, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const type = contentType?.startsWith('multipart/') ? 'form' : 'json'
  return {
    method: method.toUpperCase(),
    path,
    pathSchema: objectOf(parameters, 'path'),
    querySchema: objectOf(parameters, 'query'),
    headerSchema: objectOf(parameters, 'header'),
    body: content?.schema ? { type, schema: content.schema } : null,
    answers: Object.fromEntries(
      Object.entries(responses).map(([status, answer]) => [
        status,
        answer.content?.['application/json']?.schema ?? null,
      ]),
    ),
  }
}

function objectOf(parameters: readonly Parameter[], place: string): Schema {
  const here = parameters.filter((one) => one.in === place)
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  }
}

/** Requests that the description allows; `params` are those of the path that are known to lead somewhere. */
export function asked(
  { method, path, pathSchema, querySchema, headerSchema, body }: Operation,
  {
    known,
    params,
    headers,
  }: { known: Known; params?: fc.Arbitrary<unknown> | undefined; headers: Record<string, string> },
): fc.Arbitrary<Asked> {
  const object = (schema: Schema) => fromSchema(schema, known) as fc.Arbitrary<Record<string, unknown>>
  return fc.record(
    {
      method: fc.constant(method),
      path: fc.constant(path),
      params: (params ?? object(pathSchema)) as fc.Arbitrary<Record<string, unknown>>,
      query: object(querySchema),
      headers: object(headerSchema).map((more) => ({ ...(more as Record<string, string>), ...headers })),
      body: body
        ? object(body.schema).map((value) => ({ type: body.type, value: value as unknown }))
        : fc.constant(null),
    },
    { noNullPrototype: true },
  )
}
