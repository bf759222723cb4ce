/**
 * Stands in for `typebox` in the page: contracts are read for their types and lists of words, never to validate, and
 * the builder of schemas would weigh more than the page itself. Whatever is built comes out empty.
 */
function nothing(): object {
  return { properties: {} }
}

export const Type = new Proxy({} as Record<string, () => object>, { get: () => nothing })
