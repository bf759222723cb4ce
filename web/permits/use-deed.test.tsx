// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { turnsOfTheLoop } from '../../testing/turns-of-the-loop.ts'
import type { Answer } from '../api.ts'
import { useDeed } from './use-deed.ts'

const client = new QueryClient()
let root: Root
let heard: string[]
let version: number
let doIt: () => void

function Procedure() {
  const { data } = useQuery({
    queryKey: ['procedure', 'ours'],
    queryFn: async () => {
      heard.push(`read ${version}`)
      return version
    },
  })
  return data === 1 ? <Button /> : null
}

/** Gone once what it does is read. */
function Button() {
  const deed = useDeed(
    async (): Promise<Answer<number>> => {
      version = 2
      return { ok: true, value: version }
    },
    () => heard.push('stored'),
  )
  doIt = () => deed.mutate(undefined)
  return null
}

const settled = () => act(() => turnsOfTheLoop())

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  heard = []
  version = 1
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Procedure />
      </QueryClientProvider>,
    ),
  )
  await settled()
})
afterEach(async () => {
  await act(() => root.unmount())
  client.clear()
})

it('is stored once it is read again, also where its button is gone by then', async () => {
  await act(() => doIt())
  await settled()
  expect(heard).toEqual(['read 1', 'read 2', 'stored'])
})
