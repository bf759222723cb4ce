// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, type Speech, useSpeech } from './language.tsx'

const heard: Speech[] = []

function Listener() {
  heard.push(useSpeech())
  return null
}

it('gives the same functions until the language changes', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await activateLanguage('ar')
  const root = createRoot(document.createElement('div'))
  const render = () =>
    act(() =>
      root.render(
        <LanguageProvider>
          <Listener />
        </LanguageProvider>,
      ),
    )
  render()
  render()
  const [first] = heard
  expect(heard.length).toBeGreaterThan(1)
  expect(heard.every(({ say }) => say === first?.say)).toBe(true)
  await act(() => activateLanguage('en'))
  expect(heard.at(-1)?.say).not.toBe(first?.say)
  expect(heard.at(-1)?.say('state.retry')).toBe('Try again')
  act(() => root.unmount())
})
